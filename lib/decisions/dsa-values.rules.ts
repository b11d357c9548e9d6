import type { Action } from "@/lib/policy/sanctions.contract";

/** Restrictions of the DSA Transparency Database (its schema v2), as the moderator picks one where the platform's words fit several. */
export const dsaDecisionValues = [
  "DECISION_VISIBILITY_CONTENT_REMOVED",
  "DECISION_VISIBILITY_CONTENT_DISABLED",
  "DECISION_VISIBILITY_CONTENT_DEMOTED",
  "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED",
  "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
  "DECISION_VISIBILITY_CONTENT_LABELLED",
  "DECISION_VISIBILITY_OTHER",
  "DECISION_MONETARY_SUSPENSION",
  "DECISION_MONETARY_TERMINATION",
  "DECISION_MONETARY_OTHER",
  "DECISION_PROVISION_PARTIAL_SUSPENSION",
  "DECISION_PROVISION_TOTAL_SUSPENSION",
  "DECISION_PROVISION_PARTIAL_TERMINATION",
  "DECISION_PROVISION_TOTAL_TERMINATION",
  "DECISION_ACCOUNT_SUSPENDED",
  "DECISION_ACCOUNT_TERMINATED",
] as const;

/** For a measure that the platform leaves open: it restricts nothing in the sense of Art. 17. */
export const noRestriction = "NONE";

/** What there is to choose from; empty when the action stands for exactly one value, or for none. */
export function dsaChoices(action: Action): string[] {
  if (action.dsa.length > 1) return [...action.dsa];
  if (!action.dsaDepends) return [];
  return [noRestriction, ...(action.dsa.length > 0 ? action.dsa : dsaDecisionValues)];
}

const restrictingEffects: ReadonlySet<Action["effect"]> = new Set([
  "label",
  "hide",
  "remove",
  "suspend",
  "close",
  "expel",
]);

/**
 * Whether an action restricts anybody (DSA.md 1.13), by what it is and never by whether its value was already picked or a
 * statement is owed for it: any value it can stand for is a restriction. Only a measure that the platform leaves open
 * takes the moderator's word; null while that is not given.
 */
export function restrictsOf(action: Action, chosen: string | undefined): boolean | null {
  if (restrictingEffects.has(action.effect) || action.needsStatement === true) return true;
  if (!action.dsaDepends) return action.dsa.length > 0;
  const value = dsaValueOf(action, chosen);
  return value === undefined ? null : value !== null;
}

/** The value that applies: the only one, or the chosen one; `undefined` while a choice is still to be made. */
export function dsaValueOf(action: Action, chosen: string | undefined): string | null | undefined {
  const choices = dsaChoices(action);
  if (choices.length === 0) return action.dsa[0] ?? null;
  if (chosen === undefined || !choices.includes(chosen)) return undefined;
  return chosen === noRestriction ? null : chosen;
}
