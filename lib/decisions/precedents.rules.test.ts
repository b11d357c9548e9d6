import { expect, test } from "vitest";
import { likenessIn, nearestOf } from "./precedents.rules";

const at = (day: number) => new Date(Date.UTC(2016, 8, day));
const candidate = (caseId: string, score: number, state: "standing" | "reversed" | "superseded" = "standing") => ({
  caseId,
  score,
  state,
  decidedAt: at(1),
});

test("one that fell stands below those that stand, however near it is", () => {
  const found = nearestOf([candidate("fell", 0.95, "reversed"), candidate("stands", 0.4)]);
  expect(found.map(({ caseId }) => caseId)).toEqual(["stands", "fell"]);
});

test("three that stand and one that fell are enough; what has nothing in common is none", () => {
  const many = ["a", "b", "c", "d"].map((id, index) => candidate(id, 0.9 - index / 10));
  const fallen = [candidate("e", 0.5, "reversed"), candidate("f", 0.6, "superseded"), candidate("g", 0.01)];
  expect(nearestOf([...fallen, ...many]).map(({ caseId }) => caseId)).toEqual(["a", "b", "c", "f"]);
});

test("a case that was decided twice is shown once, by the decision that stands", () => {
  const found = nearestOf([candidate("a", 0.9, "superseded"), candidate("a", 0.8)]);
  expect(found).toEqual([candidate("a", 0.8)]);
});

test("of two that are as near the newer one comes first", () => {
  const [first] = nearestOf([candidate("old", 0.5), { ...candidate("new", 0.5), decidedAt: at(2) }]);
  expect(first?.caseId).toBe("new");
});

test("likeness has words, and too little has none", () => {
  expect([0.9, 0.5, 0.2, 0.05].map(likenessIn)).toEqual(["same", "close", "some", null]);
});
