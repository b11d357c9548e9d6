import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Dimension,
  type Figure,
  figuresShown,
  inFives,
  least,
  sumOfAll,
  suppressed,
} from "./public-figures.rules";
import { halfYearCalled, halfYearOf, halfYearsBetween, lastHalfYear } from "./public-period.rules";

const rows = (...counts: number[]): Figure[] => counts.map((count, at) => ({ key: `k${at}`, count }));
const counts = (given: Figure[]) => suppressed(given).rows.map(({ count }) => count);
const someRows = fc.array(fc.nat({ max: 30 }), { maxLength: 12 }).map((list) => rows(...list));

test("fewer than five are not told, and neither is the one from which the total would tell them", () => {
  expect(counts(rows(20, 3, 9))).toEqual([20, null, null]);
  expect(counts(rows(20, 3, 4))).toEqual([20, null, null]);
  expect(counts(rows(20, 1, 1, 8))).toEqual([20, null, null, null]);
  expect(counts(rows(20, 9))).toEqual([20, 9]);
});

test("a total under five is not told, nor is a table of one small count", () => {
  expect(suppressed(rows(3, 1))).toEqual({
    rows: [
      { key: "k0", count: null },
      { key: "k1", count: null },
    ],
    total: null,
  });
  expect(suppressed(rows(4)).total).toBe(null);
  expect(suppressed(rows()).total).toBe(0);
  expect(suppressed(rows(0, 0))).toEqual({ rows: [], total: 0 });
});

test("whatever the counts, hidden ones are at least two and at least five together, or the total is hidden as well", () => {
  fc.assert(
    fc.property(someRows, (given) => {
      const { rows: shown, total } = suppressed(given);
      const all = given.filter(({ count }) => count > 0);
      const hidden = all.filter((_, at) => shown[at]?.count === null);
      expect(shown.every(({ count }) => count === null || count >= least)).toBe(true);
      if (total === null || hidden.length === 0) return;
      expect(hidden.length).toBeGreaterThan(1);
      expect(hidden.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(least);
    }),
  );
});

test("whatever the counts, somebody who knows the total and the rule cannot tell any hidden count from another table that looks the same", () => {
  fc.assert(
    fc.property(someRows, (given) => {
      const all = given.filter(({ count }) => count > 0);
      const { rows: shown, total } = suppressed(all);
      if (total === null) return;
      const hidden = all.filter((_, at) => shown[at]?.count === null);
      for (const one of hidden.filter(({ count }) => count < least)) {
        const rest = total - shown.reduce((sum, { count }) => sum + (count ?? 0), 0);
        // The others could hold one more or one less of the rest.
        expect(rest - one.count).toBeGreaterThan(0);
      }
    }),
  );
});

test("while a period runs, numbers are told in fives", () => {
  const { rows: shown, total } = inFives(suppressed(rows(22, 6, 13)));
  expect(shown.map(({ count }) => count)).toEqual([20, 5, 15]);
  expect(total).toBe(40);
});

const counted = (clause: Figure[]): Record<Dimension, Figure[]> => ({
  ...{ source: [], language: [], detection: [], automation: [], sanction: [], notices: [], appeals: [], answers: [] },
  clause,
});
const over = {
  period: { id: "2026-H1", firstDay: "2026-01-01", lastDay: "2026-06-30" },
  isOver: true,
  countedTo: "2026-06-30",
};

test("how many decisions found something is not told where the few that found nothing could be computed from it", () => {
  const few = figuresShown(
    counted([
      { key: "Table.4", count: 500 },
      { key: "none", count: 3 },
    ]),
    over,
  );
  expect(few).toMatchObject({ decisions: 503, violations: null });
  expect(few.tables.clause.rows.every(({ count }) => count === null)).toBe(true);
  const many = figuresShown(
    counted([
      { key: "Table.4", count: 500 },
      { key: "none", count: 30 },
    ]),
    over,
  );
  expect(many).toMatchObject({ decisions: 530, violations: 500 });
});

test("platforms are not added up where one of them is hidden", () => {
  expect(sumOfAll([10, 20])).toBe(30);
  expect(sumOfAll([10, null])).toBe(null);
  expect(sumOfAll([])).toBe(0);
});

test("half-years have their days, and are told newest first", () => {
  expect(halfYearOf("2026-06-30")).toEqual({ id: "2026-H1", firstDay: "2026-01-01", lastDay: "2026-06-30" });
  expect(lastHalfYear("2026-06-30").id).toBe("2025-H2");
  expect(lastHalfYear("2026-07-01").id).toBe("2026-H1");
  expect(halfYearCalled("2026-H3")).toBe(null);
  expect(halfYearCalled("1826-H1")).toBe(null);
  expect(halfYearCalled("2026-H2")?.lastDay).toBe("2026-12-31");
  expect(halfYearsBetween("2025-12-31", "2026-11-27").map(({ id }) => id)).toEqual(["2026-H2", "2026-H1", "2025-H2"]);
});
