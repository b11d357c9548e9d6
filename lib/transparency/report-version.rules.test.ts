import fc from "fast-check";
import { expect, test } from "vitest";
import type { MeasureCount, Sheet } from "./report.contract";
import { sharesOf } from "./report-facts.rules";
import { changesBetween, isPeriodOver, mergedMeasures, rowNames, slicesOf } from "./report-version.rules";

test("the slices of any period touch, are at most 401, and together are the period", () => {
  const moment = fc.date({ min: new Date("1990-01-01"), max: new Date("2150-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 200 * 365 * 86_400_000 }), (from, length) => {
      const to = new Date(from.getTime() + length);
      const slices = slicesOf({ from, to });
      expect(slices.length).toBeLessThanOrEqual(401);
      expect(slices[0]?.from).toEqual(from);
      expect(slices.at(-1)?.to).toEqual(to);
      for (const [at, slice] of slices.entries()) {
        expect(slice.from.getTime()).toBeLessThan(slice.to.getTime());
        if (at > 0) expect(slice.from).toEqual(slices[at - 1]?.to);
      }
    }),
  );
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
