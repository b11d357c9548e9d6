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

const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
const largestFirst = <Row extends Figure>(rows: readonly Row[]) =>
  rows.toSorted((a, b) => b.count - a.count || byKey(a, b));

/**
 * A table with a total from which no count under `least` can be computed, whoever knows these rules (docs/transparency.md):
 * 1. every count under `least` is hidden;
 * 2. with them always one more, the first by its key of those that could be told: which one says nothing of how large it is,
 *    and it takes up whatever the hidden ones may be; and the next, while all hidden together are so few that their sum
 *    would tell them;
 * 3. where there is none left for that, the table tells its total alone, and not what rows there were;
 * 4. a total under `least` is hidden, with everything in it.
 * So each hidden count under `least` may be any from 1 to `least` - 1. Told rows come first, the largest first; hidden ones
 * follow by their keys, for their order would tell of their size. Rows of 0 are left out.
 */
export function suppressed(given: readonly Figure[]): ShownTable {
  const rows = given.filter(({ count }) => count > 0).map(({ key, count }) => ({ key, count }));
  const total = sum(rows);
  if (total < least) return { rows: [], total: total === 0 ? 0 : null };
  const few = rows.filter(({ count }) => count < least);
  if (few.length === 0) return { rows: largestFirst(rows), total };
  const told = rows.filter(({ count }) => count >= least).toSorted(byKey);
  const covers: Figure[] = [];
  // Less than this together, and not every one of the few could be anything from 1 to `least` - 1.
  const isCovered = () => sum([...few, ...covers]) >= few.length + least * covers.length + (least - 1);
  do {
    const next = told.shift();
    if (!next) return { rows: [], total };
    covers.push(next);
  } while (!isCovered());
  const hidden = [...few, ...covers].toSorted(byKey);
  return { rows: [...largestFirst(told), ...hidden.map(({ key }) => ({ key, count: null }))], total };
}

/** While a period runs its numbers are told in fives, so that two pages of it do not tell what came between them. */
export function inFives({ rows, total }: ShownTable): ShownTable {
  const rounded = (count: number) => Math.round(count / least) * least;
  const told = rows.flatMap(({ key, count }) => (count === null ? [] : [{ key, count: rounded(count) }]));
  // The order of equal ones would tell more than their numbers.
  return {
    rows: [...largestFirst(told), ...rows.filter(({ count }) => count === null)],
    total: total === null ? null : rounded(total),
  };
}

export type PublicFigures = {
  period: HalfYear;
  /** Whether the period is over: then the numbers are exact. Before, they are told month by month and in fives. */
  isOver: boolean;
  /** The last day that is told; null: none yet. */
  countedTo: string | null;
  tables: Record<DecisionDimension | "sanction" | "answers", ShownTable>;
  /** All decisions; those that found something, where both they and the rest may be told. */
  decisions: number | null;
  violations: number | null;
  notices: number | null;
  appeals: number | null;
};

/** Whether anything is told of the period yet. Until then its numbers are not known, and nobody is shown a 0 for them. */
export const isAnyTold = ({ countedTo, period }: Pick<PublicFigures, "countedTo" | "period">): boolean =>
  countedTo !== null && countedTo >= period.firstDay;

/** What is shown of a period, of all that was counted in it. */
export function figuresShown(
  counted: Readonly<Record<Dimension, readonly Figure[]>>,
  about: Pick<PublicFigures, "period" | "isOver" | "countedTo">,
): PublicFigures {
  const shown = (rows: readonly Figure[]) => {
    const table = suppressed(rows);
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
  return {
    ...about,
    tables,
    decisions: total,
    violations: violationsTold(tables.clause),
    notices: shown(counted.notices).total,
    appeals: shown(counted.appeals).total,
  };
}

/** How many decisions found something: told only where the number of those that found nothing is, or there is none. */
function violationsTold({ rows, total }: ShownTable): number | null {
  const isTold = rows.length > 0 || total === 0;
  const none = rows.find(({ key }) => key === nothingFound);
  return !isTold || total === null || none?.count === null ? null : total - (none?.count ?? 0);
}

/** The sum over platforms; null where one of them is hidden, for it could be computed. */
export function sumOfAll(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((total, count) => (total === null || count === null ? null : total + count), 0);
}

/** All that is shown, as one table for a file; what is hidden is an empty cell. No row of a period of which nothing is told. */
export function figuresSheet(platform: string, figures: PublicFigures) {
  const { period, tables, notices, appeals } = figures;
  const line = (table: string, key: string, count: number | null) => [platform, period.id, table, key, count];
  const rows = Object.entries(tables).flatMap(([name, table]) => [
    ...table.rows.map(({ key, count }) => line(name, key, count)),
    line(name, "total", table.total),
  ]);
  return {
    name: "figures",
    columns: ["platform", "period", "table", "key", "count"],
    rows: isAnyTold(figures)
      ? [...rows, line("notices", "received", notices), line("appeals", "received", appeals)]
      : [],
  };
}
