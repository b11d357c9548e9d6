import { z } from "zod";
import { typedText } from "@/lib/intake/text.rules";
import type { ShownApart } from "./alike.rules";
import { reasonsLimit } from "./answer.rules";
import { Reasons } from "./words.contract";

/** More at once nobody has read. */
export const mostAlike = 50;

/**
 * The appeals of the same wave that get the answer that was given to `appealId`, each as it was seen. `reasons` are one
 * appeal's own words, where those of the first answer do not fit it word for word.
 */
export const AnswerAlike = z.object({
  appealId: z.uuid(),
  appeals: z
    .array(
      z.object({
        appealId: z.uuid(),
        version: z.number().int().nonnegative(),
        reasons: Reasons.nullable().default(null),
      }),
    )
    .min(1)
    .max(mostAlike),
});

/** How the answer to `appealId` would read as an answer to `otherId`; `reasons` as far as they are typed, null: the same. */
export const PreviewAlike = z.object({
  appealId: z.uuid(),
  otherId: z.uuid(),
  reasons: typedText(reasonsLimit * 2)
    .nullable()
    .default(null),
});

/** One open appeal of the same wave, with what it says and what it is about. */
export type AlikeRow = {
  id: string;
  reference: string;
  version: number;
  text: string;
  language: string;
  content: string;
  /** Why it is answered on its own; null: it may get the same answer. */
  apart: ShownApart | null;
};
/** What became of each; `reason` is a key of `failures`, or one of the reasons to set it apart. */
export type AnsweredAlike = { answered: string[]; apart: SetApart[] };
export type SetApart = { appealId: string; reason: string; values?: Record<string, string | number> };
