import { dateFormat } from "@/i18n/formats";
export type Moment = Date | string | number;
export type RelativeTime = { key: "now" | "minutes" | "hours" | "days"; count: number; isPast: boolean };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The same instant whether it comes as a Date, ISO text over the network, or milliseconds. @throws on what is no time. */
export function instantOf(value: Moment): Date {
  const instant = value instanceof Date ? value : new Date(value);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not a time: ${String(value)}`);
  return instant;
}

/**
 * How far away, in the largest unit that is still honest: minutes up to an hour, hours up to two days, days up to `maxDays`.
 * Never rounded up: "in 2 h" must not hide that only 1 h 40 min are left. Null when further away: then a date says more.
 */
export function relativeTime(value: Date, now: Date, maxDays = 45): RelativeTime | null {
  const distance = value.getTime() - now.getTime();
  const size = Math.abs(distance);
  const isPast = distance < 0;
  if (size < minute) return { key: "now", count: 0, isPast };
  if (size < hour) return { key: "minutes", count: Math.floor(size / minute), isPast };
  if (size < 2 * day) return { key: "hours", count: Math.floor(size / hour), isPast };
  const days = Math.floor(size / day);
  return days <= maxDays ? { key: "days", count: days, isPast } : null;
}

type Precision = "day" | "minute" | "second";

/** The exact time in a reader's words: "18 Aug 2016, 21:04 UTC", "2016年8月18日 21:04 GMT+8". `timeZone` is an IANA zone. */
export function exactTime(
  value: Date,
  locale: string,
  timeZone: string,
  precision: Precision = "minute",
  isZoneShown = true,
): string {
  // British order for English: day before month cannot be misread once the month is a word.
  const language = locale === "en" ? "en-GB" : locale;
  const month = locale.startsWith("zh") ? "long" : "short";
  const day = dateFormat(language, { timeZone, day: "numeric", month, year: "numeric" }).format(value);
  if (precision === "day") return day;
  const seconds = precision === "second" ? ({ second: "2-digit" } as const) : {};
  const time = dateFormat(language, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...seconds,
  }).format(value);
  // Put together here: the runtime's own order would set the zone between day and hour in Chinese.
  return `${day}${locale.startsWith("zh") ? " " : ", "}${time}${isZoneShown ? ` ${zoneName(value, language, timeZone)}` : ""}`;
}

function zoneName(value: Date, language: string, timeZone: string): string {
  const parts = dateFormat(language, { timeZone, timeZoneName: "short" }).formatToParts(value);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}
