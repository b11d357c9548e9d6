import { expect, test } from "vitest";
import { isOverride } from "./override.rules";

const surely = { first: "A", isConfident: true };
const unsure = { first: "A", isConfident: false };

test("a violation under another clause leaves the suggestion; under the suggested one beside others it does not", () => {
  expect(isOverride(unsure, { outcome: "violation", clauses: ["B"] })).toBe(true);
  expect(isOverride(unsure, { outcome: "violation", clauses: ["B", "A"] })).toBe(false);
});

test("no violation leaves a suggestion that was made with confidence, and no other", () => {
  expect(isOverride(surely, { outcome: "no_violation", clauses: ["A"] })).toBe(true);
  expect(isOverride(unsure, { outcome: "no_violation", clauses: ["A"] })).toBe(false);
});

test("law alone and a referral say nothing against a suggestion, and where none was made nothing is left", () => {
  expect(isOverride(surely, { outcome: "violation", clauses: [null] })).toBe(false);
  expect(isOverride(surely, { outcome: "referred", clauses: [null] })).toBe(false);
  expect(isOverride({ first: null, isConfident: true }, { outcome: "no_violation", clauses: [] })).toBe(false);
});
