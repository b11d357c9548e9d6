import { z } from "zod";
import type { CleanedText, CopyActKind } from "@/db/schema";
import { statementCategories } from "@/lib/platform/statement-values.rules";
import { neededText, typedText } from "@/lib/platform/text.rules";
import { reviewableFields } from "./copy-review.rules";

const asked = { copyId: z.uuid() };

/** What a person says of a copy that waits: it goes as it is, or with other words. */
export const ReviewCopy = z.discriminatedUnion("use", [
  z.object({ ...asked, use: z.literal("as_is"), reason: neededText(1000) }),
  z.object({
    ...asked,
    use: z.literal("text"),
    /** By the database's own names; those that are not named stay as they are. */
    texts: z.partialRecord(z.enum(reviewableFields), typedText(5000)),
    /** Only where no clause gave one. */
    category: z.enum(statementCategories).optional(),
    /** Pieces of the texts that look like personal data and, as somebody read, are none. */
    harmless: z.array(typedText(500)).max(100).default([]),
  }),
]);
export type ReviewCopy = z.infer<typeof ReviewCopy>;
/** `alike`: the others of its wave with the same typed words, released by the same look. */
export type CopyReviewed = { copyId: string; alike: string[] };

/** A copy in the list of those that wait for somebody. Instants are ISO strings. */
export type WaitingCopy = {
  id: string;
  platformId: string;
  caseId: string;
  reference: string;
  composedAt: string;
  removed: number;
  /** Texts that somebody typed words of. */
  typed: number;
  errors: number;
};

/** One text of a copy: as it was, with what was found in it, and as it would be told. */
export type CopyText = { field: string; limit: number; before: CleanedText | null; proposed: string };

/** What a person did with a copy, when (ISO) and why. */
export type CopyAct = { id: string; kind: CopyActKind; by: string; at: string; why: string | null };

export type CopyToReview = {
  id: string;
  platformId: string;
  caseId: string;
  reference: string;
  puid: string;
  /** given_up: somebody said that it is not sent, whatever became of the text. */
  state: "ready" | "to_review" | "withdrawn" | "given_up";
  /** True for one that is held on its way: it needs somebody although its text was released. */
  isHeld: boolean;
  /** True where other words are sent by themselves: the database said that it does not have it. */
  isSentOnce: boolean;
  /** Who said that it is not sent, when and why. */
  notSent: { by: string; at: string; why: string } | null;
  /** All that persons did with it, the first first. */
  history: CopyAct[];
  composedAt: string;
  /** Texts that something was taken out of come first. */
  texts: CopyText[];
  /** Everything else that is told, by the database's own names. */
  others: { field: string; value: string }[];
  lacksCategory: boolean;
  /** What the database would refuse, with a reason of the catalogue `failures`. */
  problems: { field: string; reason: string; values: Record<string, string | number> }[];
  /** Keywords that belong to none of its categories: the database takes them, the report has no row for the pair. */
  foreignKeywords: string[];
  review: { by: string; at: string; reason: string | null; isChanged: boolean } | null;
};
