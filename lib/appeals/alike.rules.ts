import type { AppealState, Appellant } from "./rules";

/** What has to be the same for one answer to be right for two appeals of a wave. */
export type Comparable = {
  by: Appellant;
  state: AppealState;
  assignedTo: string | null;
  decisionOutcome: string;
  clauseRef: string | null;
  versionRef: string | null;
  legalGround: string | null;
  /** The measures that it imposed, by their action ids. */
  actions: readonly string[];
  isStanding: boolean;
};
export const apartReasons = [
  "apart_answered",
  "apart_held",
  "apart_side",
  "apart_gone",
  "apart_finding",
  "apart_measures",
  "apart_part",
] as const;
export type ApartReason = (typeof apartReasons)[number];

/** Why it is set apart, as it is shown: what its decision found is kept until the reader has looked at it blind. */
export type ShownApart = "apart_answered" | "apart_held" | "apart_side" | "apart_own";

/** The reason in the words of somebody who does not know the decision yet. */
export function shownApart(reason: ApartReason): ShownApart {
  switch (reason) {
    case "apart_gone":
    case "apart_finding":
    case "apart_measures":
    case "apart_part":
      return "apart_own";
    default:
      return reason;
  }
}

const list = (actions: readonly string[]) => [...actions].sort((one, other) => (one < other ? -1 : 1)).join("\n");

/** Why an appeal of the same wave cannot be answered as the first was, or null. Whoever is set apart is answered on their own. */
export function apartBecause(first: Comparable, other: Comparable, personId: string): ApartReason | null {
  if (other.state !== "received" && other.state !== "assigned") return "apart_answered";
  if (other.assignedTo !== null && other.assignedTo !== personId) return "apart_held";
  if (other.by !== first.by) return "apart_side";
  if (!other.isStanding) return "apart_gone";
  const isSameFinding =
    other.decisionOutcome === first.decisionOutcome &&
    other.clauseRef === first.clauseRef &&
    other.versionRef === first.versionRef &&
    other.legalGround === first.legalGround;
  if (!isSameFinding) return "apart_finding";
  return list(other.actions) === list(first.actions) ? null : "apart_measures";
}

/** A measure by its id, and by what it does. */
export type OwnMeasure = { id: string; action: string };

/**
 * The measures of another decision that are those which fell of the first, by what they do; null where that is not clear:
 * of several that do the same only some fell, or the other has none like it.
 */
export function samePart(
  first: readonly OwnMeasure[],
  fell: readonly string[],
  other: readonly OwnMeasure[],
): string[] | null {
  const fallen = new Set(first.filter(({ id }) => fell.includes(id)).map(({ action }) => action));
  const isWhole = first.every(({ id, action }) => !fallen.has(action) || fell.includes(id));
  const isThere = [...fallen].every((action) => other.some((measure) => measure.action === action));
  if (!isWhole || !isThere) return null;
  return other.filter(({ action }) => fallen.has(action)).map(({ id }) => id);
}
