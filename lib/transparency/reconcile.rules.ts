import { dayIn, daysBetween, parsePossibleDay } from "@/lib/platform/time.rules";
import { type GapReason, gapReasons, type ReconciledDay } from "./submissions.contract";

/** Statements of reasons by day and by how far they are; `accepted` is the database's yes. */
export type DayCount = { day: string; reason: GapReason | "accepted"; count: number };

/**
 * Nothing is owed: it was taken back, the law asks for no statement of reasons (S3), an order stands behind it (S4), nobody
 * knows whose content it was (S2: a statement is due where contact details are known), or Art. 24(5) does not bind the
 * provider (a hosting service; micro and small by Art. 19).
 */
const notOwed = ["taken_back", "exempt", "order", "nobody_known", "not_due"] as const;

/** The days of a platform, newest first, each with what was decided, owed and accepted, and why the numbers differ. */
export function reconciled(counts: readonly DayCount[]): ReconciledDay[] {
  const days = [...new Set(counts.map(({ day }) => day))].sort((a, b) => b.localeCompare(a));
  return days.map((day) => {
    const of = (reason: DayCount["reason"]) =>
      counts.filter((one) => one.day === day && one.reason === reason).reduce((sum, { count }) => sum + count, 0);
    const gaps = gapReasons.map((reason) => ({ reason, count: of(reason) })).filter(({ count }) => count > 0);
    const missing = gaps.reduce((sum, { count }) => sum + count, 0);
    const accepted = of("accepted");
    const decided = accepted + missing;
    return { day, decided, due: decided - notOwed.reduce((sum, reason) => sum + of(reason), 0), accepted, gaps };
  });
}

/** The last day of the page: the one asked for, where it is one; otherwise today, in the platform's zone. */
export function lastDayAsked(asked: string | undefined, zone: string, now: Date): string {
  const today = dayIn(now, zone);
  try {
    const { day } = parsePossibleDay(asked ?? "", zone);
    return daysBetween(day, today) > 0 ? day : today;
  } catch {
    return today;
  }
}
