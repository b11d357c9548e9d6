import type { DecideCase } from "@/lib/decisions/contract";
import type { ListedCase } from "@/lib/decisions/listed.contract";

/** What was accepted in one row; `of` is what it was accepted of, so that another recommendation has to be accepted anew. */
export type Accepted = { of: string; clause: boolean; row: boolean };

/** What the row recommends, as one word: the case as it was seen, the clause, and what would be chosen. */
export function recommendationOf({ version, clause, follows }: ListedCase): string {
  return [version, clause?.ref, ...chosenIn(follows)].join(" ");
}

export function acceptedOf(row: ListedCase, kept: Accepted | undefined): Accepted {
  const of = recommendationOf(row);
  return kept?.of === of ? kept : { of, clause: false, row: false };
}

function chosenIn(follows: ListedCase["follows"]): string[] {
  return (follows?.sanctions ?? []).filter((sanction) => !sanction.isFollowOn).map(({ action }) => action);
}

/** The decision that was accepted in the row; null while something is not accepted, or where it is not made from a list. */
export function violationIn(row: ListedCase, accepted: Accepted): DecideCase | null {
  if (row.bars.violation !== null || row.clause === null || !accepted.clause || !accepted.row) return null;
  return {
    caseId: row.id,
    version: row.version,
    outcome: "violation",
    clause: row.clause.ref,
    ground: "terms",
    findings: {},
    evidence: row.evidence,
    exceptionsConsidered: [],
    facts: "",
    sanctions: chosenIn(row.follows).map((action) => ({ action })),
    tags: row.tags,
    territories: [],
  };
}

/** No violation, by one key. The clause that stood there goes along, so that the matcher can learn from it. */
export function noViolationIn(row: ListedCase): DecideCase | null {
  if (row.bars.noViolation !== null) return null;
  return {
    caseId: row.id,
    version: row.version,
    outcome: "no_violation",
    rationale: "",
    exceptionsConsidered: [],
    ...(row.clause?.isConfident ? { clause: row.clause.ref } : {}),
    tags: row.tags,
  };
}
