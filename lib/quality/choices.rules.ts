import { searchClauses } from "@/lib/decisions/clause-search.rules";
import { labelOf, titleOf } from "@/lib/decisions/localised.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { packOn } from "@/lib/policy/editions.rules";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { sanctionsFor } from "@/lib/policy/library-sanctions.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import { PolicyProblem } from "@/lib/policy/recommend.contract";
import { recommend } from "@/lib/policy/recommend.rules";
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
 * What the version lets follow this clause for an account without a strike, as the desk lays it ready. What was counted for
 * this account is left out: its strikes of today would tell the first outcome. None where the role is not known.
 */
function firstTimeUnder(pack: PolicyPack, { ref }: Clause, { day, role, jurisdiction }: About): string[] {
  if (role === null) return [];
  const asked = { platform: pack.platform, clause: ref, role, jurisdiction, contentDate: day, decisionDate: day };
  try {
    return recommend(pack, { ...asked, priors: [] }, new Date(`${day}T12:00:00Z`)).recommended ?? [];
  } catch (problem) {
    // A role that the platform does not know has no row; whoever looks chooses for it.
    if (problem instanceof PolicyProblem) return [];
    throw problem;
  }
}

function measuresUnder(pack: PolicyPack, clause: Clause, about: About) {
  const actions = actionsUnder(pack, clause, about);
  return { actions, recommended: firstTimeUnder(pack, clause, about).filter((id) => actions.includes(id)) };
}

/**
 * What a second look can answer: every clause that governs the content's day, role and place, with the measures its version
 * knows, and those of a first time laid ready.
 */
export function reviewChoices(whole: PolicyPack, about: About, suggested: readonly string[]): ReviewChoices {
  const { day, role, jurisdiction } = about;
  const pack = packOn(whole, day);
  const scope = { day, role: role ?? undefined, jurisdiction: jurisdiction ?? undefined };
  const clauses = searchClauses(pack, "", scope, { limit: everyClause }).map((clause) => ({
    ref: clause.ref,
    title: titleOf(clause),
    ...measuresUnder(pack, clause, about),
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
