import { expect, test } from "vitest";
import type { ImportedDraft } from "./contract";
import { importDocument, importText } from "./document.rules";
import { isEnforceable } from "./words.rules";

function draftOf(text: string): ImportedDraft {
  const imported = importText(text, "lantern");
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}

/** "reference < parent < kind" of each clause that grounds a sanction. */
const rulesIn = (draft: ImportedDraft) =>
  draft.clauses
    .filter(({ kind }) => isEnforceable(kind))
    .map(({ ref, parent, kind }) => [ref, parent, kind].join(" < "));
const rowsIn = (draft: ImportedDraft) =>
  draft.rows.map(({ ref, step, actions }) => [ref, step, ...actions].join(" < "));
const refsIn = (text: string) => draftOf(text).clauses.map(({ ref }) => ref);

const market = `# House rules of the lantern market

## A. Goods
A.1 Sellers must not sell fire.
A.2 Sellers must not sell counterfeit lanterns.

## B. Conduct
B.1 Do not insult others.
B.2 No shouting after ten.

Opening hours are ten to six.

| Rule | First breach | Second breach |
|---|---|---|
| A.1 | Warning | Removal for 30 days |
| A.2 | Removal for 7 days | Expulsion |
`;

test("rules that are cited by a letter and a number are clauses under the heading with that letter", () => {
  const draft = draftOf(market);
  expect(rulesIn(draft)).toEqual([
    "A.1 < A < prohibition",
    "A.2 < A < prohibition",
    "B.1 < B < prohibition",
    "B.2 < B < prohibition",
  ]);
  expect(draft.clauses.find(({ ref }) => ref === "A.1")).toMatchObject({
    text: "Sellers must not sell fire.",
    lines: [4, 4],
  });
});

test("a row of measures that cites a letter and a number is tied to that clause", () => {
  const draft = draftOf(market);
  expect(rowsIn(draft)).toEqual([
    "A.1 < base < Warning",
    "A.1 < 2 < Removal for 30 days",
    "A.2 < base < Removal for 7 days",
    "A.2 < 2 < Expulsion",
  ]);
  expect(draft.problems).toEqual([]);
});

test("what stands below the rules of a section and orders nothing becomes no part of them", () => {
  const draft = draftOf(market);
  const holding = draft.clauses.filter(
    ({ lines: [from, to], text }) => text.includes("Opening") || (from <= 11 && to >= 11),
  );
  expect(holding.filter(({ kind }) => isEnforceable(kind))).toEqual([]);
  const below = draftOf("# Rules\n\n## A. Goods\nA.1 Sellers must not sell fire.\n\nWe are glad to help.\n");
  expect(below.clauses.find(({ ref }) => ref === "A.1")?.text).toBe("Sellers must not sell fire.");
});

test.each([
  ["A1.", "A2.", "A1", "A2"],
  ["A1)", "A2)", "A1", "A2"],
  ["A1、", "A2、", "A1", "A2"],
  ["A1:", "A2:", "A1", "A2"],
  ["A-1", "A-2", "A-1", "A-2"],
  ["A-1:", "A-3:", "A-1", "A-3"],
  ["(A.1)", "(A.2)", "A.1", "A.2"],
  ["R12", "R13", "R12", "R13"],
  ["**A.1**", "**A.2**", "A.1", "A.2"],
  ["Rule A.1:", "Rule A.2:", "A.1", "A.2"],
  ["Rule C-3:", "Rule C-4:", "C-3", "C-4"],
  ["3.a", "3.b", "3.a", "3.b"],
  ["3.A", "3.B", "3.A", "3.B"],
  ["甲.1", "甲.2", "甲.1", "甲.2"],
  ["F1.a", "F1.b", "F1.a", "F1.b"],
  ["F1(a)", "F1(b)", "F1(a)", "F1(b)"],
  ["TRD-01", "TRD-02", "TRD-01", "TRD-02"],
])("rules numbered %s and %s keep their references and the measures that cite them", (one, other, first, second) => {
  const draft = draftOf(
    `# Rules\n\n## Goods\n${one} Sellers must not sell fire.\n${other} Sellers must not sell smoke.\n\n| Rule | First breach |\n|---|---|\n| ${first} | Warning |\n| ${second} | Expulsion |\n`,
  );
  expect(rulesIn(draft)).toEqual([`${first} < goods < prohibition`, `${second} < goods < prohibition`]);
  expect(rowsIn(draft)).toEqual([`${first} < base < Warning`, `${second} < base < Expulsion`]);
  expect(
    draft.clauses.filter(({ ref }) => ref === first || ref === second).map(({ confidence }) => confidence),
  ).toEqual([0.95, 0.95]);
  expect(draft.problems).toEqual([]);
});

