import { expect, test } from "vitest";
import { stepBackOf } from "./step-back.rules";

const mine = { isOpen: false, mayDecide: true, isKept: false, isWarned: false };

test("Esc puts an untouched case back, and a case with bound evidence only when it is pressed again", () => {
  expect(stepBackOf(mine)).toBe("release");
  expect(stepBackOf({ ...mine, isKept: true })).toBe("warn");
  expect(stepBackOf({ ...mine, isKept: true, isWarned: true })).toBe("release");
});

test("Esc closes what is open first, and does nothing to somebody else's case", () => {
  expect(stepBackOf({ ...mine, isOpen: true, isKept: true, isWarned: true })).toBe("close");
  expect(stepBackOf({ ...mine, mayDecide: false, isKept: true })).toBe("nothing");
});
