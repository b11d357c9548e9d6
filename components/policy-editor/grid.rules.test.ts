import { expect, test } from "vitest";
import { spotAfter } from "./grid.rules";
import { heard, present, saidOfWrite } from "./others.rules";
import { placeAsked } from "./place.rules";

const size = { line: 4, column: 6 };

test.each([
  ["ArrowRight", false, { line: 1, column: 1 }, { line: 1, column: 2 }],
  ["ArrowRight", false, { line: 1, column: 6 }, { line: 1, column: 6 }],
  ["ArrowLeft", false, { line: 1, column: 1 }, { line: 1, column: 0 }],
  ["ArrowUp", false, { line: 1, column: 2 }, { line: 0, column: 2 }],
  ["ArrowDown", false, { line: 4, column: 2 }, { line: 4, column: 2 }],
  ["Home", false, { line: 3, column: 4 }, { line: 3, column: 0 }],
  ["End", false, { line: 3, column: 1 }, { line: 3, column: 6 }],
  ["Home", true, { line: 3, column: 4 }, { line: 1, column: 1 }],
  ["End", true, { line: 1, column: 1 }, { line: 4, column: 6 }],
  ["PageDown", false, { line: 1, column: 1 }, { line: 4, column: 1 }],
])("%s (with Ctrl: %s) leads from %o to %o", (key, isCtrl, from, to) => {
  expect(spotAfter(key, isCtrl, from, size)).toEqual(to);
});

test("the corner of the grid holds nothing and is never reached; other keys are not the grid's", () => {
  expect(spotAfter("ArrowUp", false, { line: 1, column: 0 }, size)).toEqual({ line: 1, column: 0 });
  expect(spotAfter("ArrowLeft", false, { line: 0, column: 1 }, size)).toEqual({ line: 0, column: 1 });
  expect(spotAfter("a", false, { line: 1, column: 1 }, size)).toBeNull();
});

test("somebody is where they last said, until they leave or are silent for long", () => {
  const here = (place: string[] | null) => ({
    kind: "here" as const,
    draftId: "d",
    tab: "t",
    personId: "ben",
    name: "Ben",
    place,
  });
  const once = heard([], here(["version"]), 0);
  const twice = heard(once, here(["clauses", "1"]), 20_000);
  expect(twice).toMatchObject([{ name: "Ben", place: ["clauses", "1"] }]);
  expect(present(twice, 60_000)).toHaveLength(1);
  expect(present(twice, 66_000)).toEqual([]);
  expect(heard(twice, here(null), 30_000)).toEqual([]);
});

test("an address leads to a place, and one that was tampered with to none", () => {
  expect(placeAsked('["clauses","4.2"]')).toEqual(["clauses", "4.2"]);
  for (const at of ["", "clauses", '{"a":1}', "[]", "[1]"]) expect(placeAsked(at)).toBeUndefined();
});

test("of one's own save nothing more is said, unless one has the draft open in another window; of a colleague's always", () => {
  expect(saidOfWrite(null, "ana", [])).toBeNull();
  expect(saidOfWrite(null, "ana", [{ personId: "ben" }])).toBeNull();
  expect(saidOfWrite(null, "ana", [{ personId: "ana" }])).toBe("writtenOwn");
  expect(saidOfWrite("Ben", "ana", [])).toBe("written");
});
