import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRecord, csvRows, plainCell } from "./csv.rules";

test("what was written as a record is read as the same cells, whatever signs are in them", () => {
  const cell = fc
    .string({ unit: fc.constantFrom('"', ",", "\n", "a", "字", " ", "=") })
    .filter((text) => text.trim() === text);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const [head, row] = csvRows(csvRecord(["a,", "b", "c", "d", "e"]) + csvRecord(["x", ...cells]));
      expect(head?.cells).toEqual(["a,", "b", "c", "d", "e"]);
      expect(row?.cells).toEqual(["x", ...cells]);
    }),
  );
  expect(csvRecord([null, 0, ""])).toBe(",0,\r\n");
});

test("a text that a table program would take for a formula is kept as a text", () => {
  for (const text of ["=1+1", "+49", "-2", "@sum", "\tx"]) expect(plainCell(text)).toBe(`'${text}`);
  expect(plainCell("a=1")).toBe("a=1");
});
