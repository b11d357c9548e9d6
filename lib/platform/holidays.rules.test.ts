import fc from "fast-check";
import { expect, test } from "vitest";
import {
  easternEasterSunday,
  easterSunday,
  holidayCountries,
  holidaysIn,
  isHolidayIn,
  zoneOfState,
} from "./holidays.rules";
import { addDays, weekdayOf } from "./time.rules";

test("Easter falls on the days that the churches published", () => {
  expect([2024, 2025, 2026, 2027, 2038].map(easterSunday)).toEqual([
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2038-04-25",
  ]);
  expect([2024, 2025, 2026, 2027].map(easternEasterSunday)).toEqual([
    "2024-05-05",
    "2025-04-20",
    "2026-04-12",
    "2027-05-02",
  ]);
});

test("every year Easter is a Sunday between its first and its last day, in the east never before the west", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2099 }), (year) => {
      const [west, east] = [easterSunday(year), easternEasterSunday(year)];
      expect([weekdayOf(west), weekdayOf(east)]).toEqual([7, 7]);
      expect(west >= `${year}-03-22` && west <= `${year}-04-25`).toBe(true);
      expect(east >= west).toBe(true);
    }),
    { numRuns: 300, seed: 1182 },
  );
});

test("all twenty-seven Member States have a table, and all of them keep New Year, 25 December and a day at Easter or in May", () => {
  expect(holidayCountries).toHaveLength(27);
  for (const country of holidayCountries) {
    const days = holidaysIn(country, 2026);
    expect(days.has("2026-01-01") && days.has("2026-12-25"), country).toBe(true);
    for (const day of days) expect(addDays(day, 0)).toBe(day);
  }
});

test("a holiday is one of where the person is: 3 October in Germany, the first Monday of May in Ireland, none in China", () => {
  expect(isHolidayIn("Europe/Berlin", "2025-10-03")).toBe(true);
  expect(isHolidayIn("Europe/Paris", "2025-10-03")).toBe(false);
  expect(isHolidayIn("Europe/Dublin", "2026-05-04")).toBe(true);
  expect(isHolidayIn("Europe/Dublin", "2026-10-26")).toBe(true);
  expect(isHolidayIn("Europe/Athens", "2026-04-13")).toBe(true);
  expect(isHolidayIn("Asia/Shanghai", "2025-10-01")).toBe(false);
});

test("an authority's days are those of its state's capital, and of nowhere where it is no Member State", () => {
  const states = ["ES", "PT", "DE", "CY", "IE", "CN"];
  expect(states.map(zoneOfState)).toEqual([
    ...["Europe/Madrid", "Europe/Lisbon", "Europe/Berlin", "Asia/Nicosia", "Europe/Dublin", null],
  ]);
  expect(holidayCountries.filter((country) => !zoneOfState(country))).toEqual([]);
});
