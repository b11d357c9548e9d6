import { expect, test } from "vitest";
import { draftFile, taobao } from "@/test/drafts";
import { readBuiltInPack } from "../built-in.store";
import { surroundings } from "../drafts/publish-checks.rules";
import type { VersionFile } from "../import/version.contract";
import { applyEdits } from "./apply.rules";
import type { OtherVersion, ProblemCode } from "./checks.contract";
import { checksOf, mayPublish } from "./checks.rules";
import { type EditOperation, EditOperations } from "./contract";

function edited(...operations: EditOperation[]): VersionFile {
  const applied = applyEdits(taobao(), operations);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.file;
}

const found = (file: VersionFile, code: ProblemCode, others: OtherVersion[] = []) =>
  checksOf(file, { others, refsElsewhere: new Set() }).filter((problem) => problem.code === code);

const sanction = (action: string) => ({ action, terms: null });
const cell = (step: string, ...actions: string[]): EditOperation => ({
  ...{ do: "cell.set", item: 4, role: "buyer", step },
  sanctions: actions.length === 0 ? null : actions.map(sanction),
});

test("a clause for a place that the platform does not have is named, where the platform says which it has", () => {
  const forReviews = taobao();
  for (const clause of forReviews.clauses.slice(0, 1)) clause.appliesTo.surfaces = ["review", "any"];
  const [clause] = forReviews.clauses;
  const around = { others: [], refsElsewhere: new Set<string>() };
  const unknown = (surfaces: string[]) =>
    checksOf(forReviews, { ...around, surfaces }).filter(({ code }) => code === "clauseUnknownSurface");
  expect(unknown([])).toEqual([]);
  expect(unknown(["review", ...forReviews.clauses.flatMap(({ appliesTo }) => appliesTo.surfaces)])).toEqual([]);
  expect(unknown(["stall"]).map(({ values }) => values.ref)).toContain(clause?.ref);
});

test("a ladder that falls is found at the later step, by rank and, of equal rank, by term", () => {
  const place = ["rows", "4", "cells", "buyer", "repeat"];
  expect(found(taobao(), "ladderFalls")).toEqual([]);
  expect(found(edited(cell("repeat", "tb.delete-content")), "ladderFalls")).toMatchObject([
    { place, severity: "warns", values: { before: "base", step: "repeat" } },
  ]);
  const terms = { label: "3 days", zh: null, durationDays: 3, points: null, perInfringement: false };
  const ways = { termNotStated: false, indefinite: false, permanent: false };
  const shorter: EditOperation = {
    ...{ do: "cell.set", item: 4, role: "buyer", step: "repeat" },
    sanctions: [{ action: "tb.suspend-comments-7d", terms: { ...terms, ...ways } }],
  };
  expect(found(edited(cell("base", "tb.suspend-comments-7d"), shorter), "ladderFalls")).toMatchObject([{ place }]);
});

test("a row that has nothing for anybody stands against publishing", () => {
  const steps = ["base", "repeat", "severe"];
  const nothing = ["buyer", "merchant"].flatMap((role) =>
    steps.map((step): EditOperation => ({ do: "cell.set", item: 4, role, step, sanctions: null })),
  );
  expect(found(edited(...nothing), "rowNoRole")).toMatchObject([{ place: ["rows", "4"], severity: "blocks" }]);
});

test("a sanction that its role cannot get, and a step that leaves nothing to the others, are found", () => {
  expect(found(edited(cell("base", "tb.suspend-weitao-30d")), "cellNotForRole")).toMatchObject([
    { place: ["rows", "4", "cells", "buyer", "base"], values: { role: "buyer" } },
  ]);
  const always: EditOperation = { do: "step.change", id: "repeat", change: { counter: null } };
  expect(found(edited(always), "stepHidesOthers")).toMatchObject([{ place: ["steps", "repeat"] }]);
});

test("a sanction that restricts and has no value of the Transparency Database stands against publishing; a warning needs none", () => {
  const without: EditOperation = { do: "action.change", id: "tb.expel", change: { dsa: [] } };
  expect(found(edited(without), "actionNoRestriction")).toMatchObject([{ place: ["actions", "tb.expel", "dsa"] }]);
  const warning: EditOperation = {
    do: "action.change",
    id: "tb.expel",
    change: { dsa: [], effect: "warn", needsStatement: false },
  };
  expect(found(edited(warning), "actionNoRestriction")).toEqual([]);
  expect(mayPublish(checksOf(edited(without)))).toBe(false);
});

test("an enforceable clause needs a category and a keyword, and one that is no rule needs neither", () => {
  const { editorial } = taobao().clauses.find(({ ref }) => ref === "v2.Art.5(2)") ?? {};
  if (!editorial) throw new Error("There is no such clause.");
  const bare = { ...editorial, dsaCategory: null, dsaCategoryAddition: [], dsaKeywords: [] };
  const empty = (more: object): EditOperation => ({
    ...{ do: "clause.change", ref: "v2.Art.5(2)" },
    change: { editorial: bare, ...more },
  });
  const at = ({ place }: { place: readonly string[] }) => place[1] === "v2.Art.5(2)";
  expect(found(edited(empty({})), "clauseNoCategory")).toHaveLength(1);
  expect(found(edited(empty({})), "clauseNoKeyword").filter(at)).toHaveLength(1);
  expect(found(edited(empty({ enforceable: false })), "clauseNoCategory")).toEqual([]);
});

