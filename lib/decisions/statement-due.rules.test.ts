import { expect, test } from "vitest";
import { isStatementDue } from "./statement-due.rules";

const restriction = (dsaDecision: string | null) => ({ dsaDecision });

test("S1: each of the four kinds of restriction owes one statement", () => {
  const kinds = [
    "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "DECISION_MONETARY_SUSPENSION",
    "DECISION_PROVISION_PARTIAL_SUSPENSION",
    "DECISION_ACCOUNT_SUSPENDED",
  ];
  for (const kind of kinds) expect(isStatementDue([restriction(kind)])).toBe(true);
});

test("S1: a warning or a point alone owes none; beside a restriction there is still one", () => {
  expect(isStatementDue([restriction(null), restriction(null)])).toBe(false);
  expect(isStatementDue([])).toBe(false);
  expect(isStatementDue([restriction(null), restriction("DECISION_ACCOUNT_SUSPENDED")])).toBe(true);
});
