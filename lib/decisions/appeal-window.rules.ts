import { isHolidayIn } from "@/lib/platform/holidays.rules";
import { addDays, addMonths, dayIn, daysBetween, endOfDay, weekdayOf } from "@/lib/platform/time.rules";

/** DSA Art. 20(1)-(2): at least six months, counted in calendar months, never as 180 days. */
const windowMonths = 6;

/**
 * The last day on which a person told on `informedAt` may complain, as YYYY-MM-DD in their zone.
 * Six calendar months from the day they were informed; that day itself is not counted, and 31 August ends on the last
 * day of February (Regulation (EEC, Euratom) 1182/71, Art. 3(2)(c)). A period that would end on a Saturday, a Sunday or
 * a public holiday ends with the next working day (Art. 3(4)). Public holidays are those of the Member State that the
 * zone lies in (lib/platform/holidays.rules.ts), and those that the caller knows besides.
 */
export function appealLastDay(informedAt: Date, zone: string, holidays?: ReadonlySet<string>): string {
  let day = addMonths(dayIn(informedAt, zone), windowMonths);
  while (weekdayOf(day) > 5 || holidays?.has(day) || isHolidayIn(zone, day)) day = addDays(day, 1);
  return day;
}

/** The last instant of that day in the addressee's zone. A complaint received at it is in time. */
export function appealWindowEnds(informedAt: Date, zone: string, holidays?: ReadonlySet<string>): Date {
  return endOfDay(appealLastDay(informedAt, zone, holidays), zone);
}

/** Letters that impose nothing and decide nothing against their reader: nothing in them could be complained of (A1). */
const withoutComplaint: readonly string[] = ["referral", "cleared"];

/** Whether the reader of such a letter has a right to complain of what it tells. */
export function bringsComplaint(letter: string): boolean {
  return !withoutComplaint.includes(letter);
}

/** Until when somebody who is told now may complain; null where the letter brings no such right, so no period begins. */
export function appealUntilOf({ letter, zone }: { letter: string; zone: string }, informedAt: Date): Date | null {
  return bringsComplaint(letter) ? appealWindowEnds(informedAt, zone) : null;
}

/** One person's right to complain. `informedAt` is null while they have not been told: their six months have not begun (A2). */
export type AddresseeWindow = { informedAt: Date | null; zone: string };
export type WindowState =
  | { state: "not_informed"; endsAt: null; endsOn: null; daysLeft: null }
  | { state: "open" | "closed"; endsAt: Date; endsOn: string; daysLeft: number };

/** Whether this addressee may still complain at `now`. Each addressee has their own: the notifier is told on another day. */
export function windowState(addressee: AddresseeWindow, now: Date, holidays?: ReadonlySet<string>): WindowState {
  if (addressee.informedAt === null) return { state: "not_informed", endsAt: null, endsOn: null, daysLeft: null };
  const endsOn = appealLastDay(addressee.informedAt, addressee.zone, holidays);
  const endsAt = endOfDay(endsOn, addressee.zone);
  const left = daysBetween(dayIn(now, addressee.zone), endsOn);
  return { state: now <= endsAt ? "open" : "closed", endsAt, endsOn, daysLeft: Math.max(0, left) };
}
