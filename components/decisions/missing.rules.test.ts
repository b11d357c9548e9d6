import { expect, test } from "vitest";
import { fieldIdOf } from "./missing.rules";

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
    statementDue: true,
    exemption: null,
    deliverable: true,
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
