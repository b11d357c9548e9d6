import type { FieldFailure } from "@/lib/platform/result";

// Read by the browser too: no validator and no calendar is imported here.
export const appealTextLimit = 20_000;
export const reasonsLimit = 10_000;
export const reasonsLeast = 10;

/** The five ways an appeal can end: the outcomes, and that it could not be taken up. */
export const answerChoices = ["upheld", "partly_reversed", "reversed", "omitted", "inadmissible"] as const;
export type AnswerChoice = (typeof answerChoices)[number];

/** How many characters people see in a text: one for each written sign, whatever it is made of. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** A measure of the contested decision, as far as an answer can touch it. */
export type Measure = { id: string; target: string; state: string };

/** Whether a measure still has something to take away. Points go with the strike, never on their own. */
export function canFall({ target, state }: Measure): boolean {
  return target !== "points" && (state === "held" || state === "in_force");
}

/** Why these parts of a decision cannot fall alone, or null: only its own running measures, at least one, never all. */
export function partProblem(
  decision: { sanctions: readonly Measure[]; hasStrike: boolean },
  chosen: { liftSanctions: readonly string[]; voidStrike: boolean },
): FieldFailure | null {
  const running = decision.sanctions.filter(canFall).map(({ id }) => id);
  const falls = new Set(chosen.liftSanctions);
  if ([...falls].some((id) => !running.includes(id)))
    return { field: "liftSanctions", reason: "appeal_measure_unknown" };
  if (chosen.voidStrike && !decision.hasStrike) return { field: "voidStrike", reason: "appeal_no_strike" };
  if (falls.size === 0 && !chosen.voidStrike) return { field: "liftSanctions", reason: "appeal_part_needed" };
  const isAll = running.every((id) => falls.has(id)) && (chosen.voidStrike || !decision.hasStrike);
  return isAll ? { field: "liftSanctions", reason: "appeal_part_is_all" } : null;
}
