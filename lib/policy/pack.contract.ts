import { z } from "zod";
import { ClauseTranslation, DocumentTranslation, VersionTranslation } from "./translation.contract";

/**
 * A policy pack: one platform's rules as data. The engine (lib/policy/*.rules.ts) reads nothing else, so whatever a
 * platform's document can say must have a field here. What the document says and what we add (`editorial`) never mix.
 * Cross-references (a parent that exists, versions without gaps) are checked by `packProblems` in pack.rules.ts.
 */

const day = z.iso.date();
const text = z.string().min(1);
const ref = z.string().min(1).max(200);
const ids = z.array(z.string().min(1));
const InScripts = z.object({ hans: text, hant: text });

/** A finding that a moderator records; the names are those of `findings` in recommend.contract.ts. */
export const FindingName = z.enum([
  "severe",
  "repeated",
  "unlawful",
  "hasRecipient",
  "crimeSuspected",
  "legallyRequired",
  "interoperability",
  "detectedAutomatically",
]);
export type FindingName = z.infer<typeof FindingName>;

export const ReporterRelation = z.enum([
  "self",
  "parent",
  "guardian",
  "executor",
  "representative",
  "rights-holder",
  "stranger",
]);
export type ReporterRelation = z.infer<typeof ReporterRelation>;

/** A text of the platform with its own versions: WeChat has an acceptable use policy and, apart from it, guidelines. */
export const PolicyDocument = z.object({
  id: text,
  title: text,
  titleZh: InScripts.nullable().default(null),
  /** Merged in when the pack is read. Packs that were stored by earlier releases hold the title alone. */
  zh: z.preprocess(
    (stored) => (typeof stored === "string" ? { title: stored } : stored),
    DocumentTranslation.nullable().default(null),
  ),
  /** Whom the document addresses, in our words. */
  appliesTo: z.string().default(""),
  lastUpdated: day.nullable().default(null),
  partOf: z.string().nullable().default(null),
  /** Where it was published, as an address or in words. Only given where somebody wrote it down. */
  source: z.string().nullable().optional(),
  /** Documents that this one overrides where both apply and differ (an appendix for one country). */
  prevailsOver: ids.default([]),
});

/** An edition. It governs content dated from `effectiveFrom` to `effectiveTo`, both days included, in the pack's zone. */
export const PolicyVersion = z.object({
  id: text,
  label: text,
  documents: ids.min(1),
  /** Announcing puts nothing in force; shown only. */
  announced: day.nullable().default(null),
  /** null: as far back as content goes. */
  effectiveFrom: day.nullable(),
  /** null: until another version follows. */
  effectiveTo: day.nullable(),
  /** false: we know that it governed, but not what it said. The engine then answers nothing. */
  textAvailable: z.boolean(),
  textNote: z.string().nullable().default(null),
  /** Roles that it addresses; null: every role. */
  roles: ids.nullable().default(null),
  basis: z.string().default(""),
  /** The earlier version whose text it brings back, by the names that it had then. Only given where it does. */
  bringsBack: z.object({ id: text, label: text, zh: text.nullable() }).optional(),
  /** Merged in when the pack is read. */
  zh: VersionTranslation.nullable().default(null),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

export const ClauseKind = z.enum([
  "prohibition",
  "general",
  "restriction",
  "eligibility",
  "duty",
  "penalty-row",
  "gate",
  "advice",
  "definition",
  "permission",
  "process",
  "scope",
]);
export type ClauseKind = z.infer<typeof ClauseKind>;

/** `letter` is the document's own where `printed`, else our count in its order. */
export const ClauseException = z.object({ letter: text, text, printed: z.boolean() });
export type ClauseException = z.infer<typeof ClauseException>;

/** Elements that a finding can deny. Citing the clause says that they are there. */
export const ClauseNeeds = z.object({
  /** Malice is an element. `otherwise`: the clause to look at when there is none. */
  malice: z
    .object({ otherwise: ref.nullable().default(null) })
    .nullable()
    .default(null),
  /** How many similar messages make the act (`repeatCount`): part of the act, not a count of violations. */
  repeats: z
    .object({ atLeast: z.number().int().min(2) })
    .nullable()
    .default(null),
  /** Who must have reported. */
  reporter: z
    .object({ relations: z.array(ReporterRelation).min(1) })
    .nullable()
    .default(null),
});

export const Severity = z.enum(["low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof Severity>;

/** What a measure must reach: the content, what somebody does with the service, or that the person may use it at all. */
export const Aim = z.enum(["content", "conduct", "person"]);
export type Aim = z.infer<typeof Aim>;

/** Ours, not the platform's; screens say so, and it may change without a new version. */
export const ClauseEditorial = z.object({
  severity: Severity.nullable(),
  dsaCategory: z.string().nullable(),
  dsaCategoryAddition: ids.default([]),
  dsaKeywords: ids.default([]),
  keywords: z.object({ en: ids.default([]), zh: ids.default([]), zhHant: ids.default([]) }),
  aim: Aim.default("content"),
  /** Findings that speak for this clause too: where one is recorded and the clause is not cited, the engine says so. */
  remindOn: z.array(FindingName).default([]),
});

export const Clause = z.object({
  /** The document's own path, or a slug under its section where it has no numbers. Unique in the pack, never reused. */
  ref,
  refZh: z.string().nullable().default(null),
  parent: ref.nullable().default(null),
  document: text,
  kind: ClauseKind,
  /** Only an enforceable clause can ground a sanction. */
  enforceable: z.boolean(),
  title: text,
  titleZh: InScripts.nullable().default(null),
  /** Our summary: never shown as the source text. */
  summary: text,
  /** The source text, where a platform has given it to us. */
  original: z.object({ lang: text, text }).nullable().default(null),
  elements: z.array(text).default([]),
  /** All must hold. */
  conditions: z.array(text).default([]),
  needs: ClauseNeeds.default({ malice: null, repeats: null, reporter: null }),
  exceptions: z.array(ClauseException).default([]),
  /** Another clause whose exceptions apply here too. */
  exceptionsFrom: ref.nullable().default(null),
  jurisdiction: z
    .object({
      /** ISO 3166 country codes; null: everywhere, but see the note. */
      limitedTo: z.array(z.string().regex(/^[A-Z]{2}$/)).nullable(),
      legalBasis: z.string().nullable().default(null),
      note: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Versions of its document that contain it. */
  versions: ids.min(1),
  appliesTo: z.object({
    /** "any" stands for every role. */
    roles: ids.min(1),
    /** "any" stands for every surface. */
    surfaces: ids.min(1),
    /** Roles to suggest it for, where the text points at fewer than it reaches. */
    suggestTo: ids.nullable().default(null),
  }),
  /** Rows of the penalty table that it stands for. Several: the citation alone does not say which. */
  rows: z.array(z.number().int()).default([]),
  related: z.array(ref).default([]),
  note: z.string().nullable().default(null),
  /** Said when the clause is applied; where `suggestTo` is set, only to the other roles. */
  warning: z.string().nullable().default(null),
  source: z.object({ section: text, lines: z.tuple([z.number().int(), z.number().int()]).nullable() }),
  editorial: ClauseEditorial,
  /** Our words in simplified Chinese, merged in when the pack is read. */
  zh: ClauseTranslation.nullable().default(null),
});
export type Clause = z.infer<typeof Clause>;
