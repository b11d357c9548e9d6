import type { Sanction, Strike } from "./standing.rules";

export type RemedyKind =
  | "restore_content"
  | "lift_sanction"
  | "lift_bar"
  | "withdraw_warning"
  | "correct_referral"
  | "void_strike"
  | "remove_points"
  | "review_decision"
  | "tell_platform";

/** One effect of a reversed decision that must be undone. `subjectId` is the sanction, strike or decision it is about. */
export type Remedy = { kind: RemedyKind; subjectId: string; points?: number };

export type DecisionEffects = {
  id: string;
  /** Every sanction the decision made, follow-on effects (expulsion, bar on re-entry) included. */
  sanctions: readonly Sanction[];
  strikes: readonly Strike[];
  /** Decisions made after it, with the strikes each of them counted. */
  laterDecisions: readonly { id: string; reliedOnStrikeIds: readonly string[]; superseded: boolean }[];
};

/** What a partly successful appeal takes away; absent means all of it. */
export type Reversal = { sanctionIds: readonly string[]; strike: boolean };

/**
 * Every effect that a successful appeal must undo (DSA Art. 20(4), A6, Q72), one row each.
 * A sanction that already ended by itself has nothing left to lift, but stays in the record; a suspension that ran out
 * cannot be given back. Deleted content is restored even though deletion happened "once".
 */
export function effectsToUndo(decision: DecisionEffects, reversal?: Reversal): Remedy[] {
  const reversed = decision.sanctions.filter((sanction) => !reversal || reversal.sanctionIds.includes(sanction.id));
  const strikes = reversal && !reversal.strike ? [] : decision.strikes.filter((strike) => strike.state !== "voided");
  const remedies = [...reversed.flatMap(undoSanction), ...reversed.flatMap(liftBar), ...strikes.flatMap(undoStrike)];
  const gone = new Set(strikes.map((strike) => strike.id));
  for (const later of decision.laterDecisions) {
    if (!later.superseded && later.reliedOnStrikeIds.some((id) => gone.has(id))) {
      remedies.push({ kind: "review_decision", subjectId: later.id });
    }
  }
  if (remedies.length > 0) remedies.push({ kind: "tell_platform", subjectId: decision.id });
  return remedies;
}

function undoSanction(sanction: Sanction): Remedy[] {
  if (sanction.state === "lifted" || sanction.state === "ended") return [];
  // Still in the undo window: it never took effect, so it only has to be cancelled.
  if (sanction.state === "held") return [{ kind: "lift_sanction", subjectId: sanction.id }];
  if (sanction.target === "content") return [{ kind: "restore_content", subjectId: sanction.id }];
  if (sanction.target === "authority") return [{ kind: "correct_referral", subjectId: sanction.id }];
  if (sanction.target === "person") return [{ kind: "withdraw_warning", subjectId: sanction.id }];
  // Points live on the strike; its own remedy takes them away, once.
  if (sanction.target === "points") return [];
  return [{ kind: "lift_sanction", subjectId: sanction.id }];
}

/** Who was kept from coming back may come back: a line of its own, for it is its own promise to the person. */
function liftBar({ id, state, barsReEntry }: Sanction): Remedy[] {
  return state === "in_force" && barsReEntry ? [{ kind: "lift_bar", subjectId: id }] : [];
}

function undoStrike(strike: Strike): Remedy[] {
  const remedies: Remedy[] = [{ kind: "void_strike", subjectId: strike.id }];
  if (strike.points > 0) remedies.push({ kind: "remove_points", subjectId: strike.id, points: strike.points });
  return remedies;
}
