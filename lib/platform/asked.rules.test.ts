import { expect, test } from "vitest";
import { one, readable } from "./asked.rules";

test("of a parameter that is given twice the first is taken, and one that is missing is empty", () => {
  expect(one("a")).toBe("a");
  expect(one(["a", "b"])).toBe("a");
  expect(one([])).toBe("");
  expect(one(undefined)).toBe("");
});

test("a part of an address with broken escapes is taken as it came", () => {
  expect(readable("N%2D7K3P")).toBe("N-7K3P");
  expect(readable("%E0%A4")).toBe("%E0%A4");
});
