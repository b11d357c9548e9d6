import fc from "fast-check";
import { expect, test } from "vitest";
import { caseStates } from "./contract";
import { axisOf, readCursor, writeCursor } from "./cursor.rules";
import { isForSupervisor } from "./row.rules";
import { type CaseFacts, type CaseVerb, caseMoves, caseRefusal, holderOf, stateAfter } from "./rules";

const now = new Date("2026-03-02T09:00:00Z");
const later = new Date("2026-03-02T09:05:00Z");
const mei = { id: "mei", role: "moderator" } as const;
const lead = { id: "lead", role: "supervisor" } as const;
const aCase = (about: Partial<CaseFacts> = {}): CaseFacts => ({
  state: "open",
  restingState: "open",
  claimedBy: null,
  leaseUntil: null,
  decidedBefore: false,
  ...about,
});
const heldByBen = aCase({ state: "claimed", claimedBy: "ben", leaseUntil: later });

test("a case somebody holds is refused to everybody else, naming who holds it", () => {
  for (const verb of ["claim", "decide", "refer", "escalate", "wait", "release"] as const) {
    expect(caseRefusal(verb, heldByBen, mei, now)).toEqual({ reason: "case_claimed", heldBy: "ben" });
  }
});

test("a lapsed lease holds nothing: the case is free for the next person", () => {
  expect(holderOf(heldByBen, later)).toBeNull();
  expect(caseRefusal("claim", heldByBen, mei, later)).toBeNull();
});

test("whoever lost the lease to nobody may still renew it, and nobody else may", () => {
  expect(caseRefusal("renew", heldByBen, { id: "ben", role: "moderator" }, later)).toBeNull();
  expect(caseRefusal("renew", heldByBen, mei, later)).toMatchObject({ reason: "case_not_held" });
});

test("a supervisor may release a colleague's case but not decide it under them", () => {
  expect(caseRefusal("release", heldByBen, lead, now)).toBeNull();
  expect(caseRefusal("decide", heldByBen, lead, now)).toMatchObject({ reason: "case_claimed" });
});

test("an escalated case is a supervisor's, also while somebody holds it", () => {
  const escalated = aCase({ state: "escalated", restingState: "escalated" });
  expect(caseRefusal("claim", escalated, mei, now)).toMatchObject({ reason: "case_needs_supervisor" });
  expect(caseRefusal("claim", escalated, lead, now)).toBeNull();
  const lapsed = aCase({ state: "claimed", restingState: "escalated", claimedBy: "lead", leaseUntil: now });
  expect(caseRefusal("decide", lapsed, mei, now)).toMatchObject({ reason: "case_needs_supervisor" });
});

test("a decided case can only be undone or reopened", () => {
  const decided = aCase({ state: "decided" });
  const verbs = Object.keys(caseMoves) as CaseVerb[];
  const possible = verbs.filter((verb) => caseRefusal(verb, decided, lead, now) === null);
  expect(possible).toEqual(["undo", "reopen"]);
});

test("what is decided is decided, what is referred waits: its content is still to be decided", () => {
  expect([stateAfter("decide", aCase()), stateAfter("refer", aCase())]).toEqual(["decided", "waiting"]);
  expect(caseRefusal("decide", aCase({ state: "waiting", restingState: "waiting" }), mei, now)).toBeNull();
  const escalated = aCase({ state: "escalated", restingState: "escalated" });
  expect(caseRefusal("refer", escalated, mei, now)).toMatchObject({ reason: "case_needs_supervisor" });
});

test("a released case goes back to where it was taken from; one that waited is open, or reopened if it was decided once", () => {
  expect(stateAfter("release", aCase({ state: "claimed", restingState: "escalated" }))).toBe("escalated");
  expect(stateAfter("resume", aCase({ state: "waiting" }))).toBe("open");
  expect(stateAfter("wake", aCase({ state: "waiting", decidedBefore: true }))).toBe("reopened");
});

test("no verb leads out of the states that a case has", () => {
  for (const from of Object.values(caseMoves).flat()) expect(caseStates).toContain(from);
});

test("a cursor comes back as it was written, to the millisecond", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -600_000_000, max: 600_000_000 }),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2200-01-01") }),
      fc.uuid(),
      (rank, at, id) => {
        expect(readCursor(writeCursor({ axis: "risk", rank, at, id }), "risk")).toEqual({ axis: "risk", rank, at, id });
      },
    ),
  );
});

test("what is not a cursor, or belongs to another order, is none", () => {
  const cursor = writeCursor({ axis: "age", rank: 1, at: now, id: "01a1f90c-6171-7124-ae5f-c2229c21688e" });
  expect(readCursor(cursor, "risk")).toBeNull();
  expect(readCursor(cursor.slice(0, -3), "age")).toBeNull();
  expect(readCursor("'; drop table cases; --", "age")).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => readCursor(text, "risk") === null));
});

test("decided cases are walked by when they were decided, whatever order the queue has", () => {
  expect(axisOf({ state: "decided", order: "risk" })).toBe("decided");
  expect(axisOf({ state: "open", order: "deadline" })).toBe("deadline");
});

test("the screen offers to take exactly what the server would not refuse because it was escalated", () => {
  for (const state of caseStates.filter((one) => one !== "claimed" && one !== "decided"))
    for (const person of [mei, lead])
      expect(isForSupervisor(state, { kind: "person", ...person }), `${state}, ${person.role}`).toBe(
        caseRefusal("claim", aCase({ state, restingState: state }), person, now)?.reason === "case_needs_supervisor",
      );
});
