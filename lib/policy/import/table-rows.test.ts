import { expect, test } from "vitest";
import { xlsxOf } from "@/test/office-files";
import { importDocument } from "./document.rules";

/** What is read of a workbook, or of the same table as CSV, which has no merged cells. */
function readOf(bytes: Uint8Array, name: string) {
  const read = importDocument({ bytes, name, format: "auto", platform: "pier" });
  if (!read.ok) throw new Error(read.refusal.message);
  const { clauses, rows, notUnderstood } = read.value;
  return {
    clauses: clauses.filter(({ kind }) => kind === "penalty-row").map(({ ref, title, text }) => [ref, title, text]),
    cells: rows.map(({ ref, role, step, actions }) => [ref, role, step, actions.join(" + ")]),
    title: clauses.find(({ kind }) => kind === "scope")?.title,
    unread: notUnderstood.filter(({ why }) => why === "unread"),
  };
}
const sheet = (rows: string[][], merges: string[] = []) => readOf(xlsxOf(rows, merges), "t.xlsx");
const csv = (rows: string[][]) =>
  readOf(Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n")), "t.csv");

const twoHeads = [
  ["Violation", "Seller", "", "", "Buyer", "", ""],
  ["", "First time", "Second time", "Serious", "First time", "Second time", "Serious"],
  ["1. Smoke", "Warning", "Berth closed", "Expulsion", "Reminder", "Comments blocked", "Expulsion"],
  ["2. Horns", "Warning", "Berth closed", "Expulsion", "Reminder", "Comments blocked", "Expulsion"],
];

test.each([
  ["a workbook with merged headings", sheet(twoHeads, ["A1:A2", "B1:D1", "E1:G1"])],
  ["CSV, which leaves them empty", csv(twoHeads)],
])("headings in two rows say who and how often, and are no rule, in %s", (_, { clauses, cells, unread }) => {
  expect(clauses.map(([ref, title]) => [ref, title])).toEqual([
    ["Table.1", "Smoke"],
    ["Table.2", "Horns"],
  ]);
  expect(cells.slice(0, 6)).toEqual([
    ["Table.1", "merchant", "base", "Warning"],
    ["Table.1", "merchant", "2", "Berth closed"],
    ["Table.1", "merchant", "severe", "Expulsion"],
    ["Table.1", "buyer", "base", "Reminder"],
    ["Table.1", "buyer", "2", "Comments blocked"],
    ["Table.1", "buyer", "severe", "Expulsion"],
  ]);
  expect(unread).toEqual([]);
});

test("a line across the whole table is its title and not its heading", () => {
  const rows = [
    ["Penalties of the harbour", "", ""],
    ["Violation", "First time", "Second time"],
    ["1. Smoke", "Warning", "Berth closed"],
  ];
  for (const { title, cells, unread } of [sheet(rows, ["A1:C1"]), csv(rows)]) {
    expect(title).toBe("Penalties of the harbour");
    expect(cells).toEqual([
      ["Table.1", "any", "base", "Warning"],
      ["Table.1", "any", "2", "Berth closed"],
    ]);
    expect(unread).toEqual([]);
  }
});

test("a rule whose name stands once over several rows is one rule with all that they say of it", () => {
  const rows = [
    ["Violation", "Description", "Seller", "Buyer"],
    ["1. Smoke", "Smoke on deck", "Warning", "Reminder"],
    ["", "Smoke below deck", "", ""],
    ["2. Horns", "Horns at night", "Berth closed", "Reminder"],
  ];
  for (const { clauses, cells, unread } of [sheet(rows, ["A2:A3", "C2:C3", "D2:D3"]), csv(rows)]) {
    expect(clauses).toEqual([
      ["Table.1", "Smoke", "Smoke on deck; Smoke below deck"],
      ["Table.2", "Horns", "Horns at night"],
    ]);
    expect(cells).toHaveLength(4);
    expect(unread).toEqual([]);
  }
});

test("rows under one name with measures of their own are rules of their own, each with that name", () => {
  const rows = [
    ["Violation", "Description", "Measures"],
    ["Smoke", "On deck", "Warning"],
    ["", "Below deck", "Berth closed"],
  ];
  const { clauses, cells } = sheet(rows, ["A2:A3"]);
  expect(clauses.map(([, title, text]) => [title, text])).toEqual([
    ["Smoke", "On deck"],
    ["Smoke", "Below deck"],
  ]);
  expect(cells.map(([, , , words]) => words)).toEqual(["Warning", "Berth closed"]);
});

test("lines begun inside a cell are measures and items of their own, and a line that goes on only goes on", () => {
  const rows = [
    ["Violation", "Description", "Measures"],
    ["1. Smoke", "1. On deck\n2. Below deck", "Warning\nBerth closed\nfor 7 days"],
    ["2. Horns", "Horns at night.\nEven short ones", "警告\n限制发布7天"],
  ];
  for (const { clauses, cells } of [sheet(rows), csv(rows)]) {
    expect(cells.map(([, , , words]) => words)).toEqual(["Warning + Berth closed for 7 days", "警告 + 限制发布7天"]);
    expect(clauses.at(-1)?.[2]).toBe("Horns at night. Even short ones");
  }
});
