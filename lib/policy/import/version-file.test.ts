import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "../built-in.store";
import { importDocument } from "./document.rules";
import { versionOf, versionText } from "./version-file.rules";

const editions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).versions.map(({ id }) => ({ slug, id })));

function textOf(slug: (typeof builtInPlatforms)[number], id: string): string {
  const version = versionOf(readBuiltInPack(slug), id);
  if (!version) throw new Error(`${slug} has no version ${id}`);
  return versionText(version);
}

function imported(text: string, platform: string) {
  return importDocument({ bytes: Buffer.from(text), name: "version.json", format: "auto", platform });
}

test.each(editions)("version $id of $slug, exported and read again, is exported as the same bytes", ({ slug, id }) => {
  const text = textOf(slug, id);
  const read = imported(text, slug);
  expect(read).toMatchObject({ ok: true });
  if (!read.ok || !read.value.version) throw new Error("The version was not read.");
  expect(versionText(read.value.version)).toBe(text);
  expect(read.value.clauses).toHaveLength(read.value.version.clauses.length);
});

test("a whole pack is read with its steps as a document has them: ordinary, from a number of violations on, severe", () => {
  const pack = readBuiltInPack("taobao-weitao");
  const { table } = pack.sanctions;
  if (!table) throw new Error("the pack has no table");
  const stepsOf = (text: string) => {
    const read = imported(text, "taobao-weitao");
    if (!read.ok) throw new Error(read.refusal.message);
    return [...new Set(read.value.rows.map(({ step, withinDays }) => `${step} ${withinDays}`))].toSorted();
  };
  expect(stepsOf(versionText(pack))).toEqual(["3 null", "base null", "severe null"]);
  const within = structuredClone(pack);
  for (const counter of within.sanctions.counters) counter.windowDays = 90;
  expect(stepsOf(versionText(within))).toEqual(["3 90", "base null", "severe null"]);
  const twice = structuredClone(pack);
  for (const step of twice.sanctions.table?.steps ?? []) step.counter = null;
  expect(stepsOf(versionText(twice)), "none is lost to another").toEqual(["base null", "repeat null", "severe null"]);
});

test("the order in which a file was written does not change the bytes of its export", () => {
  const pack = readBuiltInPack("alibaba");
  const turned = Object.fromEntries(Object.entries(pack).reverse()) as typeof pack;
  const [one, other] = [versionOf(pack, "v2"), versionOf(turned, "v2")];
  expect(one && versionText(one)).toBe(other && versionText(other));
});

test("an export holds the rules of its version and of no other", () => {
  const version = versionOf(readBuiltInPack("taobao-weitao"), "v1");
  expect(version?.clauses.map(({ ref }) => ref.slice(0, 2)).every((start) => start === "v1")).toBe(true);
  expect(version?.sanctions.table).toBeNull();
  expect(versionOf(readBuiltInPack("taobao-weitao"), "v9")).toBeNull();
});

/** The text of an export after somebody changed it by hand. */
function changed(
  change: (file: { schema: string; clauses: { ref: string; parent: string | null }[] }) => void,
): string {
  const file = JSON.parse(textOf("aliexpress", "undated"));
  change(file);
  return JSON.stringify(file);
}

test.each([
  ["of a newer schema", changed((file) => (file.schema = "recourse-version/2")), "newer_schema", "schema"],
  [
    "with a reference given twice",
    changed((file) => file.clauses.push(file.clauses[0] as never)),
    "duplicate_ref",
    "clauses.29",
  ],
  [
    "whose clauses stand under each other",
    changed((file) => ((file.clauses[0] as never as { parent: string }).parent = "2.discrimination")),
    "circular_parent",
    "clause 2.discrimination",
  ],
  [
    "with a parent that is not there",
    changed((file) => ((file.clauses[0] as never as { parent: string }).parent = "99")),
    "invalid_pack",
    "clause 2.discrimination",
  ],
  ["that is not JSON", "{ not json", "damaged_file", expect.any(String)],
  [
    "of another shape",
    changed((file) => ((file.clauses[0] as never as { kind: string }).kind = "wish")),
    "invalid_pack",
    "clauses.0.kind",
  ],
])("a file %s is refused with its place", (_, text, code, place) => {
  expect(imported(text, "aliexpress")).toEqual({ ok: false, refusal: { code, message: expect.any(String), place } });
});

test("the rules of one platform are not taken for another's", () => {
  expect(imported(textOf("alibaba", "v2"), "aliexpress")).toMatchObject({
    ok: false,
    refusal: { code: "other_platform" },
  });
});
