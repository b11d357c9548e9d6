import { expect, test } from "vitest";
import { snoozeUntil } from "./snooze.rules";

const lateOnTheLastOfMarch = new Date(2026, 2, 31, 23, 30);

test("an hour, tomorrow morning and three days are told by the person's own clock, across the end of a month", () => {
  expect(snoozeUntil("hour", lateOnTheLastOfMarch)).toBe("2026-04-01T00:30");
  expect(snoozeUntil("tomorrow", lateOnTheLastOfMarch)).toBe("2026-04-01T09:00");
  expect(snoozeUntil("threeDays", lateOnTheLastOfMarch)).toBe("2026-04-03T09:00");
});
