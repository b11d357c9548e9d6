import { expect, test } from "vitest";
import type { ReviewChoices } from "@/lib/quality/review.contract";
import { noReview, offeredMeasures, reviewOf, withReviewClause } from "./review-draft.rules";

const choices: ReviewChoices = {
  suggested: ["Table.4"],
  clauses: [
    { ref: "Table.4", title: { en: "Spam" }, actions: ["delete", "pause", "close"], recommended: ["delete", "pause"] },
    { ref: "Guide.1", title: { en: "Manners" }, actions: [], recommended: [] },
  ],
  actions: ["delete", "pause", "close", "warn"].map((id) => ({ id, label: { en: id } })),
};

test("whoever picks a clause has its measures of a first time ready in the same moment, and can take one away", () => {
  const picked = withReviewClause(noReview, choices, "Table.4");
  expect(reviewOf(picked, choices)).toMatchObject({
    outcome: "violation",
    ground: "clause",
    clause: "Table.4",
    sanctions: ["delete", "pause"],
  });
  const fewer = { ...picked, sanctions: ["delete"] };
  expect(withReviewClause(fewer, choices, "Table.4").sanctions).toEqual(["delete"]);
  expect(withReviewClause(fewer, choices, "Guide.1").sanctions).toEqual([]);
});

test("a measure that is not offered under what was found is not sent, and with the law alone all are offered", () => {
  const picked = withReviewClause(noReview, choices, "Table.4");
  expect(offeredMeasures({ ...picked, finding: "law" }, choices)).toHaveLength(4);
  const byLaw = { ...picked, finding: "law" as const, sanctions: ["warn"] };
  expect(reviewOf(byLaw, choices)).toMatchObject({ ground: "law", clause: null, sanctions: ["warn"] });
  expect(reviewOf({ ...byLaw, finding: "clause" }, choices).sanctions).toEqual([]);
  expect(reviewOf({ ...picked, finding: "no_violation" }, choices)).toMatchObject({ clause: null, sanctions: [] });
});
