import type { SubmissionState } from "@/db/schema";
import type { FieldFailure } from "@/lib/platform/result";
import { foreignKeywords } from "@/lib/platform/statement-values.rules";
import { payloadProblems } from "@/lib/transparency-database/statement-payload.rules";
import { placesIn } from "./database-copy.rules";
import { namesWithheld } from "./withhold.rules";

/** The free texts of a payload, with the database's limits in code points: all that a person may put in other words. */
export const textLimits = {
  decision_facts: 5000,
  illegal_content_legal_ground: 500,
  illegal_content_explanation: 2000,
  incompatible_content_ground: 500,
  incompatible_content_explanation: 2000,
  category_specification_other: 500,
  decision_visibility_other: 500,
  decision_monetary_other: 500,
} as const;
export type ReviewableField = keyof typeof textLimits;
export const reviewableFields = Object.keys(textLimits) as [ReviewableField, ...ReviewableField[]];

type Payload = Readonly<Record<string, unknown>>;
/** A person's words for a copy. */
export type Changes = { texts: Partial<Record<ReviewableField, string>>; category?: string | undefined };

/** The texts of a payload by their fields, in the order of `textLimits`; those it does not have are left out. */
export function textsOf(payload: Payload): { field: ReviewableField; text: string }[] {
  return reviewableFields.flatMap((field) => {
    const text = payload[field];
    return typeof text === "string" ? [{ field, text }] : [];
  });
}

/**
 * The payload with a person's words in it. Only texts that it has can be put in other words, and a category is taken only
 * where it has none: what was decided is not decided again here.
 */
export function reviewedPayload(payload: Payload, { texts, category }: Changes): Record<string, unknown> {
  const changed = textsOf(payload).flatMap(({ field }) => {
    const text = texts[field];
    return text === undefined ? [] : [[field, text.trim()]];
  });
  const added = payload.category === undefined && category ? { category } : {};
  return { ...payload, ...added, ...Object.fromEntries(changed) };
}

/** What the database would refuse, field by field, each with a sentence of the catalogue `failures`. */
export function databaseProblems(payload: Payload): FieldFailure[] {
  return payloadProblems(payload).map(({ field, reason, limit }) => ({
    field,
    reason: `copy_${reason}`,
    ...(limit === undefined ? {} : { values: { limit } }),
  }));
}

/** Keywords of a payload that belong to none of its categories. */
export function foreignKeywordsOf({ category, category_addition, category_specification }: Payload): string[] {
  return foreignKeywords([category, category_addition].flat(), [category_specification].flat());
}

/**
 * Why these texts may not leave: one that names somebody (whatever is said of it), and one that still holds what looks like
 * personal data and was not read as harmless, piece by piece.
 */
export function personalDataProblems(
  payload: Payload,
  withheld: readonly string[],
  harmless: readonly string[],
): FieldFailure[] {
  const read = new Set(harmless.map((piece) => piece.normalize("NFC")));
  return textsOf(payload).flatMap(({ field, text: given }): FieldFailure[] => {
    const { text, places } = placesIn(given, withheld);
    const pieces = places.map(({ start, end }) => text.slice(start, end));
    if (namesWithheld(text, withheld)) return [{ field, reason: "copy_names_someone" }];
    const left = [...new Set(pieces.filter((piece) => !read.has(piece)))];
    return left.length === 0
      ? []
      : [{ field, reason: "copy_personal_data", values: { found: left.map((piece) => `“${piece}”`).join(", ") } }];
  });
}

/** What of a copy a person may still say: how far it is on its way, and whether somebody released it. */
export type Standing = { state: "ready" | "to_review" | "withdrawn"; sending: SubmissionState };

/** Why nobody may put this copy in other words now, as a reason of the catalogue; null: somebody may. One that is held is not on its way. */
export function whyNotReviewed({ state, sending }: Standing): string | null {
  if (state === "withdrawn") return "copy_withdrawn";
  if (sending === "given_up") return "copy_given_up";
  return state === "to_review" || sending === "held" ? null : "copy_ready";
}

/**
 * Whether a copy that is held for this is surely not in the database, so that its new words are sent by themselves. Of any
 * other a person says first what became of it: a second one under other words must not come of a doubt.
 */
export function isKnownNotThere(why: string | null): boolean {
  return why === "refused" || why === "invalid" || why === "personal_data";
}
