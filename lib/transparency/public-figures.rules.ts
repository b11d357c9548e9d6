import type { HalfYear } from "./public-period.rules";

/**
 * What is told to everybody, by what it is counted (table `public_figures`). The first five are each a partition of all
 * decisions: every decision stands under one key. `clause` has the key "none" where nothing was found.
 */
export const decisionDimensions = ["clause", "source", "language", "detection", "automation"] as const;
export const dimensions = [...decisionDimensions, "sanction", "notices", "appeals", "answers"] as const;
export type Dimension = (typeof dimensions)[number];
export type DecisionDimension = (typeof decisionDimensions)[number];
export type Figure = { key: string; count: number };

/** The key of `clause` for decisions that found nothing against the rules or the law. */
export const nothingFound = "none";

/** Fewer than this many is not told: somebody might be recognised by it. */
export const least = 5;

/** null: not told. */
export type ShownFigure = { key: string; count: number | null };
export type ShownTable = { rows: ShownFigure[]; total: number | null };

const sum = (rows: readonly Figure[]) => rows.reduce((total, { count }) => total + count, 0);
const byCount = (a: Figure, b: Figure) => a.count - b.count || a.key.localeCompare(b.key);

/**
 * A table with a total from which no small count can be read or computed (docs/transparency.md):
 * 1. a count under `least` is hidden;
 * 2. while only one count is hidden, or all that are hidden make less than `least` together, the smallest that is left is
 *    hidden too, for the total less the rest would tell it;
 * 3. a total under `least` is hidden, with everything in it.
 * Rows keep their order; rows of 0 are left out, for the table says only what there was.
 */
export function suppressed(given: readonly Figure[]): ShownTable {
  const rows = given.filter(({ count }) => count > 0);
  const total = sum(rows);
  const hidden = new Set(rows.filter(({ count }) => count < least || total < least));
  const left = rows.filter((row) => !hidden.has(row)).toSorted(byCount);
  const isTooFew = () => hidden.size === 1 || sum([...hidden]) < least;
  while (hidden.size > 0 && isTooFew()) {
    const next = left.shift();
    if (!next) break;
    hidden.add(next);
  }
  return {
    rows: rows.map((row) => ({ key: row.key, count: hidden.has(row) ? null : row.count })),
    total: total > 0 && total < least ? null : total,
  };
}

/** While a period runs its numbers are told in fives, so that yesterday's page and today's do not tell what one day brought. */
export function inFives({ rows, total }: ShownTable): ShownTable {
  const rounded = (count: number | null) => (count === null ? null : Math.round(count / least) * least);
  return { rows: rows.map(({ key, count }) => ({ key, count: rounded(count) })), total: rounded(total) };
}

export type PublicFigures = {
  period: HalfYear;
  /** Whether the period is over: then the numbers are exact. */
  isOver: boolean;
  /** The last day that is counted; null: none yet. */
  countedTo: string | null;
  tables: Record<DecisionDimension | "sanction" | "answers", ShownTable>;
  /** All decisions; those that found something, where both they and the rest may be told. */
  decisions: number | null;
  violations: number | null;
  notices: number | null;
  appeals: number | null;
};

const largestFirst = (rows: readonly Figure[]) => rows.toSorted((a, b) => byCount(b, a));

/** What is shown of a period, of all that was counted in it. */
export function figuresShown(
  counted: Readonly<Record<Dimension, readonly Figure[]>>,
  about: Pick<PublicFigures, "period" | "isOver" | "countedTo">,
): PublicFigures {
  const shown = (rows: readonly Figure[]) => {
    const table = suppressed(largestFirst(rows));
    return about.isOver ? table : inFives(table);
  };
  const tables = {
    clause: shown(counted.clause),
    source: shown(counted.source),
    language: shown(counted.language),
    detection: shown(counted.detection),
    automation: shown(counted.automation),
    sanction: shown(counted.sanction),
    answers: shown(counted.answers),
  };
  const { total } = tables.clause;
  const none = tables.clause.rows.find(({ key }) => key === nothingFound);
  return {
    ...about,
    tables,
    decisions: total,
    violations: total === null || none?.count === null ? null : total - (none?.count ?? 0),
    notices: shown(counted.notices).total,
    appeals: shown(counted.appeals).total,
  };
}

/** The sum over platforms; null where one of them is hidden, for it could be computed. */
export function sumOfAll(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((total, count) => (total === null || count === null ? null : total + count), 0);
}

/** All that is shown, as one table for a file; what is hidden is an empty cell. */
export function figuresSheet(platform: string, { period, tables, notices, appeals }: PublicFigures) {
  const line = (table: string, key: string, count: number | null) => [platform, period.id, table, key, count];
  const rows = Object.entries(tables).flatMap(([name, table]) => [
    ...table.rows.map(({ key, count }) => line(name, key, count)),
    line(name, "total", table.total),
  ]);
  return {
    name: "figures",
    columns: ["platform", "period", "table", "key", "count"],
    rows: [...rows, line("notices", "received", notices), line("appeals", "received", appeals)],
  };
}
