import { z } from "zod";
import { contextKinds } from "./context.rules";
import { disguises } from "./disguise.rules";

/** DESIGN.md section 5, `policy match`: the same shapes for the command line and the API. */
const words = z.string().max(1_000_000);
const name = z.string().trim().min(1).max(100);

export const MatchInput = z
  .object({
    id: z.union([z.string(), z.number()]).nullish(),
    platform: name,
    /** The content. It or the explanation may be empty. */
    text: words.nullish(),
    /** What the notifier says about it. */
    explanation: words.nullish(),
    surface: name.nullish(),
    role: name.nullish(),
    /** YYYY-MM-DD in the platform's zone, or an instant with offset; today if not given. */
    contentDate: z.string().trim().min(1).max(64).nullish(),
    jurisdiction: z.string().trim().min(2).max(10).nullish(),
    lang: z.string().trim().min(2).max(35).nullish(),
  })
  .refine((input) => input.text != null || input.explanation != null, {
    path: ["text"],
    message: "Give the content as text, or what the notifier says as explanation.",
  });
export type MatchInput = z.infer<typeof MatchInput>;

export const MatchField = z.enum(["text", "explanation"]);
export type MatchField = z.infer<typeof MatchField>;

export const ReasonCode = z.enum([
  "word",
  "together",
  "keyword",
  "pattern",
  "wording",
  "example",
  "learned",
  "model",
  "classifier",
  "exception",
  // Mere likeness, which proves nothing (alike.rules.ts): to an example, to a clause's wording, to what was decided under it.
  "alike-example",
  "alike-wording",
  "alike-decisions",
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const Evidence = z.object({
  in: MatchField,
  /** UTF-16 units into the original text; `text` is exactly what stands there. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  /** English. The desk makes its own sentence from the code and values. */
  reason: z.string(),
  code: ReasonCode,
  /** `topic` and `otherTopic` are keys of `topics` in the catalogue `matching`. */
  values: z.record(z.string(), z.string()),
  /** Why it counts less than the bare words would. */
  context: z.enum(contextKinds).nullable(),
  disguise: z.enum(disguises).nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** An exception that the clause knows. With evidence: words speak for it, and it is to be looked at first. */
export const MatchedException = z.object({ letter: z.string(), text: z.string(), evidence: z.array(Evidence) });
export type MatchedException = z.infer<typeof MatchedException>;

export const ClauseMatch = z.object({
  ref: z.string(),
  title: z.string(),
  /** 0 to 1: roughly how often such a suggestion is right. */
  score: z.number().min(0).max(1),
  /** The version of the clause's own document (a platform may have several). */
  version: z.string(),
  evidence: z.array(Evidence),
  /** All exceptions of the clause, those first that words speak for; absent where it knows none. */
  exceptions: z.array(MatchedException).optional(),
});
export type ClauseMatch = z.infer<typeof ClauseMatch>;

/** What the reader of a result should know about its limits. */
export const MatchNote = z.enum([
  "no-recorded-version",
  "language-not-covered",
  "only-the-beginning-was-read",
  "nothing-to-read",
  /** The platform's rules are for every role and know none of this name; nothing was left out for it. */
  "role-not-known",
  /** No clause is for a surface of this name alone; nothing was left out for it. */
  "surface-not-known",
]);
export type MatchNote = z.infer<typeof MatchNote>;

export const MatchOutput = z.object({
  id: z.union([z.string(), z.number()]).nullable(),
  /** The version the best match belongs to; without a match, that of the platform's first document. */
  version: z.string().nullable(),
  matches: z.array(ClauseMatch).max(5),
  /** false: nothing to suggest with confidence, whatever the matches say. */
  confident: z.boolean(),
  notes: z.array(MatchNote),
});
export type MatchOutput = z.infer<typeof MatchOutput>;
