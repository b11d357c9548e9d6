import { expect, test } from "vitest";
import { databaseCopyDue, statementDelivery, statementDue } from "./statement-due.rules";

const restriction = (dsaDecision: string | null) => ({ dsaDecision });

test("S1: each of the four kinds of restriction owes one statement", () => {
  const kinds = [
    "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "DECISION_MONETARY_SUSPENSION",
    "DECISION_PROVISION_PARTIAL_SUSPENSION",
    "DECISION_ACCOUNT_SUSPENDED",
  ];
  for (const kind of kinds) expect(statementDue([restriction(kind)])).toEqual({ due: true, reason: "restriction" });
});

test("S1: a warning or a point alone owes none; beside a restriction there is still one", () => {
  expect(statementDue([restriction(null), restriction(null)])).toEqual({ due: false, reason: "no_restriction" });
  expect(statementDue([])).toEqual({ due: false, reason: "no_restriction" });
  expect(statementDue([restriction(null), restriction("DECISION_ACCOUNT_SUSPENDED")]).due).toBe(true);
});

test("S2: it is sent on the day of the restriction at the latest; without an address that is recorded", () => {
  const due = statementDue([restriction("DECISION_ACCOUNT_SUSPENDED")]);
  expect(statementDelivery(due, "2025-03-12", true)).toEqual({ owed: true, deliverable: true, sendBy: "2025-03-12" });
  expect(statementDelivery(due, "2025-03-12", false)).toMatchObject({ owed: true, deliverable: false });
});

test("S3: deceptive high-volume commercial content gets none, and no copy goes to the database", () => {
  const due = statementDue([restriction("DECISION_VISIBILITY_CONTENT_REMOVED")], {
    exemption: "deceptive_bulk_commercial",
  });
  expect(due).toEqual({ due: false, reason: "deceptive_bulk_commercial" });
  expect(databaseCopyDue(due, true)).toBe(false);
  expect(statementDelivery(due, "2025-03-12", true)).toEqual({ owed: false, reason: "deceptive_bulk_commercial" });
});

test("S4: a decision that carries out an authority's order gets none", () => {
  const due = statementDue([restriction("DECISION_VISIBILITY_CONTENT_REMOVED")], { orderId: "order-1" });
  expect(due).toEqual({ due: false, reason: "authority_order" });
});

test("B5: where the platform does not submit, nothing leaves", () => {
  const due = statementDue([restriction("DECISION_VISIBILITY_CONTENT_REMOVED")]);
  expect([databaseCopyDue(due, true), databaseCopyDue(due, false)]).toEqual([true, false]);
});
