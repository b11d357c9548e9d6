import { expect, test } from "vitest";
import {
  type AppealUnderReview,
  isQualified,
  mayBeAssigned,
  mayDecideAppeal,
  type Reviewer,
} from "./independence.rules";
import {
  appealOutcomes,
  appealStates,
  appellants,
  mayAppealMove,
  mayFileAppeal,
  outcomeTable,
  refusalCode,
  stateAfter,
} from "./rules";

const now = new Date("2025-09-01T12:00:00Z");
const decision = { decidedBy: "ana", reviewedBy: ["ben"], team: null, isChildSafety: false };
const appeal: AppealUnderReview = { state: "assigned", assignedTo: "cleo", filedBy: null, letPast: [] };

function aReviewer(over: Partial<Reviewer> = {}): Reviewer {
  return {
    id: "cleo",
    kind: "person",
    role: "supervisor",
    isDisabled: false,
    isCleared: false,
    team: null,
    qualifications: [{ validFrom: new Date("2025-01-01T00:00:00Z"), validUntil: null }],
    ...over,
  };
}
const asked = (person: Reviewer, changed: Partial<AppealUnderReview> = {}) => {
  const answer = mayDecideAppeal({ appeal: { ...appeal, ...changed }, decision, person }, now);
  return answer.ok ? "ok" : answer.reason;
};

test("an independent, qualified supervisor may decide the appeal", () => {
  expect(asked(aReviewer())).toBe("ok");
});

test("who made the decision cannot answer the appeal against it, however qualified", () => {
  expect(asked(aReviewer({ id: "ana" }))).toBe("appeal_own_decision");
});

test("who checked the decision before it went out cannot answer the appeal either", () => {
  expect(asked(aReviewer({ id: "ben" }))).toBe("appeal_own_review");
});

test("a service account never decides an appeal", () => {
  for (const kind of ["key", "system", "public"] as const)
    expect(asked(aReviewer({ kind }))).toBe("appeal_service_account");
});

test("a moderator, an admin and an auditor do not decide appeals", () => {
  for (const role of ["moderator", "admin", "auditor", null])
    expect(asked(aReviewer({ role }))).toBe("appeal_wrong_role");
});

test("a person whose account was closed decides nothing", () => {
  expect(asked(aReviewer({ isDisabled: true }))).toBe("appeal_person_disabled");
});

test("a qualification counts from its first moment until its end, and none is none", () => {
  const until = (validUntil: Date) => [{ validFrom: new Date("2025-01-01T00:00:00Z"), validUntil }];
  expect(asked(aReviewer({ qualifications: [] }))).toBe("appeal_not_qualified");
  expect(asked(aReviewer({ qualifications: until(now) }))).toBe("appeal_not_qualified");
  expect(isQualified(until(new Date(now.getTime() + 1)), now)).toBe(true);
  expect(isQualified([{ validFrom: new Date(now.getTime() + 1), validUntil: null }], now)).toBe(false);
});

test("an appeal about child safety is answered by, and given to, somebody who is cleared for it", () => {
  const about = { appeal, decision: { ...decision, isChildSafety: true } };
  expect(mayDecideAppeal({ ...about, person: aReviewer() }, now)).toMatchObject({ reason: "appeal_not_cleared" });
  expect(mayBeAssigned({ ...about, person: aReviewer() }, now)).toMatchObject({ reason: "appeal_not_cleared" });
  expect(mayDecideAppeal({ ...about, person: aReviewer({ isCleared: true }) }, now).ok).toBe(true);
});

test("an appeal in somebody else's hands is not decided past them, but may be handed over", () => {
  expect(asked(aReviewer({ id: "dora" }))).toBe("appeal_assigned_to_other");
  expect(mayBeAssigned({ appeal, decision, person: aReviewer({ id: "dora" }) }, now).ok).toBe(true);
});

test("nobody answers their own appeal", () => {
  expect(asked(aReviewer(), { filedBy: "cleo" })).toBe("appeal_own_appeal");
});

