import type { DecisionState } from "@/lib/decisions/decision-state.rules";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import type { Withheld } from "@/lib/decisions/statement.contract";
import { namesWithheld } from "@/lib/decisions/withhold.rules";
import type { FieldFailure } from "@/lib/platform/result";
import {
  type AnswerChoice,
  canFall,
  lengthOf,
  type Measure,
  partProblem,
  reasonsLeast,
  reasonsLimit,
} from "./answer.rules";
import { needsCause } from "./cause.rules";
import { type DocketAnswer, turnedOver } from "./docket.rules";
import { type Appellant, outcomeTable } from "./rules";

type Contested = {
  by: Appellant;
  decisionState: DecisionState;
  sanctions: readonly Measure[];
  hasStrike: boolean;
  /** It carries a suspension for misuse, which a new decision on its case could not begin: a warning comes first (M4). */
  isForMisuse: boolean;
  /** The authority whose order demands that the content stays down. */
  ordered: string | null;
  /** What was answered in the docket. */
  docket: readonly DocketAnswer[];
};
type Given = {
  outcome: AnswerChoice;
  reasons: string;
  departure: string;
  cause: string | null;
  decideAgain: boolean;
  liftSanctions: readonly string[];
  voidStrike: boolean;
};

/** Reasons are the point of Art. 20(5): real words, and nobody's name in them (DESIGN 3.11). */
function reasonsProblem(reasons: string, withheld: Withheld): FieldFailure | null {
  const field = "reasons";
  const problem = placeholderProblem(reasons);
  if (lengthOf(reasons) < reasonsLeast || problem === "blank" || problem === "too_short")
    return { field, reason: "appeal_reasons_needed" };
  if (reasons.length > reasonsLimit) return { field, reason: "appeal_reasons_too_long", values: { max: reasonsLimit } };
  if (problem) return { field, reason: "appeal_reasons_hollow" };
  return namesWithheld(reasons, withheld) ? { field, reason: "appeal_reasons_name" } : null;
}

/** Everything that stops this answer, as fields of its form; empty when it may be given. */
export function answerProblems(contested: Contested, given: Given, withheld: Withheld): FieldFailure[] {
  const { by, decisionState } = contested;
  const { outcome, reasons } = given;
  const consequence = outcome === "inadmissible" ? null : outcomeTable[by][outcome];
  const changes = consequence !== null && (consequence.acts || consequence.undo !== "none");
  const isGone = decisionState === "undone" || decisionState === "reversed";
  // "The decision stays" would be false too, where the other side's appeal has already reversed it.
  const speaksOfIt = changes || outcome === "upheld";
  const gone: FieldFailure[] = isGone && speaksOfIt ? [{ field: "outcome", reason: "appeal_decision_gone" }] : [];
  const isPart = consequence?.undo === "part" && !given.decideAgain;
  const part = !isGone && isPart ? partProblem(contested, given) : null;
  const anew: FieldFailure | null =
    contested.isForMisuse && given.decideAgain ? { field: "decideAgain", reason: "appeal_misuse_no_anew" } : null;
  const uncoded =
    needsCause(outcome) && given.cause === null ? { field: "cause", reason: "appeal_cause_needed" } : null;
  const silent = isGone ? null : departureProblem(contested, given);
  return [...gone, part, anew, reasonsProblem(reasons, withheld), uncoded, silent].filter(
    (problem) => problem !== null,
  );
}

/**
 * An answer that turns over another in the docket, or lifts what an authority's order demands (Art. 9), says why, for
 * whoever reads them; that is kept with the answer, under the name of who gave it.
 */
function departureProblem(contested: Contested, given: Given): FieldFailure | null {
  const { by, docket } = contested;
  const againstOrder = orderProblem(contested, given);
  if (againstOrder || saysWhy(given.departure)) return againstOrder;
  return turnedOver({ by, outcome: given.outcome }, docket).length === 0
    ? null
    : { field: "departure", reason: "appeal_departure_needed" };
}

const saysWhy = (departure: string) => placeholderProblem(departure) === null && lengthOf(departure) >= reasonsLeast;

type Lifting = Pick<Given, "outcome" | "decideAgain" | "liftSanctions">;

/**
 * What stands in the way of an answer that lifts what an authority's order demands, or null: it says why, or lifts nothing
 * of the kind. The one rule for a complaint to us and for a finding of a body outside: neither undoes an order (Art. 9).
 */
export function orderProblem(
  contested: Pick<Contested, "by" | "sanctions" | "ordered">,
  given: Lifting & { departure: string },
): FieldFailure | null {
  const { ordered } = contested;
  if (ordered === null || saysWhy(given.departure) || !liftsContent(contested, given)) return null;
  return { field: "departure", reason: "appeal_order_demands", values: { authority: ordered } };
}

/** Whether an answer takes a running measure off the content at once; what is decided anew stays in between. */
export function liftsContent(
  { by, sanctions }: Pick<Contested, "by" | "sanctions">,
  { outcome, decideAgain, liftSanctions }: Lifting,
): boolean {
  if (outcome === "inadmissible" || by !== "affected" || decideAgain) return false;
  const { undo } = outcomeTable[by][outcome];
  const falls = sanctions.filter((measure) => measure.target === "content" && canFall(measure));
  if (undo === "part") return falls.some(({ id }) => liftSanctions.includes(id));
  return undo !== "none" && falls.length > 0;
}
