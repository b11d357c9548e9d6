import { restrictionValues } from "@/lib/platform/statement-values.rules";
import type { Action } from "@/lib/policy/sanctions.contract";

/** For a measure that the platform leaves open: it restricts nothing in the sense of Art. 17. */
export const noRestriction = "NONE";

/** What there is to choose from; empty when the action stands for exactly one value, or for none. */
export function dsaChoices(action: Action): string[] {
  if (action.dsa.length > 1) return [...action.dsa];
  if (!action.dsaDepends) return [];
  return [noRestriction, ...(action.dsa.length > 0 ? action.dsa : restrictionValues)];
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

/**
 * What the desk has done to the content is one value (DSA.md 1.13), though the document lets its measure stand for others too.
 */
const valueOfEffect: Partial<Record<Action["effect"], string>> = {
  hide: "DECISION_VISIBILITY_CONTENT_DISABLED",
  remove: "DECISION_VISIBILITY_CONTENT_REMOVED",
  label: "DECISION_VISIBILITY_CONTENT_LABELLED",
};

/**
 * What applies unless somebody says otherwise; `undefined` where only they can say: partly or wholly, or a restriction at all.
 */
function plainValueOf(action: Action): string | undefined {
  const value = valueOfEffect[action.effect];
  return value !== undefined && !action.dsaDepends && action.dsa.includes(value) ? value : undefined;
}

/** The value that applies: the only one, the chosen one, or the plain one; `undefined` while a choice is still to be made. */
export function dsaValueOf(action: Action, chosen = plainValueOf(action)): string | null | undefined {
  const choices = dsaChoices(action);
  if (choices.length === 0) return action.dsa[0] ?? null;
  if (chosen === undefined || !choices.includes(chosen)) return undefined;
  return chosen === noRestriction ? null : chosen;
}
