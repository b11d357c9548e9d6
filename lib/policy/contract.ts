import { z } from "zod";
import { Clause, PolicyDocument, PolicyVersion } from "./pack.contract";
import { Sanctions } from "./sanctions.contract";
import { ReadingTranslation } from "./translation.contract";

const text = z.string().min(1);

/** The whole pack of one platform, as in db/packs/<slug>.json and in the table `policy_packs`. */
export const PolicyPack = z.object({
  schema: z.literal("recourse-pack/1"),
  /** Slug of the platform. */
  platform: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.object({ en: text, hans: text, hant: text }),
  /** Rises with every change of the file; a rule of a published version never changes with it. */
  revision: z.number().int().positive(),
  /** IANA zone in which content dates, decision dates and terms are days. */
  zone: text,
  documents: z.array(PolicyDocument).min(1),
  versions: z.array(PolicyVersion).min(1),
  versionChanges: z
    .array(z.object({ from: text, to: text, change: text, zh: text.nullable().default(null) }))
    .default([]),
  scope: z.array(z.object({ ref: text, summary: text })).default([]),
  /** None where no text is recorded yet. */
  clauses: z.array(Clause),
  procedures: z.array(z.object({ ref: text, summary: text })).default([]),
  sanctions: Sanctions,
  /** Damage in the source and how it is read. */
  artefacts: z.array(z.record(z.string(), z.string())).default([]),
  /** What the text leaves open and the reading chosen; cited by its id where the engine follows it. */
  readings: z
    .array(
      z.object({
        id: text,
        about: text,
        issue: text,
        reading: text,
        zh: ReadingTranslation.nullable().default(null),
      }),
    )
    .default([]),
});
export type PolicyPack = z.infer<typeof PolicyPack>;
