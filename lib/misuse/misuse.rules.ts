import type { MisuseSide, MisuseState } from "@/db/schema";
import type { Settings } from "@/lib/platform/settings.rules";
import { addDays, dayIn } from "@/lib/platform/time.rules";

export type MisuseSettings = Pick<
  Settings,
  | "misuseContentMarks"
  | "misuseReportMarks"
  | "misusePercent"
  | "misuseWindowDays"
  | "misuseWarningDays"
  | "misuseMostDays"
>;
/** Marks that stand, of all that came from the same account or sender in the same days. */
export type Counts = { count: number; total: number };

/** The whole life of a measure (DESIGN 4). It goes forward only; a suspension has always been a warning first. */
export const misuseMoves: Readonly<Record<MisuseState, readonly MisuseState[]>> = {
  warned: ["suspended", "ended"],
  suspended: ["ended"],
  ended: [],
};

const dayMs = 86_400_000;

/** The days that are counted, both included: YYYY-MM-DD in `zone`, and the first instant of the first. */
export function windowOf(now: Date, zone: string, { misuseWindowDays }: Pick<MisuseSettings, "misuseWindowDays">) {
  const to = dayIn(now, zone);
  return { from: addDays(to, -misuseWindowDays), to };
}

/** Share of the marks in hundredths of a percent: 3 of 8 is 3750; nothing of nothing is 0. Never more than the whole. */
export function ratioOf({ count, total }: Counts): number {
  return total <= 0 ? (count > 0 ? 10_000 : 0) : Math.min(10_000, Math.round((count * 10_000) / total));
}

/** From how many marks somebody of this side may be warned. */
export const leastMarks = (side: MisuseSide, settings: MisuseSettings) =>
  side === "content" ? settings.misuseContentMarks : settings.misuseReportMarks;

/** Whether both published thresholds are reached: absolute numbers and share (Art. 23(3)(a), (b)). */
export function isOverThreshold(side: MisuseSide, counts: Counts, settings: MisuseSettings): boolean {
  return counts.count >= leastMarks(side, settings) && ratioOf(counts) >= settings.misusePercent * 100;
}

/** Why nobody may be warned now, or null. */
export function refusalToWarn(
  side: MisuseSide,
  { counts, state }: { counts: Counts; state: MisuseState | null },
  settings: MisuseSettings,
): string | null {
  if (state === "warned" || state === "suspended") return "misuse_warned_already";
  return isOverThreshold(side, counts, settings) ? null : "misuse_below_threshold";
}

export type Warned = {
  state: MisuseState | null;
  warnedAt: Date | null;
  /** When the letter with the warning left; a warning that nobody got is none. */
  toldAt: Date | null;
  /** Marks set after the warning. */
  since: number;
};

/** Whether a warning holds no longer: nothing can follow it, and the next one begins anew. */
export function isLapsed(
  { warnedAt }: { warnedAt: Date },
  { misuseWarningDays }: Pick<MisuseSettings, "misuseWarningDays">,
  now: Date,
): boolean {
  return now.getTime() - warnedAt.getTime() > misuseWarningDays * dayMs;
}

/**
 * Why nobody may be suspended now, or null (Art. 23(1), (2)): after a warning that arrived and still holds, and only if it
 * went on after it.
 */
export function refusalToSuspend(
  side: MisuseSide,
  { counts, measure, now }: { counts: Counts; measure: Warned; now: Date },
  settings: MisuseSettings,
): string | null {
  if (measure.state === "suspended") return "misuse_suspended_already";
  if (measure.state !== "warned" || !measure.warnedAt) return "misuse_warn_first";
  if (!measure.toldAt) return "misuse_warning_not_sent";
  if (isLapsed({ warnedAt: measure.warnedAt }, settings, now)) return "misuse_warning_lapsed";
  if (measure.since === 0) return "misuse_nothing_since";
  return isOverThreshold(side, counts, settings) ? null : "misuse_below_threshold";
}

/** Why a suspension cannot end then, or null: it ends, and not later than the published most. `until` is its last instant. */
export function endProblem(
  until: Date,
  now: Date,
  { misuseMostDays }: Pick<MisuseSettings, "misuseMostDays">,
): string | null {
  if (until <= now) return "date_in_past";
  // The last day counts whole, wherever the platform's day ends.
  return until.getTime() - now.getTime() > (misuseMostDays + 1) * dayMs ? "misuse_too_long" : null;
}

/** How near a threshold somebody is, for the order of the list: 1 and more is over it. */
export function nearness(side: MisuseSide, counts: Counts, settings: MisuseSettings): number {
  return Math.min(counts.count / leastMarks(side, settings), ratioOf(counts) / (settings.misusePercent * 100));
}
