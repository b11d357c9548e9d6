import type { Role } from "@/lib/platform/permissions.rules";
import type { FieldFailure } from "@/lib/platform/result";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Findings, Recommendation } from "@/lib/policy/recommend.contract";
import type { Action } from "@/lib/policy/sanctions.contract";

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/**
 * Whether the chosen actions leave the table (DESIGN 3.5): then a coded reason is needed. Where the document fixes the
 * set, and where a penalty table leads to several cells, only one of those sets is in the table; under discretion
 * anything that is allowed is. Imposing nothing where the platform's rules lead to something leaves it too.
 */
export function leavesTable(recommendation: Recommendation, chosen: readonly string[]): boolean {
  const { basis, allowed, recommended, alternatives, step } = recommendation;
  const sets = [...(recommended === null ? [] : [recommended]), ...alternatives];
  if (sets.some((set) => sameSet(set, chosen))) return false;
  if (basis === "rule" || step !== null) return true;
  if (chosen.length === 0) return recommended !== null && recommended.length > 0;
  return !chosen.every((id) => allowed.includes(id));
}

export type ChoiceScope = { versions: readonly string[]; role: string; country: string | null; findings: Findings };

/**
 * Why an action may not be chosen at all, even with a reason for leaving the table: it is no penalty, or the version,
 * the role, the country or a missing finding (no recipient, no suspected crime) rules it out. Null if it may.
 */
export function whyNeverChosen(action: Action, scope: ChoiceScope): string | null {
  if (!action.penalty) return "action_no_penalty";
  if (action.versions && !action.versions.some((id) => scope.versions.includes(id))) return "action_other_version";
  if (action.roles && !action.roles.includes(scope.role)) return "action_other_role";
  if (action.jurisdictions && !action.jurisdictions.includes(scope.country ?? "")) return "action_other_country";
  const needed = action.requires?.anyOf ?? [];
  return needed.length > 0 && !needed.some((finding) => scope.findings[finding] === true)
    ? "action_needs_finding"
    : null;
}

/** What may be imposed on legal grounds alone: no clause is cited, so what belongs to one clause is left out. */
export function actionsForLaw(pack: PolicyPack, scope: ChoiceScope): Action[] {
  return pack.sanctions.actions.filter((action) => action.onlyFor === null && whyNeverChosen(action, scope) === null);
}

type Committing = {
  leavesTable: boolean;
  sanctions: readonly unknown[];
  deviation: { code: string; why: string } | undefined;
  /** The platform lets only a supervisor leave its table (Q48). */
  needsSupervisor: boolean;
  role: Role;
};

/**
 * What stops a commit that the card could still show: leaving the table takes a coded reason, and where the platform asks
 * for it a supervisor; and a violation without any consequence leaves the table, with its reason, or is not complete.
 */
export function commitProblems(commit: Committing): FieldFailure[] {
  const { leavesTable, sanctions, deviation, needsSupervisor, role } = commit;
  const problems: FieldFailure[] = [];
  if (leavesTable && !deviation) problems.push({ field: "deviation", reason: "deviation_needed" });
  if (leavesTable && deviation && needsSupervisor && role !== "supervisor")
    problems.push({ field: "deviation", reason: "deviation_needs_supervisor" });
  if (sanctions.length === 0 && !(leavesTable && deviation))
    problems.push({ field: "sanctions", reason: "sanctions_needed" });
  return problems;
}
