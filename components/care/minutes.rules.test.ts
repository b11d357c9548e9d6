import { expect, test } from "vitest";
import { backTo, minutesSince, minutesUntil } from "./minutes.rules";

const now = Date.parse("2026-01-05T09:00:00Z");

test("minutes count down to zero and stay there", () => {
  expect(minutesUntil("2026-01-05T09:24:00Z", now)).toBe(24);
  expect(minutesUntil("2026-01-05T08:00:00Z", now)).toBe(0);
  expect(minutesSince("2026-01-05T08:57:30Z", now)).toBe(2);
});

test("a break leads back to a page of the desk, never to another site", () => {
  expect(backTo("/cases/1?order=age&language=zh")).toBe("/cases/1?order=age&language=zh");
  for (const other of ["https://other.example", "//other.example", "/\\other.example", undefined, "/break"])
    expect(backTo(other)).toBe("/queue");
});
