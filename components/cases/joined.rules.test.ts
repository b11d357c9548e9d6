import { expect, test } from "vitest";
import { joinedSince } from "./joined.rules";

const report = (id: string, explanation = "They sell fakes.") => ({ id, explanation });
const seen = (...notices: ReturnType<typeof report>[]) => ({ notices, suggestionsNotes: [] });
const known = new Set(["a"]);

test("a report that joins while a case is looked at is told, with whether its words were read", () => {
  expect(joinedSince(known, seen(report("a")))).toBeNull();
  expect(joinedSince(known, seen(report("a"), report("b")))).toEqual({ count: 1, isReadAgain: true });
  expect(joinedSince(known, seen(report("a"), report("b", " "), report("c", "")))).toEqual({
    count: 2,
    isReadAgain: false,
  });
  expect(joinedSince(known, { ...seen(report("a"), report("b")), suggestionsNotes: ["explanations"] })).toEqual({
    count: 1,
    isReadAgain: false,
  });
});

test("once seen, it is not told again; the next one is", () => {
  const both = new Set(["a", "b"]);
  expect(joinedSince(both, seen(report("a"), report("b")))).toBeNull();
  expect(joinedSince(both, seen(report("a"), report("b"), report("c")))?.count).toBe(1);
});
