import { expect, test } from "vitest";
import type { Cell, Sheet } from "./report.contract";
import { template } from "./report-template.generated";
import { viewOf } from "./sheet-view.rules";

/** A sheet whose first row explains each of its columns that are for that. */
function explained({ name, columns }: { name: string; columns: readonly string[] }): Sheet {
  const row = columns.map((title, at): Cell => (/contextual/i.test(title) ? `Chosen so, ${at}.` : at));
  return { name, columns, rows: [row] };
}

test("no explanation of a choice stands in a row of numbers, on none of the eleven sheets: each is told once, below them", () => {
  expect(template.sheets).toHaveLength(11);
  for (const sheet of template.sheets.map(explained)) {
    const { columns, choices } = viewOf(sheet, true);
    const beside = columns.map((at) => sheet.columns[at] ?? "").filter((title) => /contextual/i.test(title));
    expect([sheet.name, beside]).toEqual([sheet.name, []]);
    const explaining = sheet.columns.filter((title) => /contextual/i.test(title));
    expect([sheet.name, choices.length]).toEqual([sheet.name, explaining.length]);
    for (const { column } of choices) expect(column).not.toMatch(/contextual/i);
  }
});
