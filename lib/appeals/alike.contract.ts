import { z } from "zod";
import type { ApartReason } from "./alike.rules";

/** More at once nobody has read. */
export const mostAlike = 50;

/** The appeals of the same wave that get the answer that was given to `appealId`, each as it was seen. */
export const AnswerAlike = z.object({
  appealId: z.uuid(),
  appeals: z
    .array(z.object({ appealId: z.uuid(), version: z.number().int().nonnegative() }))
    .min(1)
    .max(mostAlike),
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
  apart: ApartReason | null;
};
/** What became of each; `reason` is a key of `failures`, or one of the reasons to set it apart. */
export type AnsweredAlike = { answered: string[]; apart: { appealId: string; reason: string }[] };
