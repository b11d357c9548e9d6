import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { packOfVersion } from "./compare/one-version.rules";
import { fileOfImport } from "./drafts/imported.rules";
import { firstPack } from "./first-pack.rules";
import { folded } from "./fold.rules";
import { importDocument } from "./import/document.rules";
import { readingOn, shownVersion } from "./library.rules";

const today = "2026-03-02";
const read = (platform: Parameters<typeof readBuiltInPack>[0], ref: string, day = today) =>
  readingOn(readBuiltInPack(platform), { day, ref }, today);
const selected = (platform: Parameters<typeof readBuiltInPack>[0], ref: string, day = today) => {
  const { selected: facts } = read(platform, ref, day);
  if (!facts) throw new Error(`${ref} is not there on ${day}`);
  return facts;
};
const shown = (platform: Parameters<typeof readBuiltInPack>[0], ref: string, day = today) =>
  read(platform, ref, day).clauses.find((clause) => clause.ref === ref);

test("AliExpress states no term for a suspension, and none is made up", () => {
  const [set] = selected("aliexpress", "2.annoy").sanctions.sets;
  const terms = Object.fromEntries((set?.actions ?? []).map((action) => [action.id, action.terms]));
  expect(terms).toEqual({
    "ae.block-content": [],
    "ae.delete-content": [],
    "ae.disable-publishing": [{ code: "notStated" }],
    "ae.suspend-account": [{ code: "notStated" }],
    "ae.close-account": [{ code: "permanent" }],
  });
});

test("a buyer's closing in row 1 is open-ended as worded, in row 3 it is permanent", () => {
  const cell = (ref: string) =>
    selected("taobao-weitao", ref).sanctions.grid?.groups[0]?.cells.buyer?.base?.at(-1)?.terms;
  expect(cell("Table.1")).toEqual([{ code: "openEnded" }]);
  expect(cell("Table.3")).toEqual([{ code: "permanent" }]);
});

test("the count beside a counted row is the engine's: the second is below three, the third reaches it", () => {
  const { grid } = selected("taobao-weitao", "Table.12.3").sanctions;
  expect(grid?.groups.flatMap((group) => group.rows.map((row) => row.item))).toEqual([12]);
  expect(grid?.counters[0]?.arithmetic).toEqual([
    { code: "why.countBelow", values: { before: 1, count: 2, threshold: 3 } },
    { code: "why.countReached", values: { before: 2, count: 3, threshold: 3 } },
  ]);
  expect(selected("taobao-weitao", "Table.1").sanctions.grid?.counters).toEqual([]);
});

test("version 1 offers its three measures without a term and no table", () => {
  const { grid, sets } = selected("taobao-weitao", "v1.Art.5(3)", "2016-06-24").sanctions;
  expect(grid).toBeNull();
  expect(sets.flatMap((set) => set.actions.map((action) => [action.id, action.terms]))).toEqual([
    ["tb.delete-content", []],
    ["tb.suspend-weitao", [{ code: "notStated" }]],
    ["tb.close-weitao-permanently", [{ code: "permanent" }]],
  ]);
});

test("WeChat's guidelines suspend only if serious or repeated; its policy does so without that condition", () => {
  const sets = (ref: string) =>
    Object.fromEntries(selected("wechat", ref).sanctions.sets.map((set) => [set.id, set.needsOneOf]));
  expect(sets("CG/Spam(a)")["cg-serious-or-repeated"]).toEqual(["severe", "repeated"]);
  expect(sets("CG/Spam(a)")["aup-1.2"]).toBeUndefined();
  expect(sets("AUP 6(a)")["aup-1.2"]).toEqual([]);
});

test("photos of minors: a parent's report leads to removal and to nothing else", () => {
  const { sets } = selected("wechat", "CG/MinorsInfo.2").sanctions;
  expect(sets.map((set) => [set.id, set.isExclusive, set.actions.map(({ id }) => id)])).toEqual([
    ["cg-minors-photo", true, ["cg.remove"]],
  ]);
});

test("one point for each infringement, for circumvention only, and points lead to nothing", () => {
  const { sets, arePointsIdle } = selected("alibaba", "II.circumvention.keyword").sanctions;
  const point = sets.flatMap((set) => set.actions).find(({ id }) => id === "ab.penalty-point");
  expect([point?.terms, arePointsIdle]).toEqual([[{ code: "pointsEach", points: 1 }], true]);
  const display = selected("alibaba", "II.display").sanctions;
  expect(display.sets.flatMap((set) => set.actions.map(({ id }) => id))).not.toContain("ab.penalty-point");
  expect(display.arePointsIdle).toBe(false);
});

test("a clause that cannot ground a sanction shows none", () => {
  expect(shown("aliexpress", "6.own-info")).toMatchObject({ kind: "advice", enforceable: false });
  expect(selected("aliexpress", "6.own-info").sanctions).toEqual({ grid: null, sets: [], arePointsIdle: false });
});

test("the nudity exceptions stand with each clause they reach, with their letters and whose they are", () => {
  const letters = shown("wechat", "CG/Nudity.1(f)")?.exceptions.map(({ letter, printed, from }) => [
    letter,
    printed,
    from,
  ]);
  expect(letters).toEqual(["a", "b", "c", "d"].map((letter) => [letter, true, "CG/Nudity.exceptions"]));
  expect(shown("wechat", "CG/Nudity.1(f)")?.exceptions[1]?.text.hans).toMatch(/\p{Script=Han}/u);
});

