import { expect, test } from "vitest";
import { xlsxOf } from "@/test/office-files";
import type { ImportedDraft } from "./contract";
import { importDocument } from "./document.rules";

function fileOf(bytes: Uint8Array, name: string): ImportedDraft {
  const imported = importDocument({ bytes, name, format: "auto", platform: "orchard" });
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}
const textOf = (text: string) => fileOf(new TextEncoder().encode(text), "rules.md");
const rowsIn = (draft: ImportedDraft) =>
  draft.rows.map(({ ref, step, actions }) => [ref, step, ...actions].join(" < "));
const problemsIn = (draft: ImportedDraft) =>
  draft.problems.map(({ code, lines, values }) => [code, lines[0], ...Object.values(values)].join(" < "));

const rules = `# Rules

## Fruit
O1.a Sellers must not sell unripe fruit.
O1.b Sellers must not sell fallen fruit.

| Rule | First breach | Second breach | Third breach |
|---|---|---|---|
| O1.a | Warning | Removal for 3 days | Expulsion |
`;

test("an empty cell in a row that states measures elsewhere is no measure, and is named", () => {
  const draft = textOf(`${rules}| O1.b | Warning |  |  |\n`);
  expect(rowsIn(draft).filter((row) => row.startsWith("O1.b"))).toEqual(["O1.b < base < Warning"]);
  expect(problemsIn(draft)).toEqual(["cell_empty < 10 < O1.b < Second breach; Third breach"]);
});

test("a row without any measure, in a text that cannot merge cells, is one with the row above, and is named", () => {
  const draft = textOf(`${rules}| O1.b |  |  |  |\n`);
  expect(rowsIn(draft).slice(3)).toEqual([
    "O1.b < base < Warning",
    "O1.b < 2 < Removal for 3 days",
    "O1.b < 3 < Expulsion",
  ]);
  expect(problemsIn(draft)).toEqual(["row_as_above < 10 < O1.b < First breach; Second breach; Third breach"]);
});

test.each(["–", "—", "-", "n/a", "N/A", "none", "无", "無", "/", "不适用"])(
  "a cell that holds only %s says that nothing follows: it is no measure, and there is nothing to settle",
  (sign) => {
    const draft = textOf(`${rules}| O1.b | Warning | ${sign} | ${sign} |\n`);
    expect(rowsIn(draft).slice(3)).toEqual(["O1.b < base < Warning"]);
    expect(draft.problems).toEqual([]);
  },
);

test("a workbook that merges cells gives them their measure, and leaves its empty cells empty", () => {
  const draft = fileOf(
    xlsxOf(
      [
        ["Violation", "First violation", "Second violation"],
        ["Shouting", "Warning", "Stall closed for 3 days"],
        ["Pushing", "", "Stall closed for 9 days"],
        ["Spitting", "Warning", ""],
      ],
      ["B2:B3"],
    ),
    "table.xlsx",
  );
  expect(rowsIn(draft)).toEqual([
    "Table.1 < base < Warning",
    "Table.1 < 2 < Stall closed for 3 days",
    "Table.2 < base < Warning",
    "Table.2 < 2 < Stall closed for 9 days",
    "Table.3 < base < Warning",
  ]);
  expect(problemsIn(draft)).toEqual(["cell_empty < 4 < Spitting < Second violation"]);
});

test("an empty row of a page is no merged one, since a page says what it merges", () => {
  const page = `<table><tr><th>Violation</th><th>First violation</th><th>Second violation</th></tr>
<tr><td>Shouting</td><td>Warning</td><td>Expulsion</td></tr>
<tr><td>Pushing</td><td></td><td></td></tr></table>`;
  const draft = fileOf(Buffer.from(page), "rules.html");
  expect(rowsIn(draft)).toEqual(["Table.1 < base < Warning", "Table.1 < 2 < Expulsion"]);
  expect(problemsIn(draft)).toEqual(["cell_empty < 3 < Pushing < First violation; Second violation"]);
});

test("two rows of a table with one number keep their measures apart", () => {
  const draft = textOf(
    "| Violation | First breach | Second breach |\n|---|---|---|\n| 2. Noise | Warning | Removal |\n| 2. Fire | Removal | Expulsion |\n",
  );
  const [one, other] = draft.clauses.filter(({ kind }) => kind === "penalty-row");
  expect([one?.title, other?.title]).toEqual(["Noise", "Fire"]);
  expect(draft.rows.filter(({ ref }) => ref === one?.ref).flatMap(({ actions }) => actions)).toEqual([
    "Warning",
    "Removal",
  ]);
  expect(draft.rows.filter(({ ref }) => ref === other?.ref).flatMap(({ actions }) => actions)).toEqual([
    "Removal",
    "Expulsion",
  ]);
});

test("a range of letters is every rule from the first to the last, and a rule that is not there is named", () => {
  const draft = textOf(
    `${rules.replace("## Fruit", "## O1 Fruit")}| O1.a – O1.b | Warning | – | – |\n| O9 | Warning |  |  |\n`.replace(
      "| O1.a | Warning | Removal for 3 days | Expulsion |\n",
      "",
    ),
  );
  expect(rowsIn(draft)).toEqual(["O1.a < base < Warning", "O1.b < base < Warning"]);
  expect(problemsIn(draft)).toEqual(["cited_missing < 10 < O9"]);
  expect(draft.notUnderstood.filter(({ why }) => why === "unread").map(({ line }) => line)).toEqual([10]);
});