test("a counter over what is gone, or over nothing, stands against publishing", () => {
  const file = taobao();
  const gone = { ...file, clauses: file.clauses.filter(({ ref }) => ref !== "Table.5.8") };
  const counters = gone.sanctions.counters.map((counter) => ({ ...counter, clauses: ["Table.5.8"] }));
  expect(found({ ...gone, sanctions: { ...gone.sanctions, counters } }, "broken")).toMatchObject([
    { place: ["counters", "TB-R1", "clauses"], values: { name: "Table.5.8" } },
  ]);
  const empty: EditOperation = { do: "counter.change", id: "TB-R1", change: { items: [], clauses: [] } };
  expect(found(edited(empty), "counterCountsNothing")).toHaveLength(1);
});

test("what another document of the platform holds may be named", () => {
  const file = draftFile("wechat", "cg-undated");
  const elsewhere = new Set(draftFile("wechat", "aup-2023-08-01").clauses.map(({ ref }) => ref));
  expect(checksOf(file, { others: [], refsElsewhere: elsewhere }).filter(({ code }) => code === "broken")).toEqual([]);
});

test.each<[string, string | null, string | null, ProblemCode | null]>([
  ["meets the one before", "2016-07-01", "2016-06-30", null],
  ["follows one that is still open", "2016-07-01", null, null],
  ["leaves days without a version", "2016-07-01", "2016-06-01", "versionGap"],
  ["begins while another still governs", "2016-07-01", "2016-07-15", "versionOverlap"],
  ["has no day to begin on", null, null, "versionNoStart"],
])("a version that %s", (_, effectiveFrom, endOfOther, code) => {
  const file = taobao();
  const draft = { ...file, version: { ...file.version, effectiveFrom } };
  const other = { id: "v1", label: "Before", documents: ["RULES"], effectiveFrom: null, effectiveTo: endOfOther };
  const calendar: ProblemCode[] = ["versionGap", "versionOverlap", "versionNoStart"];
  const codes = checksOf(draft, { others: [other], refsElsewhere: new Set() }).map((problem) => problem.code);
  expect(codes.filter((each) => calendar.includes(each))).toEqual(code === null ? [] : [code]);
});

test("a category, a keyword or a restriction that the Transparency Database does not know stands against publishing, whichever way it came in", () => {
  const file = taobao();
  const [clause] = file.clauses.filter(({ enforceable }) => enforceable);
  const [action] = file.sanctions.actions;
  if (!clause || !action) throw new Error("nothing to spoil");
  clause.editorial = {
    ...clause.editorial,
    dsaCategory: "STATEMENT_CATEGORY_LANTERNS",
    dsaKeywords: ["KEYWORD_LANTERN"],
  };
  action.dsa = ["DECISION_LANTERN"];
  const place = ["clauses", clause.ref, "editorial"];
  expect(found(file, "clauseUnknownValue")).toMatchObject([
    { place: [...place, "dsaCategory"], severity: "blocks", values: { value: "STATEMENT_CATEGORY_LANTERNS" } },
    { place: [...place, "dsaKeywords"], severity: "blocks", values: { value: "KEYWORD_LANTERN" } },
  ]);
  expect(found(file, "actionUnknownValue")).toMatchObject([
    { place: ["actions", action.id, "dsa"], severity: "blocks" },
  ]);
  expect(found(taobao(), "clauseUnknownValue")).toEqual([]);
  expect(found(taobao(), "actionUnknownValue")).toEqual([]);
});

test("nobody sends what only taking back may do: it could write what no field of the editor takes", () => {
  const restore = { do: "restore", parts: [], orders: [] };
  expect(EditOperations.safeParse([restore]).success).toBe(false);
});

test("a version with an end stands against publishing: none could ever follow it without a day in between", () => {
  const ends: EditOperation = {
    do: "version.change",
    change: { effectiveFrom: "2030-01-01", effectiveTo: "2030-06-30" },
  };
  expect(found(edited(ends), "versionEnds")).toMatchObject([{ severity: "blocks", values: { day: "2030-06-30" } }]);
});

test("that counts begin again with a new version is said, with the counters of the version before it", () => {
  const next = { ...taobao(), version: { ...taobao().version, id: "v3", effectiveFrom: "2030-01-01" } };
  const pack = readBuiltInPack("taobao-weitao");
  const own = pack.sanctions.counters.filter(({ versions }) => versions.includes("v2")).map(({ id }) => id);
  expect(own.length).toBeGreaterThan(0);
  const warned = checksOf(next, surroundings(pack, next)).filter(({ code }) => code === "countsRestart");
  expect(warned).toMatchObject([
    { severity: "warns", values: { counters: own.join(", "), version: "From 2016-07-01" } },
  ]);
  expect(found(next, "countsRestart")).toEqual([]);
});

test("a sanction that is still only words is named, and stands against publishing where nothing says what to report", () => {
  const [action] = taobao().sanctions.actions;
  if (!action) throw new Error("nothing to change");
  const words = (change: Partial<typeof action>) => {
    const file = taobao();
    file.sanctions.actions = file.sanctions.actions.map((each) =>
      each.id === action.id ? { ...each, effect: "other", ...change } : each,
    );
    return file;
  };
  const place = ["actions", action.id];
  expect(found(taobao(), "actionWordsOnly")).toEqual([]);
  expect(found(words({}), "actionWordsOnly")).toMatchObject([{ severity: "warns", place: [...place, "effect"] }]);
  expect(found(words({}), "actionNoRestriction")).toEqual([]);
  expect(found(words({ dsa: [], needsStatement: "depends" }), "actionNoRestriction")).toMatchObject([
    { severity: "blocks", place: [...place, "dsa"] },
  ]);
  expect(found(words({ dsa: [], dsaDepends: true, needsStatement: "depends" }), "actionNoRestriction")).toEqual([]);
  expect(found(words({ dsa: [], needsStatement: false }), "actionNoRestriction")).toEqual([]);
  expect(found(words({ penalty: false }), "actionWordsOnly")).toEqual([]);
});
