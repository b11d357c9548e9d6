import { expect, test } from "vitest";
import { readBuiltInPack } from "./built-in.store";
import { asNewVersion } from "./drafts/begin.rules";
import { packOn } from "./editions.rules";
import { rulesText } from "./fingerprint.rules";
import type { VersionFile } from "./import/version.contract";
import { versionOf, versionText } from "./import/version-file.rules";
import { withVersion } from "./publish.rules";

type Slug = Parameters<typeof readBuiltInPack>[0];
const from = "2030-01-01";

function fileOf(slug: Slug, version: string): VersionFile {
  const file = versionOf(readBuiltInPack(slug), version);
  if (!file) throw new Error(`no ${version}`);
  const next = asNewVersion(file, { ref: "next", label: "Next" });
  return { ...next, version: { ...next.version, effectiveFrom: from } };
}

/** Everything said otherwise that is not a clause. */
function saidOtherwise(file: VersionFile): VersionFile {
  const { table } = file.sanctions;
  return {
    ...file,
    name: { ...file.name, en: "Another name" },
    documents: file.documents.map((document) => ({ ...document, title: "Another title", prevailsOver: [] })),
    scope: [{ ref: "1", summary: "Everything." }],
    procedures: [],
    artefacts: [],
    readings: file.readings.slice(1).map((reading) => ({ ...reading, reading: "Read otherwise." })),
    sanctions: {
      ...file.sanctions,
      actions: file.sanctions.actions.map((action) => ({ ...action, zh: "别的说法", editorial: { gravity: 99 } })),
      sets: file.sanctions.sets.map((set) => ({ ...set, zh: { ...set.zh, trigger: "别的情形", legalBasis: null } })),
      table: table && { ...table, title: "Another table" },
    },
  };
}

test.each<[Slug, string]>([
  ["alibaba", "v2"],
  ["aliexpress", "undated"],
  ["taobao-weitao", "v2"],
  ["wechat", "aup-2023-08-01"],
])("on %s a published version is the same to the byte after the next one, whatever that says", (slug, ref) => {
  const before = readBuiltInPack(slug);
  const file = saidOtherwise(fileOf(slug, ref));
  const after = withVersion(before, file);
  for (const version of before.versions) {
    const [was, is] = [versionOf(before, version.id), versionOf(after, version.id)];
    if (!was || !is) throw new Error("lost");
    // Only that it ends is new, and told once.
    const open = { ...is, version: { ...is.version, effectiveTo: version.effectiveTo } };
    expect(versionText(open)).toBe(versionText(was));
    expect(rulesText(after, version)).toBe(rulesText(before, version));
  }
  const own = versionOf(after, "next");
  const byId = (one: VersionFile | null) =>
    one && {
      ...one,
      sanctions: {
        ...one.sanctions,
        actions: one.sanctions.actions.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        sets: one.sanctions.sets.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      },
    };
  expect(byId(own)).toEqual(byId(file));
});

test("content of the days before is weighed by the precedence and the rank of measures of its own version", () => {
  const after = withVersion(readBuiltInPack("wechat"), saidOtherwise(fileOf("wechat", "aup-2023-08-01")));
  const korea = (day: string) => packOn(after, day).documents.find(({ id }) => id === "AUP-KR")?.prevailsOver;
  expect([korea("2029-12-31"), korea(from)]).toEqual([["AUP"], []]);
  const taobao = readBuiltInPack("taobao-weitao");
  const later = withVersion(taobao, saidOtherwise(fileOf("taobao-weitao", "v2")));
  const rank = (day: string) =>
    packOn(later, day).sanctions.actions.find(({ id }) => id === "tb.expel")?.editorial.gravity;
  expect(rank(from)).toBe(99);
  expect(rank("2029-12-31")).toBe(taobao.sanctions.actions.find(({ id }) => id === "tb.expel")?.editorial.gravity);
  expect(packOn(later, from).readings.map(({ reading }) => reading)).toEqual(
    taobao.readings.slice(1).map(() => "Read otherwise."),
  );
  expect(packOn(later, "2029-12-31").readings).toEqual(taobao.readings);
});
