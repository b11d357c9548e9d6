import { searchClauses } from "@/lib/decisions/clause-search.rules";
import { labelOf, titleOf } from "@/lib/decisions/localised.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { packOn } from "@/lib/policy/editions.rules";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { sanctionsFor } from "@/lib/policy/library-sanctions.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import type { ReviewChoices } from "./review.contract";

type About = { day: string; role: string | null; jurisdiction: string | null };

/** More than any pack has: the second look is offered every clause, not the first twenty. */
const everyClause = 1000;

/** The measures that the version lets follow this clause, at any step: the count that picks the step is the reviewer's. */
function actionsUnder(pack: PolicyPack, clause: Clause, { day, role }: About): string[] {
  const version = versionGoverning(pack, clause.document, day);
  if (!version) return [];
  const { grid, sets } = sanctionsFor(pack, version.id, clause);
  const inGrid = grid?.groups.flatMap(({ cells }) =>
    Object.entries(cells).flatMap(([of, steps]) =>
      role === null || of === role ? Object.values(steps).flatMap((actions) => actions ?? []) : [],
    ),
  );
  return [...new Set([...(inGrid ?? []), ...sets.flatMap(({ actions }) => actions)].map(({ id }) => id))];
}

/**
 * What a second look can answer: every clause that governs the content's day, role and place, with the measures its version
 * knows. Nothing is recommended and nothing is counted: the account's strikes of today would tell the first outcome.
 */
export function reviewChoices(whole: PolicyPack, about: About, suggested: readonly string[]): ReviewChoices {
  const { day, role, jurisdiction } = about;
  const pack = packOn(whole, day);
  const scope = { day, role: role ?? undefined, jurisdiction: jurisdiction ?? undefined };
  const clauses = searchClauses(pack, "", scope, { limit: everyClause }).map((clause) => ({
    ref: clause.ref,
    title: titleOf(clause),
    actions: actionsUnder(pack, clause, about),
  }));
  const used = new Set(clauses.flatMap(({ actions }) => actions));
  return {
    suggested: suggested.filter((ref) => clauses.some((clause) => clause.ref === ref)),
    clauses,
    actions: pack.sanctions.actions
      .filter(({ id }) => used.has(id))
      .map((action) => ({ id: action.id, label: labelOf(action) })),
  };
}
