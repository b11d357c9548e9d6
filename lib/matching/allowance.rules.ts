/** What is known of one reader outside, shared by all processes. */
export type ToolState = {
  /** Digest of its address and name. */
  target: string;
  /** YYYY-MM-DD, UTC: the day that `calls` counts. */
  day: string;
  calls: number;
  /** Failures in a row. */
  failures: number;
  pausedUntil: Date | null;
};

/** From so many failures in a row on it is left alone for a while, then longer each time it fails again. */
export const failuresToPause = 5;
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;

export type Call = { target: string; perDay: number; timeoutMs: number; now: Date };
export type Granted = { granted: true; next: ToolState } | { granted: false; why: "budget" | "paused" };

/**
 * Whether one more call may be made now, and the state with it counted. A call counts when it begins, so a budget is
 * never overdrawn by calls that are under way. After a pause one call tries whether it is well again, and the others wait
 * for what becomes of that one.
 */
export function takeCall(state: ToolState, { target, perDay, timeoutMs, now }: Call): Granted {
  const day = now.toISOString().slice(0, 10);
  const calls = state.day === day ? state.calls : 0;
  // Another address or model has done nothing wrong yet.
  const failures = state.target === target ? state.failures : 0;
  const waits = state.target === target ? waitsUntil(state, now) : null;
  if (calls >= perDay) return { granted: false, why: "budget" };
  if (waits) return { granted: false, why: "paused" };
  const isTrial = failures >= failuresToPause;
  const pausedUntil = isTrial ? new Date(now.getTime() + timeoutMs + 1000) : null;
  return { granted: true, next: { target, day, calls: calls + 1, failures, pausedUntil } };
}

/**
 * Until when the day's budget is spent: the instant at which the next day begins (UTC), or "never" where no call is allowed
 * on any day; null while calls are left.
 */
export function spentUntil(
  { day, calls }: Pick<ToolState, "day" | "calls">,
  { perDay, now }: Pick<Call, "perDay" | "now">,
): Date | "never" | null {
  if (perDay === 0) return "never";
  const today = now.toISOString().slice(0, 10);
  return day === today && calls >= perDay ? new Date(Date.parse(today) + 86_400_000) : null;
}

/** A pause that is longer than any we make was written by a clock that was wrong. */
function waitsUntil({ pausedUntil }: ToolState, now: Date): Date | null {
  const left = (pausedUntil?.getTime() ?? 0) - now.getTime();
  return left > 0 && left <= longestPauseMs * 2 ? pausedUntil : null;
}

/** The state after a call. A bad answer that the content may have provoked changes nothing (`isWell: null`). */
export function afterCall(state: ToolState, target: string, isWell: boolean | null, now: Date): ToolState {
  if (state.target !== target) return state;
  if (isWell === null && state.failures < failuresToPause) return state;
  if (isWell !== false) return { ...state, failures: 0, pausedUntil: null };
  const failures = state.failures + 1;
  if (failures < failuresToPause) return { ...state, failures };
  return { ...state, failures, pausedUntil: new Date(now.getTime() + pauseAfter(failures)) };
}

/** How long a reader is left alone after so many failures in a row, at least those that trip the breaker. In ms. */
export function pauseAfter(failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - failuresToPause));
}
