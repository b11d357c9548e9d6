import type { SubmissionState } from "@/db/schema";
import type { CopyToReview } from "@/lib/decisions/copy-review.contract";

type CopyState = Exclude<CopyToReview["state"], "given_up">;
type Standing = { state: SubmissionState; copyState: CopyState };

/** True for a copy that only a person can move: it waits for a look, or was held. What is on its way is not stopped here. */
export function mayGiveUp({ state, copyState }: Standing): boolean {
  if (copyState === "withdrawn") return false;
  return state === "held" || (state === "waiting" && copyState === "to_review");
}

/**
 * Where a copy goes that was not to be sent: back to those that wait for a look, or to those that are held. Never straight
 * on its way: whoever reopens it says afterwards what becomes of it.
 */
export function stateReopened(copyState: CopyState): SubmissionState {
  return copyState === "to_review" ? "waiting" : "held";
}
