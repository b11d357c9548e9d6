import { expect, test } from "vitest";
import { waitsForReason } from "./correction.rules";

test("another day than the platform's has no effect before somebody says why", () => {
  expect(waitsForReason("2026-01-02", "2026-01-01", "")).toBe(true);
  expect(waitsForReason("2026-01-02", "2026-01-01", "  too short ")).toBe(true);
  expect(waitsForReason("2026-01-02", "2026-01-01", "It was edited later.")).toBe(false);
});

test("the platform's own day and no day need no reason", () => {
  expect(waitsForReason("2026-01-01", "2026-01-01", "")).toBe(false);
  expect(waitsForReason("", "2026-01-01", "")).toBe(false);
});
