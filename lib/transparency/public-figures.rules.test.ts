import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Dimension,
  type Figure,
  figuresSheet,
  figuresShown,
  inFives,
  least,
  sumOfAll,
  suppressed,
} from "./public-figures.rules";
import { halfYearCalled, halfYearOf, halfYearsBetween, lastHalfYear, toldTo } from "./public-period.rules";

const rows = (...counts: number[]): Figure[] => counts.map((count, at) => ({ key: `k${at}`, count }));

test("fewer than five are not told, and neither is the first of the others, which covers for them", () => {
  expect(suppressed(rows(20, 3, 9))).toEqual({
    rows: [
      { key: "k2", count: 9 },
      { key: "k0", count: null },
      { key: "k1", count: null },
    ],
    total: 32,
  });
  // 6 and 1 make 7, which could not be 6 and 4: another covers.
  expect(suppressed(rows(6, 9, 1, 20)).rows.map(({ count }) => count)).toEqual([20, null, null, null]);
  expect(suppressed(rows(9, 20))).toEqual({
    rows: [
      { key: "k1", count: 20 },
      { key: "k0", count: 9 },
    ],
    total: 29,
  });
});

test("where nothing can cover for the few, a table tells its total alone, and a total under five is not told", () => {
  for (const table of [rows(4, 3, 2), rows(5, 1), rows(5, 5, 4), rows(1, 1, 1, 1, 1)])
    expect(suppressed(table)).toEqual({ rows: [], total: table.reduce((sum, { count }) => sum + count, 0) });
  for (const table of [rows(3, 1), rows(4), rows(1, 1, 1, 1)])
    expect(suppressed(table)).toEqual({ rows: [], total: null });
  expect(suppressed(rows())).toEqual({ rows: [], total: 0 });
  expect(suppressed(rows(0, 0))).toEqual({ rows: [], total: 0 });
});

/** All ways to share out a sum on so many rows of at least one each. */
function* shares(total: number, among: number): Generator<number[]> {
  if (among === 1) yield [total];
  else
    for (let first = 1; first <= total - among + 1; first += 1)
      for (const rest of shares(total - first, among - 1)) yield [first, ...rest];
}

test("whoever knows the rules and tries every table that would look the same finds each hidden count to be any from 1 to 4", () => {
  let attacked = 0;
  const table = fc.array(fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 14 })), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(table, (list) => {
      const given = rows(...list);
      const shown = suppressed(given);
      const hidden = shown.rows.filter(({ count }) => count === null).map(({ key }) => key);
      if (shown.total === null || hidden.length === 0) return;
      const rest = shown.total - shown.rows.reduce((sum, { count }) => sum + (count ?? 0), 0);
      const possible = new Map(hidden.map((key) => [key, new Set<number>()]));
      for (const share of shares(rest, hidden.length)) {
        const guess = given.map((row) => ({ ...row, count: share[hidden.indexOf(row.key)] ?? row.count }));
        if (JSON.stringify(suppressed(guess)) !== JSON.stringify(shown)) continue;
        for (const [at, key] of hidden.entries()) possible.get(key)?.add(share[at] ?? 0);
      }
      for (const { key, count } of given.filter((one) => hidden.includes(one.key) && one.count < least)) {
        attacked += 1;
        expect([key, count, [1, 2, 3, 4].every((guess) => possible.get(key)?.has(guess))]).toEqual([key, count, true]);
      }
    }),
    { numRuns: 400 },
  );
  expect(attacked, "there were small counts to attack").toBeGreaterThan(100);
});

test("what came between two pages of a running half-year is never known to be one to four", () => {
  const history = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.nat(30)), { maxLength: 6 });
  /** What a page tells of a count that stands in a table of larger ones: hidden, or in fives. */
  const told = (count: number) => (count < least ? null : Math.round(count / least) * least);
  const could = (shown: number | null) =>
    Array.from({ length: 200 }, (_, count) => count).filter((count) => told(count) === shown);
  fc.assert(
    fc.property(history, (months) => {
      let before = 0;
      const pages = months.map((brought) => {
        before += brought;
        return before;
      });
      const final = pages.at(-1) ?? 0;
      for (const [at, page] of pages.slice(0, -1).entries()) {
        const next = pages[at + 1] ?? 0;
        const isLast = at + 2 === pages.length;
        // The last page is followed by the exact number, where it may be told.
        const then = isLast && final >= least ? [final] : could(told(next));
        const brought = new Set(then.flatMap((b) => could(told(page)).flatMap((a) => (a <= b ? [b - a] : []))));
        expect(brought.size > 1 || brought.has(0)).toBe(true);
      }
    }),
  );
});

test("while a half-year runs it is told to the end of the last month that ended ten days ago, so that its pages are months apart", () => {
  const half = halfYearOf("2026-03-01");
  expect(
    ["2026-01-15", "2026-02-10", "2026-02-11", "2026-03-10", "2026-03-11"].map((day) => toldTo(half, day)),
  ).toEqual(["2025-12-31", "2025-12-31", "2026-01-31", "2026-01-31", "2026-02-28"]);
  expect(["2026-07-10", "2026-07-11", "2027-01-01"].map((day) => toldTo(half, day))).toEqual([
    "2026-05-31",
    "2026-06-30",
    "2026-06-30",
  ]);
});

test("while a period runs, numbers are told in fives", () => {
  const { rows: shown, total } = inFives(suppressed(rows(22, 6, 13, 23)));
  expect(shown.map(({ key, count }) => [key, count])).toEqual([
    ["k3", 25],
    ["k0", 20],
    ["k2", 15],
    ["k1", 5],
  ]);
  expect(total).toBe(65);
  const [first, second] = inFives(suppressed(rows(21, 22))).rows;
  expect([first?.key, second?.key], "the order of equal ones is that of their names").toEqual(["k0", "k1"]);
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
  const fewest = figuresShown(
    counted([
      { key: "Table.4", count: 3 },
      { key: "none", count: 3 },
    ]),
    over,
  );
  expect(fewest).toMatchObject({ decisions: 6, violations: null, tables: { clause: { rows: [] } } });
  const many = figuresShown(
    counted([
      { key: "Table.4", count: 500 },
      { key: "none", count: 30 },
    ]),
    over,
  );
  expect(many).toMatchObject({ decisions: 530, violations: 500 });
});

test("a file of a period of which nothing is told has its head and no 0", () => {
  const begun = { ...over, isOver: false, countedTo: null };
  expect(figuresSheet("wechat", figuresShown(counted([]), begun)).rows).toEqual([]);
  expect(figuresSheet("wechat", figuresShown(counted([]), { ...begun, countedTo: "2025-12-31" })).rows).toEqual([]);
  expect(figuresSheet("wechat", figuresShown(counted([]), over)).rows).toContainEqual([
    "wechat",
    "2026-H1",
    "clause",
    "total",
    0,
  ]);
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
