import { addDays, addMonths, endOfDay, startOfDay } from "@/lib/platform/time.rules";
import { owes, type PlatformTier } from "@/lib/policy/tier.rules";

/** What is owed to the public of a period that is over: the transparency report, or the figure of active recipients. */
export type ReportDutyKind = "report" | "recipients";
/** Of which days (YYYY-MM-DD, both within). */
export type ReportDuty = { kind: ReportDutyKind; firstDay: string; lastDay: string };

/** The first period of reports under the template (Implementing Regulation (EU) 2024/2835, Art. 2) is the half-year from here. */
const firstEver = "2025-07-01";

/**
 * Months from the end of the period until it has to be public: two for a report (Implementing Regulation (EU) 2024/2835,
 * Art. 2; DSA Art. 42(1)), six for the recipients (DSA Art. 24(2): at least once every six months).
 */
const monthsFor: Record<ReportDutyKind, number> = { report: 2, recipients: 6 };

const halfBegins = (lastDay: string) => `${lastDay.slice(0, 4)}-${lastDay.endsWith("-06-30") ? "01" : "07"}-01`;
const yearBegins = (lastDay: string) => {
  const first = `${lastDay.slice(0, 4)}-01-01`;
  return first < firstEver ? firstEver : first;
};

/**
 * The last days of the half-years that ended after `since`, the day on which a platform came to the desk, and before
 * `today`: what was owed before was not owed from here. The earliest first.
 */
export function halfYearEnds(since: string, today: string): string[] {
  const from = since < firstEver ? firstEver : since;
  const ends: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(today.slice(0, 4)); year += 1)
    for (const end of [`${year}-06-30`, `${year}-12-31`]) if (end > from && end < today) ends.push(end);
  return ends;
}

/**
 * What a provider of this tier owes when the half-year that ends on `lastDay` is over: very large platforms a report of each
 * half-year (Art. 42(1)), others one of the calendar year (Art. 15(1), 24(1)), and online platforms the recipients of each
 * half-year (Art. 24(2)).
 */
export function dutiesAtEnd(lastDay: string, tier: PlatformTier): ReportDuty[] {
  const duties: ReportDuty[] = [];
  const half = halfBegins(lastDay);
  if (owes(tier, "largeReport")) duties.push({ kind: "report", firstDay: half, lastDay });
  else if (owes(tier, "report") && lastDay.endsWith("-12-31"))
    duties.push({ kind: "report", firstDay: yearBegins(lastDay), lastDay });
  if (owes(tier, "recipients")) duties.push({ kind: "recipients", firstDay: half, lastDay });
  return duties;
}

/**
 * The period of a duty as instants (`periodTo` is outside it), and the last moment in time: the end of the day of the same
 * number so many months later, by the days of `zone`. A Sunday or a holiday puts nothing off, so that it is never told late.
 */
export function spanOf({ kind, firstDay, lastDay }: ReportDuty, zone: string) {
  return {
    periodFrom: startOfDay(firstDay, zone),
    periodTo: startOfDay(addDays(lastDay, 1), zone),
    dueAt: endOfDay(addMonths(lastDay, monthsFor[kind]), zone),
  };
}

/** A period as the board names it: `2027`, or a half of it, `2027-H1`; the first of all is a half-year too. */
export function periodName({ firstDay, lastDay }: Pick<ReportDuty, "firstDay" | "lastDay">): string {
  const year = lastDay.slice(0, 4);
  if (lastDay.endsWith("-06-30")) return `${year}-H1`;
  return firstDay.endsWith("-07-01") ? `${year}-H2` : year;
}
