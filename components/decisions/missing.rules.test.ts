import { expect, test } from "vitest";
import { fieldIdOf, saidAtFields } from "./missing.rules";

test("what is missing on a sanction is reached at that sanction, not at one that follows by itself", () => {
  const sanction = (action: string, isFollowOn: boolean) => ({
    action,
    label: { en: action },
    target: "account",
    startsAt: "2026-11-20T10:00:00Z",
    endsOn: null,
    endsAt: null,
    indefinite: false,
    permanent: false,
    points: 0,
    isFollowOn,
    needsStatement: true,
    dsaValue: null,
    needsTerm: true,
    dsaChoices: [],
  });
  const card = {
    recommendation: null,
    leavesTable: false,
    sanctions: [sanction("expel", true), sanction("suspend", false)],
    allowed: [],
    notOffered: [],
    count: null,
    points: null,
    why: [],
    warnings: [],
    statement: null,
    letterLanguages: [],
    statementDue: true,
    exemption: null,
    deliverable: true,
    isAccountKnown: true,
    appealUntil: null,
    appealZone: "UTC",
    undoUntil: "2026-11-20T10:00:30Z",
    missing: [],
  };
  expect(fieldIdOf("sanctions.0.endsOn", card)).toBe("suspend-endsOn");
  expect(fieldIdOf("sanctions.7.endsOn", card)).toBe("accept-row");
});

test("findings, facts and the law's fields are each reached where they are typed", () => {
  expect(fieldIdOf("findings.severityEvidence", null)).toBe("finding-severityEvidence");
  expect(fieldIdOf("facts", null)).toBe("facts");
  expect(fieldIdOf("legal.ground", null)).toBe("legalGround");
});

test("nothing is told to be wrong with a field before anybody tried to decide, unless something wrong stands in it", () => {
  const missing = [
    { field: "facts", reason: "facts_needed" },
    { field: "sanctions.0.endsOn", reason: "term_past" },
  ];
  const problems = { facts: "Say what was seen.", "sanctions.0.endsOn": "This day is over." };
  expect(saidAtFields(problems, missing, false)).toEqual({ "sanctions.0.endsOn": "This day is over." });
  expect(saidAtFields(problems, missing, true)).toEqual(problems);
});
