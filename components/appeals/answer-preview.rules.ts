import type { AnswerPreview } from "@/lib/appeals/contract";
import type { WireFailure } from "../shell/fetch-json";

type Choices = {
  outcome: string | null;
  liftSanctions: readonly string[];
  voidStrike: boolean;
  cause: string | null;
  decideAgain: boolean;
};

/** What is chosen of an answer, without what is typed: two answers with the same choice do the same. */
export function choiceOf({ outcome, liftSanctions, voidStrike, cause, decideAgain }: Choices): string {
  return JSON.stringify([outcome, [...liftSanctions].sort((a, b) => (a < b ? -1 : 1)), voidStrike, cause, decideAgain]);
}

/** What may be shown of an answer before it is given. */
export type ShownPreview =
  | { is: "none" }
  /** The server has not yet said what this choice does: nothing of another choice is shown, and nothing is sent. */
  | { is: "making" }
  /** `isBehind`: of this choice, but words were typed since. */
  | { is: "there"; preview: AnswerPreview; isBehind: boolean }
  | { is: "failed"; failure: WireFailure };

/** A preview is shown for the choice that it was asked for, and for no other. */
export function shownPreview(
  chosen: Choices,
  got: { data: { choice: string; preview: AnswerPreview } | undefined; isBehind: boolean; failure: WireFailure | null },
): ShownPreview {
  if (chosen.outcome === null) return { is: "none" };
  if (got.failure) return { is: "failed", failure: got.failure };
  if (got.data === undefined || got.data.choice !== choiceOf(chosen)) return { is: "making" };
  return { is: "there", preview: got.data.preview, isBehind: got.isBehind };
}

/** Nobody sends words that they were not shown: an answer goes once its letter stands there with exactly these words. */
export function maySend(shown: ShownPreview): boolean {
  return shown.is === "there" && !shown.isBehind;
}
