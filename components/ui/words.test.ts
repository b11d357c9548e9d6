import { expect, test } from "vitest";
import { initialsOf } from "./initials.rules";
import { cn } from "./text";
import { exactTime, instantOf, relativeTime } from "./time.rules";

const now = new Date("2016-08-18T13:04:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test("a deadline is never said to be further away than it is", () => {
  expect(relativeTime(after(119), now)).toEqual({ key: "hours", count: 1, isPast: false });
  expect(relativeTime(after(59.9), now)).toEqual({ key: "minutes", count: 59, isPast: false });
  expect(relativeTime(after(-24), now)).toEqual({ key: "minutes", count: 24, isPast: true });
  expect(relativeTime(after(0.5), now)).toEqual({ key: "now", count: 0, isPast: false });
});

test("up to two days are counted in hours, then in days, and far away a date says more", () => {
  expect(relativeTime(after(47 * 60), now)).toMatchObject({ key: "hours", count: 47 });
  expect(relativeTime(after(49 * 60), now)).toMatchObject({ key: "days", count: 2 });
  expect(relativeTime(after(46 * 24 * 60), now)).toBeNull();
});

test("the exact time is that of the zone asked for, and says which", () => {
  expect(exactTime(now, "en", "Asia/Shanghai")).toBe("18 Aug 2016, 21:04 GMT+8");
  expect(exactTime(now, "zh-Hans", "Asia/Shanghai")).toBe("2016年8月18日 21:04 GMT+8");
  expect(exactTime(now, "en", "UTC")).toBe("18 Aug 2016, 13:04 UTC");
  expect(exactTime(new Date("2016-08-18T16:30:00Z"), "en", "Asia/Shanghai", "day")).toBe("19 Aug 2016");
});

test("what is no time is refused, not shown as one", () => {
  expect(() => instantOf("soon")).toThrow(RangeError);
});

test("a circle holds two letters or one Chinese character", () => {
  expect(initialsOf("Mei Lin")).toBe("ML");
  expect(initialsOf("陈明月")).toBe("陈");
  expect(initialsOf("ana")).toBe("A");
  expect(initialsOf("")).toBe("");
});

test("of two classes for one property the later wins, and our sizes are not taken for colours", () => {
  expect(cn("px-3", "px-1.5")).toBe("px-1.5");
  expect(cn("text-14 text-ink", "text-13")).toBe("text-ink text-13");
  expect(cn("text-13", "text-danger-ink")).toBe("text-13 text-danger-ink");
});
