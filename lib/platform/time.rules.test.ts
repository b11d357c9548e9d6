import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  endOfDay,
  parseDayOrInstant,
  startOfDay,
  UnreadableDate,
  weekdayOf,
} from "./time.rules";

const china = "Asia/Shanghai";

test("half past four in the afternoon of 30 June UTC is already 1 July in China", () => {
  expect(dayIn(new Date("2016-06-30T16:30:00Z"), china)).toBe("2016-07-01");
  expect(dayIn(new Date("2016-06-30T15:59:59Z"), china)).toBe("2016-06-30");
});

test("a day is read as it stands and an instant is read as its day in the platform's zone", () => {
  expect(parseDayOrInstant("2016-07-01", china)).toEqual({ day: "2016-07-01", instant: null });
  expect(parseDayOrInstant("2016-06-30T16:30:00Z", china)).toEqual({
    day: "2016-07-01",
    instant: new Date("2016-06-30T16:30:00Z"),
  });
  expect(parseDayOrInstant(" 2016-07-01T00:30:00+08:00 ", "Europe/Berlin").day).toBe("2016-06-30");
});

test("a date that is not one is refused with a sentence that says what is wrong", () => {
  const wrong: [string, RegExp][] = [
    ["2016-02-30", /not a day of the calendar/],
    ["2016-13-01", /not a day of the calendar/],
    ["01.07.2016", /neither a day/],
    ["", /neither a day/],
    ["yesterday", /neither a day/],
    ["2016-07-01T10:00:00", /no offset/],
    ["2016-07-01T25:00:00Z", /not an instant/],
  ];
  for (const [text, message] of wrong) {
    expect(() => parseDayOrInstant(text, china)).toThrow(UnreadableDate);
    expect(() => parseDayOrInstant(text, china)).toThrow(message);
  }
});

test("seven days after 18 August is 25 August, and leap days and year ends are counted", () => {
  expect(addDays("2016-08-18", 7)).toBe("2016-08-25");
  expect(addDays("2016-02-28", 1)).toBe("2016-02-29");
  expect(addDays("2015-12-31", 1)).toBe("2016-01-01");
  expect(addDays("2016-03-01", -1)).toBe("2016-02-29");
});

test("a day begins and ends in its own zone, also when the clocks change in it", () => {
  expect(startOfDay("2016-07-01", china).toISOString()).toBe("2016-06-30T16:00:00.000Z");
  expect(endOfDay("2016-07-01", china).toISOString()).toBe("2016-07-01T15:59:59.999Z");
  // 27 March 2016 had 23 hours in Berlin, 30 October had 25.
  expect(endOfDay("2016-03-27", "Europe/Berlin").getTime() - startOfDay("2016-03-27", "Europe/Berlin").getTime()).toBe(
    23 * 3_600_000 - 1,
  );
  expect(endOfDay("2016-10-30", "Europe/Berlin").getTime() - startOfDay("2016-10-30", "Europe/Berlin").getTime()).toBe(
    25 * 3_600_000 - 1,
  );
  // São Paulo skipped midnight on 16 October 2016.
  expect(startOfDay("2016-10-16", "America/Sao_Paulo").toISOString()).toBe("2016-10-16T03:00:00.000Z");
});

test("six months from 31 August are the last day of February; a year from 29 February is the 28th", () => {
  expect([addMonths("2016-08-31", 6), addMonths("2015-08-31", 6)]).toEqual(["2017-02-28", "2016-02-29"]);
  expect(addMonths("2016-02-29", 12)).toBe("2017-02-28");
  expect(addMonths("2016-11-30", -9)).toBe("2016-02-29");
});

test("a day months away, across a clock change, closes with the local day", () => {
  const from = dayIn(new Date("2016-01-15T23:30:00Z"), "Europe/Berlin");
  expect(endOfDay(addMonths(from, 6), "Europe/Berlin").toISOString()).toBe("2016-07-16T21:59:59.999Z");
});

test("the week has five working days", () => {
  // 5 to 11 September 2016, Monday to Sunday.
  expect([5, 6, 7, 8, 9, 10, 11].map((day) => weekdayOf(addDays("2016-09-01", day - 1)))).toEqual([
    1, 2, 3, 4, 5, 6, 7,
  ]);
});

test("the days between two days undo adding days, whatever the day", () => {
  const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: -4000, max: 4000 }), (date, count) => {
      const day = dayIn(date, china);
      expect(daysBetween(day, addDays(day, count))).toBe(count);
    }),
  );
});
