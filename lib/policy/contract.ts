import { z } from "zod";
import { Clause, PolicyDocument, PolicyVersion } from "./pack.contract";
import { Action, SanctionSet, Sanctions } from "./sanctions.contract";
import { ReadingTranslation } from "./translation.contract";

const text = z.string().min(1);

const name = z.object({ en: text, hans: text, hant: text });
const sections = z.array(z.object({ ref: text, summary: text }));
const artefacts = z.array(z.record(z.string(), z.string()));
const readings = z.array(
  z.object({
    id: text,
    about: text,
    issue: text,
    reading: text,
    zh: ReadingTranslation.nullable().default(null),
  }),
);

/** What one version says otherwise than the pack as a whole; a field that is not given is the pack's. */
export const VersionOwn = z
  .object({
    name,
    /** Those of the version's documents, all of them. */
    documents: z.array(PolicyDocument),
    scope: sections,
    procedures: sections,
    artefacts,
    readings,
    tableTitle: text,
    /** Remarks on measures and sets that rule the same in several versions, by id. */
    actions: z.record(z.string(), Action.pick({ zh: true, editorial: true })),
    sets: z.record(z.string(), SanctionSet.pick({ zh: true })),
  })
  .partial();
export type VersionOwn = z.infer<typeof VersionOwn>;

/** The whole pack of one platform, as in db/packs/<slug>.json and in the table `policy_packs`. */
export const PolicyPack = z.object({
  schema: z.literal("recourse-pack/1"),
  /** Slug of the platform. */
  platform: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name,
  /** Rises with every change of the file; a rule of a published version never changes with it. */
  revision: z.number().int().positive(),
  /** IANA zone in which content dates, decision dates and terms are days. */
  zone: text,
  documents: z.array(PolicyDocument).min(1),
  versions: z.array(PolicyVersion).min(1),
  versionChanges: z
    .array(z.object({ from: text, to: text, change: text, zh: text.nullable().default(null) }))
    .default([]),
  /** By version. Missing: no version says otherwise. */
  ofVersions: z.record(z.string(), VersionOwn).optional(),
  scope: sections.default([]),
  /** None where no text is recorded yet. */
  clauses: z.array(Clause),
  procedures: sections.default([]),
  sanctions: Sanctions,
  /** Damage in the source and how it is read. */
  artefacts: artefacts.default([]),
  /** What the text leaves open and the reading chosen; cited by its id where the engine follows it. */
  readings: readings.default([]),
});
export type PolicyPack = z.infer<typeof PolicyPack>;
