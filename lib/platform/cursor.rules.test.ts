import { expect, test } from "vitest";
import { readPlace, writePlace } from "./cursor.rules";

const place = { at: new Date("2026-01-02T03:04:05.678Z"), id: "01890a5d-ac96-774b-bcce-b302099a8057" };

test("a cursor is read by its own list and by no other", () => {
  expect(readPlace("cases", writePlace("cases", place))).toEqual(place);
  expect(readPlace("decisions", writePlace("cases", place))).toBeNull();
});

test("a list whose name holds a space is refused when it is written: its pages would never go on", () => {
  for (const name of ["done reviews", " cases", "cases\t", ""])
    expect(() => writePlace(name, place)).toThrow("no space");
});
