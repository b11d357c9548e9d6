import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aClause, draftRow, givenAsked, givenDraft, givenPlatform } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { VersionFile } from "../import/version.contract";
import { versionOf, versionText } from "../import/version-file.rules";
import { loadBuiltInPacks } from "../load.command";
import { packFor } from "../store";
import { createDraft } from "./create.command";
import { editDraft } from "./edit.command";
import { publishDraft } from "./publish.command";
import { askReview, planDraft } from "./review.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;
let ben: Person;

beforeAll(async () => {
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
  ben = await aColleague(opened().db, { name: "Ben", role: "admin" });
  await loadBuiltInPacks(opened().db, now);
});

const revOf = async (draftId: string) => (await draftRow(opened().db, draftId)).rev;
const fileOf = async (draftId: string) => VersionFile.parse((await draftRow(opened().db, draftId)).file);

const text = ["1. Listings", "1.1 Sellers must not offer counterfeit lanterns.", "1.2 Sellers must not use threats."];
const pasted = { kind: "document" as const, format: "text" as const, bytes: new TextEncoder().encode(text.join("\n")) };

async function begun(input: Parameters<typeof createDraft>[1]): Promise<string> {
  const made = await createDraft(ana, input, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.draftId;
}

test.each([
  ["aliexpress", ["CG"]],
  ["alibaba", ["EA"]],
  ["taobao-weitao", ["RULES", "TABLE"]],
])(
  "what begins from nothing or from a document on %s takes the place of the rules that are there",
  async (platform, documents) => {
    for (const from of [{ kind: "nothing" as const }, pasted]) {
      const file = await fileOf(await begun({ platform, from }));
      expect(file.version.documents).toEqual(documents);
      expect(file.documents.map(({ id }) => id)).toEqual(documents);
      expect(file.clauses.every(({ document }) => documents.includes(document))).toBe(true);
    }
  },
);

test("a platform with two texts is asked which of them the draft takes the place of", async () => {
  const asked = { platform: "wechat", from: pasted };
  expect(await createDraft(ana, asked, now)).toMatchObject({
    ok: false,
    reason: "follows_which",
    values: { versions: "aup-2023-08-01, cg-undated" },
  });
  expect(await createDraft(ana, { ...asked, follows: "aup-before-2023-08-01" }, now)).toMatchObject({
    reason: "follows_unknown",
  });
  const file = await fileOf(await begun({ ...asked, follows: "aup-2023-08-01" }));
  expect(file.version.documents).toEqual(["AUP", "AUP-KR"]);
  expect(file.documents.find(({ id }) => id === "AUP-KR")?.prevailsOver).toEqual(["AUP"]);
});

test("rules that are imported for a platform that has some end the version before them, and cannot begin in the past", async () => {
  const draftId = await begun({ platform: "aliexpress", from: { kind: "nothing" } });
  await editDraft(ana, { draftId, rev: 0, operations: [aClause("L.1", { document: "CG" })] }, now);
  await planDraft(ana, { draftId, rev: await revOf(draftId), effectiveFrom: "2024-01-01", announced: null }, now);
  expect(await askReview(ana, { draftId, rev: await revOf(draftId) }, now)).toMatchObject({
    fields: [expect.objectContaining({ reason: "past", values: { earliest: "2026-03-03" } })],
  });
  const rev = await givenAsked(ana, draftId, "2026-05-01", now);
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ ok: true });
  const pack = await packFor(opened().db, "aliexpress");
  expect(pack?.versions.map(({ documents, effectiveTo }) => [documents, effectiveTo])).toEqual([
    [["CG"], "2026-04-30"],
    [["CG"], null],
  ]);
});

test("a second text beside the first cannot begin in the past, nor use a reference of the first", async () => {
  await givenPlatform(ana, { id: "two-texts", prefix: "TT" }, now);
  const first = await givenDraft(ana, "two-texts", now);
  const rev = await givenAsked(ana, first, "2026-01-01", now);
  expect(await publishDraft(ben, { draftId: first, rev }, now)).toMatchObject({ ok: true });
  const pack = await packFor(opened().db, "two-texts");
  const second = pack && versionOf(pack, "v1");
  if (!second) throw new Error("no version");
  const bytes = new TextEncoder().encode(versionText(second).replaceAll('"RULES"', '"GUIDE"'));
  const from = { kind: "document" as const, format: "json" as const, bytes };
  const draftId = await begun({ platform: "two-texts", from });
  expect((await fileOf(draftId)).version.documents).toEqual(["GUIDE"]);
  await planDraft(ana, { draftId, rev: await revOf(draftId), effectiveFrom: "2026-02-01", announced: null }, now);
  const refused = await askReview(ana, { draftId, rev: await revOf(draftId) }, now);
  expect(refused.ok ? [] : refused.fields?.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(["past", "refShared"]),
  );
});

