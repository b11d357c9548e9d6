import fc from "fast-check";
import { expect, test } from "vitest";
import type { MeasureCount, Sheet } from "./report.contract";
import { sharesOf } from "./report-facts.rules";
import { changesBetween, isPeriodOver, mergedMeasures, partsOf, rowNames, slicesOf } from "./report-version.rules";

const dayMs = 86_400_000;
const moment = fc.date({ min: new Date("1990-01-01"), max: new Date("2150-01-01"), noInvalidDate: true });
const length = fc.integer({ min: 1, max: 200 * 365 * dayMs });

test("the parts of any period are at most 401, and cover it", () => {
  fc.assert(
    fc.property(moment, length, (from, ms) => {
      const { stepMs, count } = partsOf({ from, to: new Date(from.getTime() + ms) });
      expect(count).toBeLessThanOrEqual(401);
      expect(stepMs * count).toBeGreaterThanOrEqual(ms);
      expect(stepMs * (count - 1)).toBeLessThan(ms);
    }),
  );
});

test("each part with something in it is counted with exactly one question, and little of it with one question together", () => {
  const filled = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 3000 })));
  fc.assert(
    fc.property(moment, length, filled, (from, ms, found) => {
      const period = { from, to: new Date(from.getTime() + ms) };
      const { stepMs, count } = partsOf(period);
      const inPart = new Map(found.map(([part, many]) => [part % count, many]));
      const slices = slicesOf(period, inPart);
      const begins = (part: number) => from.getTime() + part * stepMs;
      for (const part of inPart.keys()) {
        const ends = Math.min(begins(part + 1), period.to.getTime());
        const holding = slices.filter((one) => one.from.getTime() < ends && one.to.getTime() > begins(part));
        expect(holding).toHaveLength(1);
        expect(holding[0]?.from.getTime()).toBeLessThanOrEqual(begins(part));
        expect(holding[0]?.to.getTime()).toBeGreaterThanOrEqual(ends);
      }
      for (const one of slices) {
        const within = [...inPart].filter(([part]) => begins(part) >= +one.from && begins(part) < +one.to);
        const many = within.reduce((sum, [, each]) => sum + each, 0);
        expect(within.length === 1 || many <= 2000).toBe(true);
        expect(+one.to).toBe(Math.min(begins(one.parts), +period.to));
      }
      for (const [at, one] of slices.entries()) expect(+one.from).toBeGreaterThanOrEqual(+(slices[at - 1]?.to ?? from));
    }),
  );
});

test("for a period in which nothing was restricted, nothing is asked; a quiet half-year is one question", () => {
  const half = { from: new Date("2025-01-01T00:00:00Z"), to: new Date("2025-07-01T00:00:00Z") };
  expect(slicesOf(half, new Map())).toEqual([]);
  const quiet = new Map(Array.from({ length: 181 }, (_, day) => [day, 3]));
  expect(slicesOf(half, quiet)).toEqual([{ ...half, parts: 181 }]);
});

const group = (keyword: string, count: number): MeasureCount => ({
  ...{ category: "STATEMENT_CATEGORY_VIOLENCE", keyword, description: null, isIllegal: false, isOwn: true },
  ...{ isComplaint: false, isSolelyDetected: false, automated: "none", language: "en", value: "X", count },
});

test("however measures are cut into slices, none is lost and none is counted twice", () => {
  const groups = fc.array(fc.tuple(fc.constantFrom("A", "B", "C"), fc.integer({ min: 1, max: 9 })));
  fc.assert(
    fc.property(fc.array(groups), (slices) => {
      const merged = slices.reduce<MeasureCount[]>(
        (all, slice) =>
          mergedMeasures(
            all,
            mergedMeasures(
              [],
              slice.map(([keyword, count]) => group(keyword, count)),
            ),
          ),
        [],
      );
      for (const keyword of ["A", "B", "C"]) {
        const whole = slices.flat().reduce((sum, [name, count]) => (name === keyword ? sum + count : sum), 0);
        expect(merged.find((one) => one.keyword === keyword)?.count ?? 0).toBe(whole);
      }
      expect(new Set(merged.map((one) => one.keyword)).size).toBe(merged.length);
    }),
  );
});

const sheet = (rows: Sheet["rows"]): Sheet => ({
  name: "4_notices",
  columns: ["Applicability", "Category of illegal content", 'Description of the sub-category "Other"', "Number "],
  rows,
});
const violence = ["All", "STATEMENT_CATEGORY_VIOLENCE", null, 2];
const hate = ["All", "STATEMENT_CATEGORY_HATE", null, 0];
const other = (description: string | null, count: number | null) => ["All", "KEYWORD_OTHER", description, count];

test("rows are named with their category, so that 'other' of one is not taken for 'other' of another", () => {
  expect(rowNames(sheet([violence, other(null, 0), hate, other(null, 0), other("x", 1)]))).toEqual([
    "STATEMENT_CATEGORY_VIOLENCE",
    "STATEMENT_CATEGORY_VIOLENCE / KEYWORD_OTHER",
    "STATEMENT_CATEGORY_HATE",
    "STATEMENT_CATEGORY_HATE / KEYWORD_OTHER",
    "STATEMENT_CATEGORY_HATE / KEYWORD_OTHER / x",
  ]);
});

test("blank that became 0 is a change; a row that came or went is one as well; what is the same is none", () => {
  const before = [sheet([violence, other(null, null), hate, other("gone", 3)])];
  const after = [sheet([violence, other(null, 0), hate, other("new", 4)])];
  const told = changesBetween(before, after).map(({ row, column, before: was, after: is }) => [row, column, was, is]);
  expect(told).toEqual([
    ["STATEMENT_CATEGORY_VIOLENCE / KEYWORD_OTHER", "Number", null, 0],
    ["STATEMENT_CATEGORY_HATE / KEYWORD_OTHER / new", "Number", null, 4],
    ["STATEMENT_CATEGORY_HATE / KEYWORD_OTHER / gone", "Number", 3, null],
  ]);
  expect(changesBetween(after, after)).toEqual([]);
});

test("shares of a sample need the fields that they are made of, and something to divide by", () => {
  expect(sharesOf({ rightYes: 90, wrongYes: 10, rightNo: 95, wrongNo: 5 })).toEqual({
    ...{ accuracy: 0.925, precision: 0.9, recall: 0.9474 },
  });
  expect(sharesOf({ rightYes: 3, wrongYes: 1 })).toEqual({ precision: 0.75 });
  expect(sharesOf({ rightYes: 0, wrongYes: 0, rightNo: 0, wrongNo: 0 })).toEqual({});
  expect(sharesOf({})).toEqual({});
});

test("a version may be published from the end of its period on, and not a moment before", () => {
  const end = new Date("2026-06-30T16:00:00Z");
  expect(isPeriodOver(end, new Date(end.getTime() - 1))).toBe(false);
  expect(isPeriodOver(end, end)).toBe(true);
});