test("an appeal that is answered is not answered again", () => {
  for (const state of ["inadmissible", "decided", "notified"] as const)
    expect(asked(aReviewer(), { state })).toBe("appeal_not_open");
});

test("an appeal is received, assigned, decided and notified, and each step is the only way to the next", () => {
  const allowed = appealStates.flatMap((from) =>
    appealStates.filter((to) => mayAppealMove(from, to)).map((to) => `${from}>${to}`),
  );
  expect(allowed).toEqual([
    "received>assigned",
    "assigned>inadmissible",
    "assigned>assigned",
    "assigned>decided",
    "decided>notified",
  ]);
  for (const answer of [...appealOutcomes, "inadmissible"] as const)
    expect(mayAppealMove("assigned", stateAfter(answer))).toBe(true);
});

test("every outcome needs reasons; only a reversal undoes, and only a notifier's success acts anew (A10)", () => {
  for (const who of appellants)
    for (const outcome of appealOutcomes) expect(outcomeTable[who][outcome].needsReasons).toBe(true);
  expect(appealOutcomes.map((outcome) => outcomeTable.affected[outcome].undo)).toEqual(["none", "part", "all", "none"]);
  expect(appealOutcomes.map((outcome) => outcomeTable.notifier[outcome].undo)).toEqual([
    "none",
    "none",
    "none",
    "none",
  ]);
  expect(appealOutcomes.map((outcome) => outcomeTable.notifier[outcome].acts)).toEqual([false, true, true, false]);
  expect(appealOutcomes.some((outcome) => outcomeTable.affected[outcome].acts)).toBe(false);
});

const filing = {
  addressee: { informedAt: new Date("2025-03-03T08:00:00Z"), zone: "UTC" },
  text: "!",
  files: 0,
  hasAppealed: false,
  decisionState: "standing" as const,
  effectiveAt: new Date("2025-03-03T08:00:00Z"),
  isRevoked: false,
  letter: "decision",
};
const filed = (over: Partial<Parameters<typeof mayFileAppeal>[0]>, at = now) => {
  const answer = mayFileAppeal({ ...filing, ...over }, at);
  return answer.ok ? "ok" : answer.reason;
};

test("one character is text enough for an appeal, and so is a file; blanks alone are not", () => {
  const text = " \n\u3000\u200b";
  expect([filed({}), filed({ text }), filed({ text, files: 1 })]).toEqual(["ok", "appeal_empty", "ok"]);
});

test("an appeal on the last day is taken, the day after it is refused and says why", () => {
  expect(filed({}, new Date("2025-09-03T23:59:59Z"))).toBe("ok");
  expect(filed({}, new Date("2025-09-04T00:00:00Z"))).toBe("appeal_window_closed");
});

test("a person appeals a decision once", () => {
  expect(filed({ hasAppealed: true })).toBe("appeal_already_filed");
});

test("a decision that was undone has nothing to appeal; one that was replaced still has", () => {
  expect(filed({ decisionState: "undone" })).toBe("appeal_decision_undone");
  expect(filed({ decisionState: "superseded" })).toBe("ok");
});

test("a person who was never told may appeal all the same", () => {
  expect(filed({ addressee: { informedAt: null, zone: "UTC" } }, new Date("2030-01-01T00:00:00Z"))).toBe("ok");
});

test("nobody appeals before the decision stands, nor by a link that was ended; each refusal is of its own kind", () => {
  expect(filed({ effectiveAt: new Date(now.getTime() + 1) })).toBe("appeal_too_early");
  expect(filed({ effectiveAt: now })).toBe("ok");
  expect(filed({ isRevoked: true })).toBe("link_ended");
  expect(filed({ letter: "referral" })).toBe("appeal_referral");
  expect([refusalCode("link_ended"), refusalCode("appeal_already_filed"), refusalCode("appeal_too_early")]).toEqual([
    "gone",
    "conflict",
    "refused",
  ]);
});
