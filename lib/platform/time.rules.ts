import { Temporal } from "temporal-polyfill";

/** A day or instant that cannot be read. The message is a sentence without the field's name; the caller adds it. */
export class UnreadableDate extends RangeError {
  override name = "UnreadableDate";
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^\d{4}-\d{2}-\d{2}[Tt ]/;
const offsetPattern = /(?:z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)(?:\[[^\]]*\])*$/i;

/** The day (YYYY-MM-DD) that it is in `zone` (an IANA name) at `instant`. */
export function dayIn(instant: Date, zone: string): string {
  return zoned(instant, zone).toPlainDate().toString();
}

/**
 * Reads "2016-07-01" (a day in `zone`, `instant` null) or an instant with an offset ("2016-06-30T16:30:00Z", whose day
 * is the one in `zone`). Throws UnreadableDate for anything else: a local time without offset could be either of two days.
 */
export function parseDayOrInstant(text: string, zone: string): { day: string; instant: Date | null } {
  const value = text.trim();
  if (dayPattern.test(value)) return { day: plainDate(value).toString(), instant: null };
  if (!timePattern.test(value)) {
    throw new UnreadableDate(`"${shortened(value)}" is neither a day (YYYY-MM-DD) nor an instant with its offset`);
  }
  if (!offsetPattern.test(value)) {
    throw new UnreadableDate(`"${shortened(value)}" has a time but no offset: add Z or one such as +08:00`);
  }
  const instant = readInstant(value);
  return { day: dayIn(instant, zone), instant };
}

/** Nothing is published or decided outside these years. Wide on purpose: a day before every version is a fair question. */
const years = { first: 1900, last: 2199 };

/** The same for a day of content or of a decision; also throws for a year in which there is none, such as 0001 or 3000. */
export function parsePossibleDay(text: string, zone: string): { day: string; instant: Date | null } {
  const read = parseDayOrInstant(text, zone);
  const year = Number(read.day.split("-")[0]);
  if (year < years.first || year > years.last) {
    const said = shortened(text.trim());
    throw new UnreadableDate(
      `"${said}" lies outside the years ${years.first} to ${years.last}: look whether the year is a slip`,
    );
  }
  return read;
}

/** The day `count` days later (earlier if negative). Counts calendar days, so daylight saving cannot shift it. */
export function addDays(day: string, count: number): string {
  return plainDate(day).add({ days: count }).toString();
}

/** How many days `to` lies after `from`; negative if before. */
export function daysBetween(from: string, to: string): number {
  return plainDate(from).until(plainDate(to), { largestUnit: "days" }).days;
}

/** The first instant of a day in `zone`: 01:00 where the clocks skip midnight. */
export function startOfDay(day: string, zone: string): Date {
  return new Date(plainDate(day).toZonedDateTime(zone).epochMilliseconds);
}

/** The last millisecond of a day in `zone`. */
export function endOfDay(day: string, zone: string): Date {
  return new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
}

/**
 * The day `count` calendar months later. Where that month has no such day its last one is taken: 31 August and six months
 * is 28 or 29 February (Regulation 1182/71, Art. 3(2)(c)).
 */
export function addMonths(day: string, count: number): string {
  return plainDate(day).add({ months: count }).toString();
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: string): number {
  return plainDate(day).dayOfWeek;
}

function zoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

function plainDate(day: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(day);
  } catch {
    throw new UnreadableDate(`"${shortened(day)}" is not a day of the calendar`);
  }
}

function readInstant(text: string): Date {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    throw new UnreadableDate(`"${shortened(text)}" is not an instant of the calendar`);
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
