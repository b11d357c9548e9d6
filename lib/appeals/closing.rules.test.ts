import { expect, test } from "vitest";
import { closingOf, isSettled, type LineState, servedDays, stateWithPlatform, waiveRefusal } from "./closing.rules";

const row = (state: string) => ({ state });

test("an appeal is closed when its author was told and everything is done, waived, or nobody's to be told", () => {
  const told = { isTold: true, isDecidedAnew: null };
  expect(closingOf({ ...told, remedies: [row("done"), row("waived"), row("not_needed")] }).isClosed).toBe(true);
  expect(closingOf({ ...told, remedies: [row("done"), row("failed"), row("waiting")] })).toEqual({
    isClosed: false,
    left: 2,
  });
  expect(closingOf({ ...told, isTold: false, remedies: [] })).toEqual({ isClosed: false, left: 1 });
});

test("an appeal after which a case is decided anew stays open until it was", () => {
  const about = { isTold: true, remedies: [row("done")] };
  expect(closingOf({ ...about, isDecidedAnew: false }).isClosed).toBe(false);
  expect(closingOf({ ...about, isDecidedAnew: true }).isClosed).toBe(true);
});

test("only what somebody outside has to be told can be given up, and only while it is not settled", () => {
  expect(waiveRefusal({ kind: "tell_platform", state: "failed" })).toBeNull();
  expect(waiveRefusal({ kind: "tell_notifier", state: "waiting" })).toBeNull();
  expect(waiveRefusal({ kind: "tell_platform", state: "done" })).toBe("remedy_settled");
  for (const kind of ["review_decision", "replace_sanction", "restore_content"])
    expect(waiveRefusal({ kind, state: "waiting" })).toBe("remedy_not_waivable");
  expect(["waiting", "failed", "not_possible"].some(isSettled)).toBe(false);
});

test("a term that fell was served by begun days, one of six minutes for less than a day, and one that never began not at all", () => {
  const startsAt = new Date("2025-03-01T10:00:00Z");
  const after = (hours: number) => new Date(startsAt.getTime() + hours * 3_600_000);
  expect(servedDays({ startsAt, endedAt: after(0.1) })).toBe(0);
  expect(servedDays({ startsAt, endedAt: after(24) })).toBe(1);
  expect(servedDays({ startsAt, endedAt: after(25) })).toBe(2);
  expect(servedDays({ startsAt, endedAt: after(-1) })).toBeNull();
  expect(servedDays({ startsAt, endedAt: null })).toBeNull();
});

test("what the platform gives back is done when it has heard; what never began or another decision keeps is ours alone", () => {
  const line = { kind: "restore_content", state: "done" as const, neverBegan: false, heldBy: null };
  const whenTold = (told: LineState | null, more: object = {}) => stateWithPlatform({ ...line, ...more }, told);
  expect(whenTold("done")).toBe("done");
  expect(["waiting", "failed"].map((told) => whenTold(told as LineState))).toEqual(["with_platform", "with_platform"]);
  expect(whenTold("waived")).toBe("unconfirmed");
  expect(whenTold(null)).toBe("done");
  for (const ours of [{ kind: "void_strike" }, { kind: "mark_copy" }, { neverBegan: true }, { heldBy: "AX-1" }])
    expect(whenTold("waiting", ours)).toBe("done");
});

test("an appeal is not closed while something is with the platform, and that is one errand, not one for each line", () => {
  const remedies = ["with_platform", "with_platform", "failed"].map((state) => ({ state }));
  expect(closingOf({ isTold: true, remedies, isDecidedAnew: null })).toEqual({ isClosed: false, left: 1 });
  expect(isSettled("unconfirmed")).toBe(true);
});
