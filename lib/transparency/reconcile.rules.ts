import { addDays, addMonths, dayIn, daysBetween, parsePossibleDay } from "@/lib/platform/time.rules";
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

/** Days on a page, where no month was asked for. */
export const daysOnAPage = 31;

/** The last day of the page: the one asked for, where it is one; otherwise today, in the platform's zone. */
function lastDayAsked(asked: string, zone: string, today: string): string {
  try {
    const { day } = parsePossibleDay(asked, zone);
    return daysBetween(day, today) > 0 ? day : today;
  } catch {
    return today;
  }
}

/**
 * The days of the page, both within it: a month that was asked for (`2026-03`), to today at most; else the 31 that end with
 * a day that was asked for, or with today, in the platform's zone. What cannot be read, or lies ahead, shows the newest.
 */
export function daysAsked(
  asked: { month: string; until: string },
  zone: string,
  now: Date,
): { from: string; until: string; today: string } {
  const today = dayIn(now, zone);
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(asked.month) && asked.month <= today.slice(0, 7)) {
    const from = `${asked.month}-01`;
    const last = addDays(addMonths(from, 1), -1);
    return { from, until: daysBetween(last, today) > 0 ? last : today, today };
  }
  const until = lastDayAsked(asked.until, zone, today);
  return { from: addDays(until, 1 - daysOnAPage), until, today };
}
