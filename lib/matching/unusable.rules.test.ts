import { expect, test } from "vitest";
import { type CameBack, unusableNow } from "./unusable.rules";

const start = new Date("2026-11-20T10:00:00Z").getTime();
const minute = 60_000;

/** Answers one minute apart, the oldest first as they are written here. */
const cameBack = (...all: Partial<CameBack>[]) =>
  all
    .map((one, at) => ({
      ...{ at: new Date(start + at * minute), isUsable: false, question: `q${at}`, accountId: `a${at}` },
      ...one,
    }))
    .reverse();
const times = (count: number, one: Partial<CameBack> = {}) => Array.from({ length: count }, () => one);

test("five unusable answers in a row, to five authors, pause a model for a minute, and it is told since when", () => {
  expect(unusableNow(cameBack(...times(4)))).toBeNull();
  expect(unusableNow(cameBack(...times(5)))).toEqual({
    since: new Date(start),
    until: new Date(start + 4 * minute + minute),
  });
});

test("a trial that is unusable too makes the pause longer, up to an hour, and one that is usable ends it", () => {
  const pauseOf = (count: number) => {
    const newest = cameBack(...times(count));
    return (unusableNow(newest)?.until.getTime() ?? 0) - (newest[0]?.at.getTime() ?? 0);
  };
  expect([pauseOf(6), pauseOf(7), pauseOf(30)]).toEqual([2 * minute, 4 * minute, 60 * minute]);
  expect(unusableNow(cameBack(...times(9), { isUsable: true }))).toBeNull();
  expect(unusableNow(cameBack(...times(9), { isUsable: true }, ...times(4)))).toBeNull();
});

test("nobody pauses a model alone: not by many contents, not by one content from many accounts, nor as nobody", () => {
  expect(unusableNow(cameBack(...times(40, { accountId: "mallory" })))).toBeNull();
  expect(unusableNow(cameBack(...times(40, { question: "one text" })))).toBeNull();
  expect(unusableNow(cameBack(...times(40, { accountId: null })))).toBeNull();
  expect(unusableNow(cameBack(...times(40, { accountId: "mallory" }), ...times(4)))).not.toBeNull();
});
