import type { AppealOutcome, AppealState, Appellant } from "./rules";

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
] as const;
export type ApartReason = (typeof apartReasons)[number];

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

/** Which answers can be given to others as well: a part that falls is one of its own decision's measures. */
export function canBeShared(outcome: AppealOutcome | null): outcome is "upheld" | "reversed" | "omitted" {
  return outcome === "upheld" || outcome === "reversed" || outcome === "omitted";
}
