import { expect, test } from "vitest";
import type { ImportedDraft } from "./contract";
import { importText } from "./document.rules";

function draftOf(text: string): ImportedDraft {
  const imported = importText(text, "lantern");
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}

const rowsIn = (draft: ImportedDraft) =>
  draft.rows.map(({ ref, step, actions }) => [ref, step, ...actions].join(" < "));

const rules = (one: string, other: string) =>
  `# Rules\n\n## Goods\n${one} Sellers must not sell fire.\n${other} Sellers must not sell smoke.\n\n`;

test.each([
  ["A.1", "A.2", "A.1 Fire", "A.2: Smoke"],
  ["A.1", "A.2", "A1 Fire", "A2 Smoke"],
  ["1.1", "1.2", "1.1 Fire", "1.2 – Smoke"],
  ["1.1", "1.2", "1.1明火", "1.2 烟雾"],
  ["Rule 4:", "Rule 5:", "Rule 4: Fire", "Rule 5 Smoke"],
  ["§ 4", "§ 5", "§ 4 Fire", "§ 5 Smoke"],
])("of rules numbered %s and %s, rows headed %s and %s are theirs", (one, other, first, second) => {
  const draft = draftOf(
    `${rules(one, other)}| Rule | First breach |\n|---|---|\n| ${first} | Warning |\n| ${second} | Expulsion |\n`,
  );
  const refs = draft.clauses.filter(({ text }) => text.startsWith("Sellers")).map(({ ref }) => ref);
  expect(rowsIn(draft)).toEqual([`${refs[0]} < base < Warning`, `${refs[1]} < base < Expulsion`]);
  expect(draft.clauses.map(({ kind }) => kind)).not.toContain("penalty-row");
  expect(draft.problems).toEqual([]);
});

test("beside a column of what is meant, a row that is headed by a rule's number and title is that rule's", () => {
  const table = "| Rule | Meaning | First breach |\n|---|---|---|\n| A.1 Fire | Burning things | Warning |\n";
  expect(rowsIn(draftOf(`${rules("A.1", "A.2")}${table}`))).toEqual(["A.1 < base < Warning"]);
});

test("a row with the number of no clause stands among what was not understood, and its number is named", () => {
  const draft = draftOf(
    `${rules("A.1", "A.2")}| Rule | First breach |\n|---|---|\n| A.1 Fire | Warning |\n| A.7 Noise | Expulsion |\n`,
  );
  expect(rowsIn(draft)).toEqual(["A.1 < base < Warning"]);
  expect(draft.problems).toEqual([{ code: "cited_missing", lines: [10, 10], values: { ref: "A.7" } }]);
  expect(draft.notUnderstood).toContainEqual({ line: 10, text: expect.stringContaining("A.7 Noise"), why: "unread" });
});

test("one row without a number takes nothing from the others, and is a rule of its own", () => {
  const draft = draftOf(
    `${rules("A.1", "A.2")}| Rule | First breach |\n|---|---|\n| A.1 Fire | Warning |\n| A.2 Smoke | Expulsion |\n| Anything else | Reminder |\n`,
  );
  expect(rowsIn(draft).slice(-3).sort()).toEqual([
    "A.1 < base < Warning",
    "A.2 < base < Expulsion",
    "Table.3 < base < Reminder",
  ]);
  expect(draft.clauses.find(({ ref }) => ref === "Table.3")?.title).toBe("Anything else");
});

test("goods that are called like a reference head rows of their own", () => {
  const draft = draftOf(
    "# Rules\n\n1. Sellers must not sell these:\n\n| Goods | First breach |\n|---|---|\n| A4 paper | Warning |\n| B12 pills | Expulsion |\n",
  );
  expect(rowsIn(draft)).toEqual(["Table.1 < base < Warning", "Table.2 < base < Expulsion"]);
  expect(draft.problems).toEqual([]);
});

test("a heading of rules that is called like a button of the page is a heading, and a lone button is none", () => {
  const titles = (text: string) => draftOf(text).clauses.map(({ title }) => title);
  const print = "# Rules\n\n## Print\nDo not print banknotes.\n\n## Home\nSellers must not work from home.\n";
  expect(titles(print)).toEqual(expect.arrayContaining(["Print", "Home"]));
  expect(draftOf("# Rules\n\n## Keys\n\nShare no passwords.\n\nDo not sell fire.\n").notUnderstood).toEqual([]);
  const page = draftOf("# Rules\n\n## Menu\n- Start\n- Stalls\n\n## Goods\n\nDo not sell fire.\n\nPrint\n\nShare\n");
  expect(page.notUnderstood).toEqual(
    ["Menu", "Print", "Share"].map((text) => expect.objectContaining({ text, why: "furniture" })),
  );
});
