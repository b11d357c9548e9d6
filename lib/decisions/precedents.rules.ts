import type { Likeness, Precedent } from "./precedents.contract";

/** From so much in common on, a decision is shown as a precedent; measured on labelled texts, docs/decisions/0008. */
const bounds: readonly [Likeness, number][] = [
  ["same", 0.7],
  ["close", 0.3],
  ["some", 0.15],
];
const mostStanding = 3;
const mostFallen = 1;

export function likenessIn(score: number): Likeness | null {
  return bounds.find(([, least]) => score >= least)?.[0] ?? null;
}

type Candidate = { caseId: string; state: Precedent["state"]; score: number; decidedAt: Date };

/**
 * The nearest, one for each case: those that stand first. One that fell stands below, however near it is, and never takes
 * the place of one that stands: that the same was decided before, and did not last, is worth knowing too.
 */
export function nearestOf<Kind extends Candidate>(candidates: readonly Kind[]): Kind[] {
  const sorted = [...candidates]
    .filter(({ score }) => likenessIn(score) !== null)
    .sort((one, other) => other.score - one.score || other.decidedAt.getTime() - one.decidedAt.getTime());
  const seen = new Set<string>();
  const take = (isStanding: boolean, most: number): Kind[] => {
    const taken: Kind[] = [];
    for (const candidate of sorted) {
      if ((candidate.state === "standing") !== isStanding || seen.has(candidate.caseId)) continue;
      seen.add(candidate.caseId);
      if (taken.push(candidate) === most) break;
    }
    return taken;
  };
  return [...take(true, mostStanding), ...take(false, mostFallen)];
}
