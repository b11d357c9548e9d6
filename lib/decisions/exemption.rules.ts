import type { FieldFailure } from "@/lib/platform/result";
import type { PreviewDecision } from "./contract";
import { type PlaceholderProblem, placeholderProblem } from "./placeholder.rules";
import type { Withheld } from "./statement.contract";
import { namesWithheld } from "./withhold.rules";

/** Why no statement of reasons is owed for a restriction, beside an order (DSA Art. 17(2), S3). */
export const exemptionKinds = ["deceptive_bulk_commercial"] as const;
export type ExemptionKind = (typeof exemptionKinds)[number];

/** `alike`: items that are nearly the same, this one among them, as the desk itself counted; `least`: from how many it is bulk. */
export type Volume = { alike: number; least: number };

export const isBulk = ({ alike, least }: Volume): boolean => alike >= least;

const reasonOf = (problem: PlaceholderProblem) => (problem === "blank" ? "text_needed" : `text_${problem}`);

/**
 * What stops a decision from being made without a statement of reasons as deceptive commercial content in bulk (S3). That
 * it is bulk is counted and never typed; what is offered and what deceives in it is said in words, and kept. Where no
 * statement would be owed anyway there is nothing to exempt.
 */
export function exemptionProblems(
  claim: PreviewDecision["exemption"],
  { isOwed, volume, withheld }: { isOwed: boolean; volume: Volume; withheld: Withheld },
): FieldFailure[] {
  if (!claim) return [];
  if (!isOwed) return [{ field: "exemption", reason: "exemption_not_needed" }];
  if (!isBulk(volume)) return [{ field: "exemption", reason: "exemption_too_few", values: volume }];
  const problem = placeholderProblem(claim.why);
  if (problem) return [{ field: "exemption.why", reason: reasonOf(problem) }];
  return namesWithheld(claim.why, withheld) ? [{ field: "exemption.why", reason: "text_names_someone" }] : [];
}
