import { expect, test } from "vitest";
import { hasBegun, type ToTakeBack, undoRefusal } from "./undo.rules";

const effectiveAt = new Date("2016-09-07T04:00:30Z");
const inTime = new Date(effectiveAt.getTime() - 1);
const decision: ToTakeBack["decision"] = {
  outcome: "violation",
  decidedBy: "mei",
  effectiveAt,
  undoneAt: null,
  reversedAt: null,
  supersededBy: null,
};
const facts: ToTakeBack = { decision, caseState: "decided", hasBegun: false, hasNewerCase: false };
const mei = { id: "mei", role: "moderator" };
const why = (over: Partial<ToTakeBack> = {}, person = mei, now = inTime) =>
  undoRefusal({ ...facts, ...over }, person, now);

test("the window is open to its last millisecond, and shut in the next one", () => {
  expect(why()).toBeNull();
  expect(why({}, mei, effectiveAt)).toBe("undo_window_over");
});

test("what has begun is over, even where the clock says otherwise", () => {
  expect(why({ hasBegun: true })).toBe("undo_window_over");
});

test("only who decided, or a supervisor, takes a decision back", () => {
  expect(why({}, { id: "ben", role: "moderator" })).toBe("undo_not_yours");
  expect(why({}, { id: "lea", role: "supervisor" })).toBeNull();
});

test("what fell already is not taken back once more, and says how it fell", () => {
  const fell = (over: Partial<ToTakeBack["decision"]>) => why({ decision: { ...decision, ...over } });
  expect(fell({ undoneAt: inTime })).toBe("decision_already_undone");
  expect(fell({ reversedAt: inTime })).toBe("decision_superseded");
  expect(fell({ supersededBy: "another" })).toBe("decision_superseded");
});

test("a case that went on is left alone: decided it must be, and waiting after a referral", () => {
  expect(why({ caseState: "reopened" })).toBe("undo_case_moved");
  const referral = { ...decision, outcome: "referred" };
  expect(why({ decision: referral, caseState: "waiting" })).toBeNull();
  expect(why({ decision: referral, caseState: "decided" })).toBe("undo_case_moved");
  expect(why({ hasNewerCase: true })).toBe("undo_new_case");
});

test("a message that waits untouched and a sanction that is held have not begun; everything else has", () => {
  const waiting = { state: "waiting", attempts: 0 };
  expect(hasBegun([waiting, waiting], [{ state: "held" }])).toBe(false);
  expect(hasBegun([], [])).toBe(false);
  expect(hasBegun([waiting, { state: "waiting", attempts: 1 }], [])).toBe(true);
  for (const state of ["sent", "refused", "stuck", "cancelled"])
    expect(hasBegun([{ state, attempts: 0 }], [])).toBe(true);
  for (const state of ["in_force", "ended", "lifted"] as const) expect(hasBegun([waiting], [{ state }])).toBe(true);
});
