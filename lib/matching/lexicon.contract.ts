import { z } from "zod";

/**
 * The editorial lexicon: reviewable data, not code. A word group names a thing ("drugs", "offers to sell"); a theme says
 * which groups, alone or together, speak for a kind of violation; a clause lists its themes.
 * Term syntax: `(a|b)` alternatives, `*` up to two words between (English), `..` up to eight characters between (Chinese),
 * `=word` this form only, `^0.5` a weaker term.
 */
export const WordGroup = z.strictObject({
  en: z.array(z.string()).default([]),
  zh: z.array(z.string()).default([]),
  /** Longer expressions in which these words are harmless: 性价比, "diet coke". */
  guards: z.array(z.string()).default([]),
  /** People disguise these words: undo homophones and pinyin too, and a disguise is itself a sign. */
  evasive: z.boolean().default(false),
  /** Says nothing alone; only beside another group. */
  part: z.boolean().default(false),
  /** The name of an offence, as a notifier would use it; in the content itself it proves little. */
  describes: z.boolean().default(false),
});
export type WordGroup = z.infer<typeof WordGroup>;

/** `["drug & sell !recovery", 3]`: both groups near each other, and not the third: 3 points; a third entry sets the distance. */
export const Signal = z.union([
  z.tuple([z.string(), z.number()]),
  z.tuple([z.string(), z.number(), z.number().int().positive()]),
]);
export type Signal = z.infer<typeof Signal>;

export const ClauseLexicon = z.strictObject({
  /** Themes that speak for the clause, and how strongly (1 = fully). */
  themes: z.record(z.string(), z.number()).default({}),
  /** Clauses that say the same in another version: their themes, signals and keywords speak for this one as well. */
  sameAs: z.array(z.string()).default([]),
  /** Signals of this clause alone; negative points speak against it. */
  signals: z.array(Signal).default([]),
  /** Keywords of the pack that are weaker (or stronger) than their form suggests. */
  keywords: z.record(z.string(), z.number()).default({}),
  /** Covers what more specific clauses say; suggested only when none of those is. */
  umbrella: z.boolean().default(false),
});
export type ClauseLexicon = z.infer<typeof ClauseLexicon>;

export const SharedLexicon = z.strictObject({
  groups: z.record(z.string(), WordGroup),
  themes: z.record(z.string(), z.array(Signal)),
  /** Which characters share a syllable, for homophone tricks. */
  homophones: z.record(z.string(), z.string()).default({}),
});
export type SharedLexicon = z.infer<typeof SharedLexicon>;

export const PlatformLexicon = z.record(z.string(), ClauseLexicon);
export type PlatformLexicon = z.infer<typeof PlatformLexicon>;

/** Words that speak for an exception, in the syntax of a word group; `same`: those of another exception. */
export const ExceptionCues = z.union([
  z.strictObject({ en: z.array(z.string().min(1)), zh: z.array(z.string().min(1)) }),
  z.strictObject({ same: z.string().min(1) }),
]);

/** By the clause that states the exception and its letter: "CG/Gambling#b". */
export const ExceptionLexicon = z.record(z.string(), ExceptionCues);
export type ExceptionLexicon = z.infer<typeof ExceptionLexicon>;

/** Texts that a clause covers, by its reference; under "" harmless ones that look as if they broke a rule. */
export const ClauseExamples = z.record(z.string(), z.array(z.string().min(1)));
export type ClauseExamples = z.infer<typeof ClauseExamples>;
