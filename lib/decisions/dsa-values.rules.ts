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

/** The value that applies: the only one, or the chosen one; `undefined` while a choice is still to be made. */
export function dsaValueOf(action: Action, chosen: string | undefined): string | null | undefined {
  const choices = dsaChoices(action);
  if (choices.length === 0) return action.dsa[0] ?? null;
  if (chosen === undefined || !choices.includes(chosen)) return undefined;
  return chosen === noRestriction ? null : chosen;
}
