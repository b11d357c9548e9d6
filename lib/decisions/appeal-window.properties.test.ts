import fc from "fast-check";
import { expect, test } from "vitest";
import { isHolidayIn } from "@/lib/platform/holidays.rules";
import { addDays, dayIn, endOfDay, weekdayOf } from "@/lib/platform/time.rules";
import { appealLastDay, appealWindowEnds, windowState } from "./appeal-window.rules";

/** Zones with and without changes of the clocks, on both sides of the date line, and with odd offsets. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/Lisbon",
  "America/Sao_Paulo",
  "America/New_York",
  "Asia/Shanghai",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Africa/Casablanca",
];
const aZone = fc.constantFrom(...zones);
const anInstant = fc.date({
  min: new Date("2020-01-01T00:00:00Z"),
  max: new Date("2036-12-31T23:59:59Z"),
  noInvalidDate: true,
});
/** Days on which counting months goes wrong: the ends of long months, 29 February, and the days of changed clocks. */
const aCriticalDay = fc.constantFrom(
  "2024-02-29",
  "2028-02-29",
  "2025-08-31",
  "2027-08-31",
  "2026-03-29",
  "2026-10-25",
  "2025-12-31",
);
const aToldInstant = fc.oneof(
  anInstant,
  fc
    .tuple(aCriticalDay, fc.integer({ min: -14 * 3600, max: 38 * 3600 }))
    .map(([day, seconds]) => new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000)),
);
const runs = { numRuns: 1500, seed: 20 };

/** Six months on by the calendar alone, written another way than the product does: month by month, never over its end. */
function sixMonthsOn(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const months = year * 12 + (month - 1) + 6;
  const lastOfMonth = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(date, lastOfMonth)))
    .toISOString()
    .slice(0, 10);
}

test("A2: wherever and whenever somebody is told, they have six calendar months in their own zone, and never less", () => {
  fc.assert(
    fc.property(aToldInstant, aZone, (told, zone) => {
      const due = sixMonthsOn(dayIn(told, zone));
      const last = appealLastDay(told, zone);
      expect(last >= due).toBe(true);
      const isFree = (day: string) => weekdayOf(day) > 5 || isHolidayIn(zone, day);
      expect(isFree(last)).toBe(false);
      // Every day between the two is one on which nobody has to work; so nobody gets more than they are owed either.
      for (let day = due; day < last; day = addDays(day, 1)) expect(isFree(day)).toBe(true);
    }),
    runs,
  );
});

test("A2: a period that would end on a public holiday of the person's country ends on the next working day (Regulation 1182/71)", () => {
  // Told on 3 April 2025, the six months would end on the Day of German Unity, a Friday; then comes a weekend.
  const told = new Date("2025-04-03T10:00:00Z");
  expect(appealLastDay(told, "Europe/Berlin")).toBe("2025-10-06");
  expect(appealLastDay(told, "Europe/Paris")).toBe("2025-10-03");
  // 25 June: Christmas, the second day of it, a weekend.
  expect(appealLastDay(new Date("2025-06-25T10:00:00Z"), "Europe/Vienna")).toBe("2025-12-29");
  // 31 August has six months later a last day of February, leap year or not.
  expect(appealLastDay(new Date("2026-08-31T10:00:00Z"), "Europe/Berlin")).toBe("2027-03-01");
  expect(appealLastDay(new Date("2027-08-31T10:00:00Z"), "Europe/Berlin")).toBe("2028-02-29");
  expect(appealLastDay(new Date("2028-02-29T10:00:00Z"), "Europe/Berlin")).toBe("2028-08-29");
});

test("A1: an appeal is in time up to the last moment of the last day and late after it, whatever the clocks do that day", () => {
  fc.assert(
    fc.property(aToldInstant, aZone, (told, zone) => {
      const ends = appealWindowEnds(told, zone);
      const addressee = { informedAt: told, zone };
      expect(windowState(addressee, ends).state).toBe("open");
      expect(windowState(addressee, new Date(ends.getTime() + 1)).state).toBe("closed");
      expect(dayIn(ends, zone)).toBe(appealLastDay(told, zone));
      expect(dayIn(new Date(ends.getTime() + 1), zone)).toBe(addDays(appealLastDay(told, zone), 1));
      expect(ends.getTime()).toBe(endOfDay(appealLastDay(told, zone), zone).getTime());
    }),
    runs,
  );
});

test("A2: who is told later never has to appeal earlier, and a holiday only ever adds days", () => {
  fc.assert(
    fc.property(aToldInstant, fc.integer({ min: 0, max: 400 }), aZone, (told, laterDays, zone) => {
      const later = new Date(told.getTime() + laterDays * 86_400_000);
      expect(appealWindowEnds(later, zone).getTime()).toBeGreaterThanOrEqual(appealWindowEnds(told, zone).getTime());
      const last = appealLastDay(told, zone);
      const withHoliday = appealLastDay(told, zone, new Set([last]));
      expect(withHoliday > last && weekdayOf(withHoliday) <= 5).toBe(true);
    }),
    runs,
  );
});
