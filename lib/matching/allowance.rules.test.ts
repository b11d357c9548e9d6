import { expect, test } from "vitest";
import { afterCall, failuresToPause, spentUntil, type ToolState, takeCall } from "./allowance.rules";

const start = new Date("2026-11-20T10:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const fresh: ToolState = { target: "", day: "", calls: 0, failures: 0, pausedUntil: null };
const call = (now: Date, more = {}) => ({ target: "a", perDay: 100, timeoutMs: 20_000, now, ...more });

function taken(state: ToolState, now: Date, more = {}): ToolState {
  const answer = takeCall(state, call(now, more));
  if (!answer.granted) throw new Error(answer.why);
  return answer.next;
}

/** The state after so many failures in a row, each at the moment the pause before it ends. */
function failed(times: number): { state: ToolState; now: Date } {
  let [state, now] = [fresh, start];
  for (let turn = 0; turn < times; turn += 1) {
    now = state.pausedUntil && state.pausedUntil > now ? state.pausedUntil : now;
    state = afterCall(taken(state, now), "a", false, now);
  }
  return { state, now };
}

test("a day's calls are spent one by one, failed ones too, and the next day begins anew", () => {
  const once = afterCall(taken(fresh, start, { perDay: 2 }), "a", false, start);
  const twice = taken(once, start, { perDay: 2 });
  expect(takeCall(twice, call(start, { perDay: 2 }))).toEqual({ granted: false, why: "budget" });
  expect(taken(twice, later(86_400), { perDay: 2 })).toMatchObject({ day: "2026-11-21", calls: 1 });
  expect(takeCall(fresh, call(start, { perDay: 0 }))).toEqual({ granted: false, why: "budget" });
});

test("after five failures in a row nothing is asked for a minute, and fewer stop nothing", () => {
  expect(failed(failuresToPause - 1).state.pausedUntil).toBeNull();
  const { state, now } = failed(failuresToPause);
  expect(state.pausedUntil).toEqual(new Date(now.getTime() + 60_000));
  expect(takeCall(state, call(new Date(now.getTime() + 59_999)))).toEqual({ granted: false, why: "paused" });
});

test("after the pause one call tries, the others wait for it, and one that does well opens the way again", () => {
  const { state } = failed(failuresToPause);
  const now = state.pausedUntil ?? start;
  const trial = taken(state, now);
  expect(takeCall(trial, call(now))).toEqual({ granted: false, why: "paused" });
  const well = afterCall(trial, "a", true, now);
  expect(well).toMatchObject({ failures: 0, pausedUntil: null });
  expect(takeCall(taken(well, now), call(now)).granted).toBe(true);
});

test("a trial that fails makes the pause longer, up to an hour; one that nobody reports back from ends by itself", () => {
  const twice = failed(failuresToPause + 1);
  expect((twice.state.pausedUntil?.getTime() ?? 0) - twice.now.getTime()).toBe(120_000);
  const often = failed(failuresToPause + 20);
  expect((often.state.pausedUntil?.getTime() ?? 0) - often.now.getTime()).toBe(3_600_000);
  const { state } = failed(failuresToPause);
  const lost = taken(state, state.pausedUntil ?? start);
  expect(takeCall(lost, call(new Date((lost.pausedUntil?.getTime() ?? 0) + 1))).granted).toBe(true);
});

test("one success in between begins the count anew, and a bad answer that the content may have provoked counts for nothing", () => {
  const { state, now } = failed(failuresToPause - 1);
  expect(afterCall(taken(state, now), "a", true, now)).toMatchObject({ failures: 0 });
  expect(afterCall(taken(state, now), "a", null, now)).toMatchObject({ failures: failuresToPause - 1 });
});

test("another address or model begins without the failures of the one before, but within the same budget", () => {
  const { state, now } = failed(failuresToPause);
  expect(taken(state, now, { target: "b" })).toMatchObject({ failures: 0, calls: failuresToPause + 1 });
  expect(afterCall(taken(state, now, { target: "b" }), "a", false, now), "a late failure of the old one").toMatchObject(
    {
      failures: 0,
    },
  );
});

test("a pause that a wrong clock wrote far ahead is not waited out", () => {
  expect(takeCall({ ...fresh, target: "a", pausedUntil: later(9_999_999) }, call(start)).granted).toBe(true);
});

test("a spent budget begins anew at midnight UTC, one of nothing never, and while questions are left nothing is spent", () => {
  const spent = { day: "2026-11-20", calls: 100 };
  const midnight = new Date("2026-11-21T00:00:00Z");
  expect(spentUntil(spent, { perDay: 100, now: start })).toEqual(midnight);
  expect(spentUntil(spent, { perDay: 101, now: start })).toBeNull();
  expect(spentUntil(spent, { perDay: 100, now: midnight })).toBeNull();
  expect(spentUntil(spent, { perDay: 0, now: midnight })).toBe("never");
});
