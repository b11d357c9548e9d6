import { expect, test } from "vitest";
import { unzipped } from "@/test/unzip";
import { csvOf } from "./csv.rules";
import { xlsxOf } from "./xlsx";

const sheet = {
  name: "5_own_initiative_illegal",
  columns: ["Visibility restriction Labelled ", "Value"],
  rows: [
    ["=1+1", 0],
    ["a & <b>", null],
    ['say "so",\nthen', 0.25],
  ],
};

test("in the spreadsheet 0 is a number, blank is blank, and a text that begins like a formula is a text", async () => {
  const files = unzipped(await xlsxOf([sheet, { ...sheet, name: "10_AMAR" }]));
  const workbook = files.get("xl/workbook.xml") ?? "";
  expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    sheet.name,
    "10_AMAR",
  ]);
  const cells = [...files].filter(([name]) => name.startsWith("xl/worksheets/sheet")).map(([, xml]) => xml);
  expect(cells.length).toBe(2);
  for (const xml of cells) {
    expect(xml).toMatch(/r="B2"[^>]*><v>0<\/v>/);
    expect(xml).not.toMatch(/r="B3"[^>]*><v>/);
    expect(xml).toMatch(/r="B4"[^>]*><v>0.25<\/v>/);
    expect(xml).not.toContain("<f>");
  }
  const texts = [...files.values()].join("");
  for (const text of ["=1+1", "a &amp; &lt;b&gt;", "Visibility restriction Labelled "]) expect(texts).toContain(text);
});

test("CSV is as RFC 4180 has it: CRLF, quotes doubled, blank and 0 told apart", () => {
  expect(csvOf(sheet)).toBe(
    'Visibility restriction Labelled ,Value\r\n=1+1,0\r\na & <b>,\r\n"say ""so"",\nthen",0.25\r\n',
  );
});
