import { z } from "zod";

/**
 * Our words in simplified Chinese for what a pack says in English: each schema is the `zh` that stands beside the English
 * on its value, merged in by `translated` when a built-in pack is read. A word that is missing is shown in English. They
 * are ours and no rules (`rulesText` leaves every `zh` out), so they may change without a new version.
 */

const text = z.string().min(1);
const words = text.nullable().default(null);

/** `title` only where the document has no Chinese title of its own. */
export const DocumentTranslation = z.object({ title: words, appliesTo: words, partOf: words });

export const VersionTranslation = z.object({ label: text, textNote: words, basis: words });

export const ClauseTranslation = z.object({
  title: text,
  summary: text,
  elements: z.array(z.string()).default([]),
  conditions: z.array(z.string()).default([]),
  /** In the order of the clause's exceptions. */
  exceptions: z.array(z.string()).default([]),
  note: z.string().nullable().default(null),
  warning: z.string().nullable().default(null),
  jurisdiction: z.object({ note: words, legalBasis: words }).nullable().default(null),
  /** Where the document has it: `source.section`. */
  section: words,
});

export const SetTranslation = z.object({ trigger: text, legalBasis: words });

export const ReadingTranslation = z.object({ about: text, issue: text, reading: text });

/** The file db/packs/zh-Hans/<slug>.json. */
export const PackTranslation = z.object({
  /** Whose words these are, for whoever opens the file. */
  note: z.string().default(""),
  /** By the document's id. */
  documents: z.record(z.string(), DocumentTranslation).default({}),
  /** By the version's id. */
  versions: z.record(z.string(), VersionTranslation).default({}),
  /** By the id of the version that brought them, in the order of the pack's changes to it. */
  versionChanges: z.record(z.string(), z.array(text)).default({}),
  /** By the clause's reference. */
  clauses: z.record(z.string(), ClauseTranslation).default({}),
  /** Labels by the action's id, where the document has no Chinese words of its own. */
  actions: z.record(z.string(), text).default({}),
  /** By the id of the sanction set. */
  sets: z.record(z.string(), SetTranslation).default({}),
  /** By the reading's id. */
  readings: z.record(z.string(), ReadingTranslation).default({}),
});
export type PackTranslation = z.infer<typeof PackTranslation>;
