import { addDays } from "@/lib/platform/time.rules";

/** Half a calendar year, as the reports of very large platforms have it (DSA Art. 42): `2026-H1`, with its days. */
export type HalfYear = { id: string; firstDay: string; lastDay: string };

const halfOf = (year: number, half: 1 | 2): HalfYear => ({
  id: `${year}-H${half}`,
  firstDay: half === 1 ? `${year}-01-01` : `${year}-07-01`,
  lastDay: half === 1 ? `${year}-06-30` : `${year}-12-31`,
});

/** The half-year in which a day (YYYY-MM-DD) lies. */
export function halfYearOf(day: string): HalfYear {
  return halfOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)) <= 6 ? 1 : 2);
}

/** The one before the half-year of a day: the last that is over. */
export function lastHalfYear(day: string): HalfYear {
  return halfYearOf(addDays(halfYearOf(day).firstDay, -1));
}

/** By its id; null for anything else, and for years that no report is of. */
export function halfYearCalled(id: string): HalfYear | null {
  const [, year, half] = /^(20\d\d)-H([12])$/.exec(id) ?? [];
  return year ? halfOf(Number(year), half === "1" ? 1 : 2) : null;
}

/** All from one day to another, the newest first; at most `most`. */
export function halfYearsBetween(firstDay: string, lastDay: string, most = 20): HalfYear[] {
  const all: HalfYear[] = [];
  for (let one = halfYearOf(lastDay); one.lastDay >= firstDay && all.length < most; one = lastHalfYear(one.firstDay))
    all.push(one);
  return all;
}

/** Days that are counted again, for a decision of yesterday may be taken back in the night; later nothing of a day changes. */
export const settledAfterDays = 10;

/** Whether a half-year is over, and so long ago that it is told exactly. */
export function isPeriodTold({ lastDay }: HalfYear, today: string): boolean {
  return addDays(lastDay, settledAfterDays) < today;
}

/**
 * The last day that is told of a half-year on `today`: its own last once it is over; before, the end of the last whole month
 * that ended `settledAfterDays` days ago. Its page changes once a month, so that no two of them are a day apart.
 */
export function toldTo(period: HalfYear, today: string): string {
  if (isPeriodTold(period, today)) return period.lastDay;
  const settled = addDays(today, -settledAfterDays);
  const monthEnd = addDays(`${settled.slice(0, 7)}-01`, -1);
  if (monthEnd < period.lastDay) return monthEnd;
  return period.lastDay;
}
