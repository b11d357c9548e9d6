import { type DecisionEffects, effectsToUndo, type Remedy } from "@/lib/decisions/remedy.rules";
import { type AnswerChoice, canFall } from "./answer.rules";
import { type Appellant, outcomeTable } from "./rules";

/** Outcomes that say something about the content, and so may take the place of a decision that fell. */
export const findings = ["violation", "no_violation"] as const;

/** What an answer does with the effects of the decision. */
export type PlannedAnswer = {
  /** Undone in the answer's own transaction, one row of the ledger each. */
  remedies: Remedy[];
  /** Sanctions that stay in force until the new decision on the reopened case has taken effect. */
  replacedSanctionIds: string[];
  /** The decision no longer stands. */
  reverses: boolean;
  /** The case is decided anew (A10). */
  reopens: boolean;
};

const nothing: PlannedAnswer = { remedies: [], replacedSanctionIds: [], reverses: false, reopens: false };

/**
 * The plan for a decision that somebody has to make again. Its strike falls at once, so that the same item is not counted
 * twice; its measures stay until the new ones hold, so that content that breaks the rules is not shown in between.
 */
export function planToDecideAgain(effects: DecisionEffects): PlannedAnswer {
  const strikeOnly = effectsToUndo(effects, { sanctionIds: [], strike: true });
  const running = effects.sanctions.filter(canFall);
  return {
    remedies: unique(strikeOnly),
    replacedSanctionIds: running.map(({ id }) => id),
    reverses: true,
    reopens: true,
  };
}

/** The plan for a measure that the desk itself lifts before its day: all of it, and nothing is decided anew. */
export function planToLift(effects: DecisionEffects): PlannedAnswer {
  return { ...nothing, remedies: unique(effectsToUndo(effects)), reverses: true };
}

/** What an answer to this appellant does. `part` is read only for a partly successful appeal of the affected person. */
export function planAnswer(
  { by, outcome }: { by: Appellant; outcome: AnswerChoice },
  effects: DecisionEffects,
  part: { liftSanctions: readonly string[]; voidStrike: boolean; decideAgain: boolean },
): PlannedAnswer {
  if (outcome === "inadmissible") return nothing;
  const consequence = outcomeTable[by][outcome];
  if (consequence.acts || (consequence.undo === "part" && part.decideAgain)) return planToDecideAgain(effects);
  if (consequence.undo === "none") return nothing;
  const reversal =
    consequence.undo === "part" ? { sanctionIds: part.liftSanctions, strike: part.voidStrike } : undefined;
  return { ...nothing, remedies: unique(effectsToUndo(effects, reversal)), reverses: consequence.undo === "all" };
}

function unique(remedies: readonly Remedy[]): Remedy[] {
  return [...new Map(remedies.map((remedy) => [`${remedy.kind} ${remedy.subjectId}`, remedy])).values()];
}
