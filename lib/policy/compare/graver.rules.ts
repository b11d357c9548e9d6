import type { Action } from "../sanctions.contract";

/** How one set of measures stands to another, by the order in which the engine itself ranks sanctions. */
export type Against = "same" | "stronger" | "milder" | "other";

/** The measures of one version, by id. */
export type Measures = ReadonlyMap<string, Action>;

export function measuresOf(actions: readonly Action[]): Measures {
  return new Map(actions.map((action) => [action.id, action]));
}

/**
 * The gravest measure decides, as in the engine; of two as grave the longer one, then the points, then whatever else is
 * imposed. `other`: not the same, and neither of them the graver. The grade of a measure that both versions have is the
 * higher of the two, so that grading it anew, which is ours to do, makes nobody's sanction stronger.
 */
export function against(
  before: readonly string[],
  after: readonly string[],
  { earlier, later }: { earlier: Measures; later: Measures },
): Against {
  const gradeOf = (id: string) =>
    Math.max(earlier.get(id)?.editorial.gravity ?? 0, later.get(id)?.editorial.gravity ?? 0);
  const weigh = (ids: readonly string[], measures: Measures) =>
    [...new Set(ids)].map((id) => weightOf(measures.get(id), gradeOf(id))).sort(graverFirst);
  const [one, other] = [weigh(before, earlier), weigh(after, later)];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const order = graverFirst(one[at] ?? nothing, other[at] ?? nothing);
    if (order !== 0) return order < 0 ? "milder" : "stronger";
  }
  const isSame = before.every((id) => after.includes(id)) && after.every((id) => before.includes(id));
  return isSame ? "same" : "other";
}

type Weight = readonly [grade: number, days: number, bars: number, points: number];
const nothing: Weight = [-1, 0, 0, 0];

function weightOf(action: Action | undefined, grade: number): Weight {
  if (!action) return [grade, 0, 0, 0];
  const { permanent, indefinite, durationDays, reEntryBarred, points } = action;
  const days = permanent ? Number.POSITIVE_INFINITY : indefinite ? Number.MAX_SAFE_INTEGER : (durationDays ?? 0);
  return [grade, days, reEntryBarred ? 1 : 0, points ?? 0];
}

function graverFirst(one: Weight, other: Weight): number {
  for (let at = 0; at < one.length; at += 1) {
    const [a = 0, b = 0] = [one[at], other[at]];
    if (a !== b) return b > a ? 1 : -1;
  }
  return 0;
}