test("the Korean appendix says that it prevails and whom it reaches", () => {
  const reading = read("wechat", "AUP KR.2");
  expect(reading.shown.document.prevailsOver.map(({ en }) => en)).toEqual(["WeChat Acceptable Use Policy"]);
  expect(shown("wechat", "AUP KR.2")?.jurisdiction?.limitedTo).toEqual(["KR"]);
});

test("the outline keeps the document's nesting, and the text says how deep a clause stands", () => {
  const { outline } = read("wechat", "CG/Fraud(a)(2)");
  const fraud = outline.find(({ ref }) => ref === "CG/Fraud.2");
  expect(fraud?.children.find(({ ref }) => ref === "CG/Fraud(a)")?.children.map(({ ref }) => ref)).toContain(
    "CG/Fraud(a)(2)",
  );
  expect(shown("wechat", "CG/Fraud(a)(2)")?.depth).toBe(2);
});

test("a chosen clause is read in its section, with the way to the sections on both sides", () => {
  const reading = read("wechat", "AUP 4(b)");
  expect(reading.clauses.map(({ ref }) => ref)).toEqual([
    "AUP 4",
    "AUP 4(a)",
    "AUP 4(b)",
    "AUP 4(c)",
    "AUP 4(d)",
    "AUP 4(e)",
  ]);
  expect([reading.before?.ref, reading.after?.ref]).toEqual(["AUP 3", "AUP 5"]);
  const whole = readingOn(readBuiltInPack("wechat"), { day: today, document: "AUP" }, today);
  expect([whole.clauses.length, whole.before, whole.after]).toEqual([88, null, null]);
});

test("a Chinese title is marked as the platform's only where it is", () => {
  expect(shown("taobao-weitao", "Table.4")).toMatchObject({ isTitleTheirs: true });
  expect(shown("taobao-weitao", "Table.4")?.title.hant).toBeTruthy();
  expect(shown("wechat", "AUP 2(a)")).toMatchObject({ isTitleTheirs: false, original: null });
});

test("small letters, full width and traditional characters are folded for comparing", () => {
  expect(folded("違規 ＡＢＣ Table")).toBe("违规 abc table");
});

test.each(["alibaba", "aliexpress", "taobao-weitao", "wechat"] as const)(
  "every measure that a version of %s may take is read on the page of one of its documents, in the table or beside it",
  (platform) => {
    const pack = readBuiltInPack(platform);
    const readable = pack.versions.filter(({ textAvailable }) => textAvailable);
    expect(readable.length).toBeGreaterThan(0);
    for (const version of readable) {
      const { dayToRead } = shownVersion(pack, version, "2026-11-28");
      const pages = pack.documents.map(({ id }) => readingOn(pack, { day: dayToRead, document: id }, "2026-11-28"));
      const read = pages.flatMap(({ table, beside }) => [
        ...(table?.groups ?? []).flatMap(({ cells }) =>
          Object.values(cells).flatMap((steps) => Object.values(steps).flatMap((actions) => actions ?? [])),
        ),
        ...(beside?.sets ?? []).flatMap(({ actions }) => actions),
        ...(beside?.others ?? []),
      ]);
      const acting = pack.sanctions.actions.filter(
        ({ penalty, versions }) => penalty && (versions === null || versions.includes(version.id)),
      );
      expect([...new Set(read.map(({ id }) => id))].sort()).toEqual(
        expect.arrayContaining(acting.map(({ id }) => id).sort()),
      );
    }
  },
);

const kelp = {
  id: "kelp",
  name: { en: "Kelpmarket", hans: "海带集市", hant: "海帶集市" },
  zone: "Europe/Berlin",
  roles: [],
};

test("what we named ourselves for a platform that was added here is said in Chinese, too", () => {
  const { shown } = readingOn(firstPack(kelp), { day: today }, today);
  expect([shown.document.title, shown.version?.label]).toEqual([
    { en: "Kelpmarket rules", hans: "海带集市规则" },
    { en: "Before the first recorded version", hans: "首个有记录的版本之前" },
  ]);
});

test("words that were imported as they stand are shown as the document's own until somebody writes others", () => {
  const text = "# Rules\n\n1. No counterfeit lanterns may be offered.\n\n2. No threats against other members.\n";
  const imported = importDocument({ platform: "kelp", name: "r.md", format: "markdown", bytes: Buffer.from(text) });
  if (!imported.ok) throw new Error(JSON.stringify(imported));
  const file = fileOfImport(kelp, { ref: "v1", label: null, following: null }, imported.value);
  const clauses = file.clauses.map((clause) => (clause.ref === "2" ? { ...clause, summary: "Be kind." } : clause));
  const { clauses: read } = readingOn(packOfVersion({ ...file, clauses }), { day: today }, today);
  const verbatim = (ref: string) => read.find((clause) => clause.ref === ref)?.isVerbatim;
  expect([verbatim("1"), verbatim("2")]).toEqual([true, false]);
  expect(shown("aliexpress", "2.annoy")?.isVerbatim).toBe(false);
});
