import { z } from "zod";
import { FindingName } from "./pack.contract";
import { SetTranslation } from "./translation.contract";

const text = z.string().min(1);
const ids = z.array(z.string().min(1));
const Requirement = z.object({ anyOf: z.array(FindingName).min(1) });

/** What an action does. With `target` it tells mild from grave where the document leaves the choice to us. */
export const Effect = z.enum([
  "warn",
  "point",
  "label",
  "hide",
  "remove",
  "suspend",
  "close",
  "expel",
  "refer",
  "other",
]);
export type Effect = z.infer<typeof Effect>;

/** One measure of the platform's own list. */
export const Action = z.object({
  id: text,
  /** Where the document grants it. */
  ref: z.string().nullable().default(null),
  label: text,
  /** The document's own Chinese words, where it has them. */
  labelZh: z.object({ hans: text, hant: text }).nullable().default(null),
  /** Our translation of the label, merged in when the pack is read. */
  zh: z.string().nullable().default(null),
  target: z.enum(["content", "feature", "account", "person", "authorities"]),
  effect: Effect,
  /** Decision codes of the DSA Transparency Database. Several, or `dsaDepends`: the moderator picks. */
  dsa: z.array(text).default([]),
  dsaDepends: z.boolean().default(false),
  /** A warning or a point alone restricts nothing (DSA Art. 17). */
  needsStatement: z.union([z.boolean(), z.literal("depends")]),
  /** Roles, versions, countries and clauses (with what stands under them) it exists for; null: all. */
  roles: ids.nullable().default(null),
  versions: ids.nullable().default(null),
  jurisdictions: ids.nullable().default(null),
  onlyFor: ids.nullable().default(null),
  /** Findings that must be recorded before it may be chosen. */
  requires: Requirement.nullable().default(null),
  /** The term the document states, in days. */
  durationDays: z.number().int().positive().nullable().default(null),
  /** It takes a term, but the document states none: never prefilled. */
  termNotStated: z.boolean().default(false),
  /** Open-ended as the document words it, without saying "permanently". */
  indefinite: z.boolean().default(false),
  permanent: z.boolean().default(false),
  reEntryBarred: z.boolean().default(false),
  points: z.number().int().positive().nullable().default(null),
  /** `points` for each infringement, not once. */
  perInfringement: z.boolean().default(false),
  /** Actions that follow by themselves. */
  triggers: ids.default([]),
  /** false: management of the service, listed by the document but never a penalty. */
  penalty: z.boolean().default(true),
  note: z.string().nullable().default(null),
  /** Ours: a rank by which sets are compared, 1 the mildest. */
  editorial: z.object({ gravity: z.number() }),
});
export type Action = z.infer<typeof Action>;

/** What a set, row or counter covers; an empty list is no limit. Clauses include what stands under them. */
export const Coverage = z.object({
  documents: ids.default([]),
  clauses: ids.default([]),
  versions: ids.default([]),
  roles: ids.default([]),
  jurisdictions: ids.default([]),
});
export type Coverage = z.infer<typeof Coverage>;

/** Actions that a document lets, or makes, the platform take. */
export const SanctionSet = z.object({
  id: text,
  ref: z.string().nullable().default(null),
  trigger: text,
  covers: Coverage.prefault({}),
  /** Any of these findings opens it; `counter` names one that must have reached its threshold. */
  requires: z
    .object({ anyOf: z.array(FindingName).default([]), counter: z.string().nullable().default(null) })
    .nullable()
    .default(null),
  /** A confirmed earlier violation under the same document stands for the finding "repeated". */
  priorsRepeat: z.boolean().default(false),
  /** mandatory: the document leaves no choice. recommended: a right that belongs to that result. choice: discretion. */
  mode: z.enum(["mandatory", "recommended", "choice"]),
  /** Where it covers a clause, no other set does. */
  exclusive: z.boolean().default(false),
  legalBasis: z.string().nullable().default(null),
  actions: ids.min(1),
  /** Merged in when the pack is read. */
  zh: SetTranslation.nullable().default(null),
});
export type SanctionSet = z.infer<typeof SanctionSet>;

/** A column of the table. Of those that apply and have a cell in the row, the last listed decides. */
export const Step = z.object({
  id: text,
  label: text,
  /** Counter that must have reached its threshold. */
  counter: z.string().nullable().default(null),
  /** Finding that opens it. */
  finding: FindingName.nullable().default(null),
  /** true: the finding opens it only with its evidence on record. */
  needsEvidence: z.boolean().default(false),
  definition: z.object({ en: text, hans: text, hant: text }).nullable().default(null),
  /** Versions whose table has it; null: all. */
  versions: ids.nullable().default(null),
});

/** A cell names every action that follows together; null: the row has no such step. */
export const Row = z.object({
  item: z.number().int(),
  ref: text,
  versions: ids.min(1),
  /** The row whose printed cell this one shares. */
  cellsFrom: z.number().int(),
  cells: z.record(z.string(), z.record(z.string(), ids.min(1).nullable())),
});
export type Row = z.infer<typeof Row>;

export const PenaltyTable = z.object({
  title: text,
  document: text,
  steps: z.array(Step).min(1),
  rows: z.array(Row).min(1),
});
export type PenaltyTable = z.infer<typeof PenaltyTable>;

/** Counts confirmed violations of one account in one role. It never expires unless the document says so. */
export const Counter = z.object({
  id: text,
  rule: text,
  /** Rows of the table, or clauses, that count. A clause counts if every row it may stand for does. */
  items: z.array(z.number().int()).default([]),
  clauses: ids.default([]),
  /** Versions under which a violation counts. */
  versions: ids.min(1),
  threshold: z.number().int().positive(),
  includesCurrent: z.boolean(),
  windowDays: z.number().int().positive().nullable(),
});
export type Counter = z.infer<typeof Counter>;

export const Sanctions = z.object({
  basis: text,
  durationsStated: z.boolean(),
  pointsStated: z.boolean(),
  /** Where a version says otherwise than the three above. */
  ofVersions: z
    .record(z.string(), z.object({ basis: text, durationsStated: z.boolean(), pointsStated: z.boolean() }))
    .default({}),
  /** None: nothing follows from the rules, and the engine offers nothing. */
  actions: z.array(Action),
  sets: z.array(SanctionSet).default([]),
  table: PenaltyTable.nullable().default(null),
  counters: z.array(Counter).default([]),
});
export type Sanctions = z.infer<typeof Sanctions>;
