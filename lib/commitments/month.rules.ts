import { Temporal } from "temporal-polyfill";
import { addMonths, dayIn, startOfDay } from "@/lib/platform/time.rules";

/** Months and days of a register are those of Brussels: the commitments are given to the Commission. */
export const registerZone = "Europe/Brussels";

/** An instant as a register writes it: its day and time, with the zone and how far that is from UTC. */
export function momentOf(at: Date): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(registerZone);
  const time = zoned.toPlainTime().toString({ smallestUnit: "second" });
  return `${zoned.toPlainDate()} ${time} ${registerZone} (UTC${zoned.offset})`;
}

/** The first day of the month that it is at `now`. */
export function monthAt(now: Date): string {
  return `${dayIn(now, registerZone).slice(0, 7)}-01`;
}

/** The instants of a month by its first day: `to` is the first one after it. */
export function monthSpan(month: string): { from: Date; to: Date } {
  return { from: startOfDay(month, registerZone), to: startOfDay(addMonths(month, 1), registerZone) };
}

/** How many months of an indicator are looked back at when it is new. */
export const monthsBack = 12;

/**
 * The months, oldest first, that have to be measured for the last time, with the running one at the end. `last`: the
 * newest that is final; null: none yet. Months without a running process are caught up, as far as `monthsBack` goes.
 */
export function monthsToMeasure(last: string | null, now: Date): string[] {
  const running = monthAt(now);
  const oldest = addMonths(running, -monthsBack);
  const months: string[] = [];
  let month = last === null || last < oldest ? oldest : addMonths(last, 1);
  for (; month < running; month = addMonths(month, 1)) months.push(month);
  return [...months, running];
}

export type Term = { startsOn: string | null; years: number; marginMonths: number };

/**
 * The last day on which a register binds, and the last on which its evidence is kept; null while its start is not known. A
 * period in years ends with the day of the same date (Regulation 1182/71, Art. 3(2)(c)), the day of the milestone at its end.
 */
export function termOf({ startsOn, years, marginMonths }: Term): { endsOn: string; keptUntil: string } | null {
  if (startsOn === null) return null;
  return { endsOn: addMonths(startsOn, years * 12), keptUntil: addMonths(startsOn, years * 12 + marginMonths) };
}

export type Placed = { afterMonths: number | null; onDay: string | null };

/** The day of a milestone; null while it depends on a start that nobody has set. */
export function dayOfMilestone({ afterMonths, onDay }: Placed, startsOn: string | null): string | null {
  if (onDay !== null) return onDay;
  return startsOn === null || afterMonths === null ? null : addMonths(startsOn, afterMonths);
}

/** Who holds an anomaly: the owner, else who leads, else who can name an owner. The first who is there. */
export function holderOf(candidates: readonly (string | null)[], active: ReadonlySet<string>): string | null {
  return candidates.find((id) => id !== null && active.has(id)) ?? null;
}