test.each([
  ["Rule 4:", "Rule 5:"],
  ["§ 4", "§ 5"],
])("rules numbered %s and %s are each a clause that a row can cite", (one, other) => {
  const draft = draftOf(
    `# Rules\n\n## Goods\n${one} Sellers must not sell fire.\n${other} Sellers must not sell smoke.\n\n| Rule | First breach |\n|---|---|\n| ${one.replace(":", "")} | Warning |\n| 5 | Expulsion |\n`,
  );
  expect(rulesIn(draft)).toEqual(["4 < goods < prohibition", "5 < goods < prohibition"]);
  expect(rowsIn(draft)).toEqual(["4 < base < Warning", "5 < base < Expulsion"]);
});

test("Chinese rules with stems or letters stand under their headings", () => {
  expect(rulesIn(draftOf("# 市集规则\n\n## 甲、商品\n甲.1 不得出售烟火。\n甲.2 不得出售假灯笼。\n"))).toEqual([
    "甲.1 < 甲 < prohibition",
    "甲.2 < 甲 < prohibition",
  ]);
  expect(rulesIn(draftOf("# 市集规则\n\n## 商品\nA1、不得出售烟火。\nA2、不得出售假灯笼。\n"))).toEqual([
    "A1 < 商品 < prohibition",
    "A2 < 商品 < prohibition",
  ]);
});

test("a text without any markup is read by the same references", () => {
  const draft = draftOf(market.replace(/^#+ /gm, ""));
  expect(rulesIn(draft)).toEqual([
    "A.1 < A < prohibition",
    "A.2 < A < prohibition",
    "B.1 < B < prohibition",
    "B.2 < B < prohibition",
  ]);
  expect(rowsIn(draft)).toHaveLength(4);
});

test("a web page is read by the same references", () => {
  const page =
    "<h1>House rules</h1><h2>A. Goods</h2><p>A.1 Sellers must not sell fire.</p><ul><li>A.2 Do not sell smoke.</li></ul>";
  const imported = importDocument({
    bytes: new TextEncoder().encode(page),
    name: "rules.html",
    format: "auto",
    platform: "lantern",
  });
  expect(imported.ok && rulesIn(imported.value)).toEqual(["A.1 < A < prohibition", "A.2 < A < prohibition"]);
});

test("a number below a number, and letters below it, hang on the rule above them", () => {
  const draft = draftOf(
    "# Rules\n\n## A. Goods\nA.1 Sellers must not sell:\n(a) fire;\n(b) smoke.\nA.2 Sellers must not cheat.\nA.2.1 Sellers must not use false weights.\n",
  );
  expect(rulesIn(draft)).toEqual([
    "A.1 < A < general",
    "A.1(a) < A.1 < prohibition",
    "A.1(b) < A.1 < prohibition",
    "A.2 < A < prohibition",
    "A.2.1 < A.2 < prohibition",
  ]);
});

test("a reference that is a heading keeps the paragraph below it", () => {
  const draft = draftOf(
    "# Rules\n\n## A. Goods\n\n### A.1 Fire\nSellers must not sell fire.\n\nA.2 Smoke\n\nDo not sell smoke.\n",
  );
  expect(rulesIn(draft)).toEqual(["A.1 < A < prohibition", "A.2 < A < prohibition"]);
  expect(draft.clauses.filter(({ ref }) => /^A\.\d$/.test(ref)).map(({ title }) => title)).toEqual(["Fire", "Smoke"]);
});

test("names that only look like a reference number no rule", () => {
  const text = "# Rules\n\n## Paper\nA4 paper must not be sold here.\n\n## Health\nB12 pills must not be sold here.\n";
  expect(refsIn(text)).toEqual(["intro", "paper", "health"]);
});

test("what stands without a number below a heading, line by line, is a rule in each line that orders something", () => {
  const draft = draftOf("# Rules\n\n## Conduct\nDo not shout.\nNo littering.\nSellers must be on time.\n");
  const texts = draft.clauses.filter(({ kind }) => isEnforceable(kind)).map(({ text }) => text);
  expect(texts).toEqual(["Do not shout.", "No littering.", "Sellers must be on time."]);
});

test("what says that there is none of something forbids nobody anything", () => {
  const draft = draftOf("# Rules\n\n## A. Fees\nA.1 No refund is given after ten days.\nA.2 No dogs.\n");
  expect(rulesIn(draft)).toEqual(["A.2 < A < prohibition"]);
});
