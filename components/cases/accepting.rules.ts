import type { Draft } from "../decisions/draft.rules";
import type { Preview } from "../decisions/use-preview";

/** Why a key that accepts something does nothing yet: a sentence of `case.said`. Null: what it accepts is in sight. */
type NotYet = "chooseClause" | "clauseNotYet" | "rowNotYet" | "rowFailed" | null;

/** Accepting a clause: one is chosen, and its text has come. */
export function clauseNotYet({ clause }: Pick<Draft, "clause">, shown: object | null): NotYet {
  if (clause === null) return "chooseClause";
  return shown === null ? "clauseNotYet" : null;
}

/**
 * Accepting the row: the card on screen shows the row of what is chosen now. A key pressed earlier is not kept for later,
 * because nobody has seen yet what it would accept.
 */
export function rowNotYet(
  { clause, ground }: Pick<Draft, "clause" | "ground">,
  { card, isOfRow, failure }: Pick<Preview, "card" | "isOfRow" | "failure">,
): NotYet {
  if (clause === null && ground !== "law") return "chooseClause";
  if (card !== null && isOfRow) return null;
  return failure === null ? "rowNotYet" : "rowFailed";
}
