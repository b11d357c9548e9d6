import { expect, test } from "vitest";
import { isStatementDue } from "./statement-due.rules";

const measure = (needsStatement: boolean, restricts: boolean | null = needsStatement) => ({
  needsStatement,
  restricts,
});

test("S1: a restriction owes a statement, a warning or a point alone owes none", () => {
  expect(isStatementDue([measure(true)])).toBe(true);
  expect(isStatementDue([measure(false), measure(false)])).toBe(false);
  expect(isStatementDue([])).toBe(false);
  expect(isStatementDue([measure(false), measure(true)])).toBe(true);
});

test("S1: while it is open whether a measure restricts, a statement is counted as due", () => {
  expect(isStatementDue([measure(false, null)])).toBe(true);
});

test("S1: a measure outside the Union's law restricts and owes no statement of reasons", () => {
  expect(isStatementDue([measure(false, true)])).toBe(false);
});