test("a version that is signed on a machine whose clock is behind is in use all the same, and stays so", async () => {
  await givenPlatform(ana, { id: "late-clock", prefix: "LC" }, now);
  const first = await givenDraft(ana, "late-clock", now);
  const rev = await givenAsked(ana, first, "2026-01-01", now);
  expect(await publishDraft(ben, { draftId: first, rev }, now)).toMatchObject({ ok: true });
  const behind = new Date(now.getTime() - 60_000);
  const made = await createDraft(ana, { platform: "late-clock", from: { kind: "version", version: "v1" } }, behind);
  const draftId = made.ok ? made.value.draftId : "";
  const asked = await givenAsked(ana, draftId, "2026-04-01", behind);
  expect(await publishDraft(ben, { draftId, rev: asked }, behind)).toMatchObject({ ok: true });
  const versions = (await packFor(opened().db, "late-clock"))?.versions.map(({ id }) => id);
  expect(versions).toEqual(["unrecorded", "v1", "v2"]);
});

test("of two versions that are signed at the same time for the same days one is published, and the other is told why not", async () => {
  await givenPlatform(ana, { id: "race", prefix: "RC" }, now);
  const first = await givenDraft(ana, "race", now);
  const rev = await givenAsked(ana, first, "2026-01-01", now);
  expect(await publishDraft(ben, { draftId: first, rev }, now)).toMatchObject({ ok: true });
  const asked: { draftId: string; rev: number }[] = [];
  for (const ref of ["left", "right"]) {
    const draftId = await begun({ platform: "race", ref, from: { kind: "version", version: "v1" } });
    asked.push({ draftId, rev: await givenAsked(ana, draftId, "2026-06-01", now) });
  }
  const results = await Promise.all(asked.map((draft) => publishDraft(ben, draft, now)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = results.find(({ ok }) => !ok);
  expect(refused).toMatchObject({ fields: [expect.objectContaining({ reason: "versionOverlap" })] });
  const pack = await packFor(opened().db, "race");
  expect(pack?.versions).toHaveLength(3);
});

test("an exported version becomes a draft that says the same to the byte: its id, names, notes and days, in every script", async () => {
  const pack = await packFor(opened().db, "taobao-weitao");
  const file = pack && versionOf(pack, "v2");
  if (!file) throw new Error("There is no such version.");
  const zh = { label: "冬季版", textNote: "抄自纸本", basis: "公告" };
  const dated = { announced: "2031-01-02", effectiveFrom: "2031-02-03", effectiveTo: null };
  const clauses = file.clauses.map((clause) => ({ ...clause, versions: ["winter-2031"] }));
  const { counters, table } = file.sanctions;
  const named = <Part extends { versions: string[] }>(part: Part): Part => ({ ...part, versions: ["winter-2031"] });
  const winter = VersionFile.parse({
    ...file,
    clauses,
    version: { ...file.version, ...dated, id: "winter-2031", label: "Winter", textNote: "From paper", zh },
    documents: file.documents.map((document) => ({ ...document, titleZh: { hans: "规则", hant: "規則" } })),
    sanctions: {
      ...file.sanctions,
      counters: counters.map(named),
      table: table && { ...table, rows: table.rows.map(named) },
    },
  });
  const bytes = new TextEncoder().encode(versionText(winter));
  const from = { kind: "document" as const, name: "winter.json", format: "auto" as const, bytes };
  const first = await begun({ platform: "taobao-weitao", from });
  expect(versionText(await fileOf(first))).toBe(versionText(winter));
  // The id is spoken for now: the same file again is a draft under the next number, and otherwise the same.
  const again = await fileOf(await begun({ platform: "taobao-weitao", from }));
  expect(again.version).toEqual({ ...winter.version, id: again.version.id });
  expect(again.version.id).toMatch(/^v\d+$/);
});
