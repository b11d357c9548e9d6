import type { AppealOutcome, AppealState, Appellant } from "./rules";

/** One appeal of a docket, as far as another answer in it can go against its answer. */
export type DocketAnswer = { id: string; by: Appellant; state: AppealState; outcome: AppealOutcome | null };

/** What an answer says of the decision: it was too strict, too mild, or right. Null: it says nothing of it. */
export type Direction = "too_strict" | "too_mild" | "right";

/** Where the answer to one side moves the decision. */
export function directionOf(by: Appellant, outcome: AppealOutcome | "inadmissible" | null): Direction | null {
  if (outcome === "upheld") return "right";
  if (outcome !== "reversed" && outcome !== "partly_reversed") return null;
  return by === "affected" ? "too_strict" : "too_mild";
}

/**
 * The answers in the docket that this one would turn over: it changes the decision, and they said that it was right, or
 * wrong the other way. Somebody may do so, but never without saying why (issue 5: no silent flip). An answer that
 * changes nothing turns nothing over.
 */
export function turnedOver<Other extends DocketAnswer>(
  own: { by: Appellant; outcome: AppealOutcome | "inadmissible" },
  others: readonly Other[],
): Other[] {
  const towards = directionOf(own.by, own.outcome);
  if (towards === null || towards === "right") return [];
  return others.filter((other) => {
    const said = directionOf(other.by, other.outcome);
    return said !== null && said !== towards;
  });
}
