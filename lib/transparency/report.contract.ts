import { z } from "zod";
import { tiers } from "./report-scopes.rules";

const share = z.number().min(0).max(1);
const day = z.iso.date();
const count = z.number().nonnegative();

/** What the product cannot know, one object a service: who provides it, its people, its recipients, what only words can say. */
export const ReportFacts = z.strictObject({
  tier: z.enum(tiers).default("platform"),
  provider: z.string().max(500).optional(),
  published: day.optional(),
  previous: day.optional(),
  /** Full-time equivalents. A person counts in each language they master (CEFR B2), once in `total`. */
  moderators: z
    .strictObject({
      internal: count.optional(),
      external: count.optional(),
      total: count.optional(),
      byLanguage: z.record(z.string(), count).default({}),
    })
    .default({ byLanguage: {} }),
  /** Average monthly active recipients: TOTAL and by state, as Eurostat writes it (Greece is EL). */
  recipients: z.record(z.string(), z.number().int().nonnegative()).default({}),
  /** Measured on samples: "Total number", "Own-initiative ", "NAM Total", "NAM Trusted Flagger" or a language. */
  accuracy: z
    .record(
      z.string(),
      z.strictObject({ accuracy: share.optional(), precision: share.optional(), recall: share.optional() }),
    )
    .default({}),
  /** By the template's own indicator; 5000 characters at most (Annex I). */
  texts: z.record(z.string(), z.string().max(5000)).default({}),
});
export type ReportFacts = z.infer<typeof ReportFacts>;

const { moderators, ...otherFacts } = ReportFacts.shape;
/** What the terminal is told over what was entered: what is not named here stays as it was entered. */
export const ToldFacts = z.strictObject({
  tier: otherFacts.tier.unwrap().optional(),
  provider: otherFacts.provider,
  published: otherFacts.published,
  previous: otherFacts.previous,
  moderators: moderators.unwrap().optional(),
  recipients: otherFacts.recipients.unwrap().optional(),
  accuracy: otherFacts.accuracy.unwrap().optional(),
  texts: otherFacts.texts.unwrap().optional(),
});
export type ToldFacts = z.infer<typeof ToldFacts>;

export type Cell = string | number | null;
/** One sheet of the report; `rows` have a cell for each column. Null is blank: it does not apply. */
export type Sheet = { name: string; columns: readonly string[]; rows: Cell[][] };

/** The period, as instants (`to` is the first one after it) and as it is written: `2025-07-01/2025-12-31`. */
export type Period = { from: Date; to: Date; firstDay: string; lastDay: string };

/** The same as a report writes it: two days, both within it, or two instants (ISO), the second outside it. */
export type WrittenPeriod = { from: string; to: string };

/** A place in the list of categories. `description` only with KEYWORD_OTHER. */
export type Place = { category: string | null; keyword: string | null; description: string | null };

/** Restrictions that one kind of decision imposed in the period. `isIllegal`: on the ground of law alone. */
export type MeasureCount = Place & {
  isIllegal: boolean;
  isOwn: boolean;
  isComplaint: boolean;
  isSolelyDetected: boolean;
  automated: "none" | "partial" | "full";
  language: string;
  value: string;
  count: number;
};

/** One row of notices or orders: null categories are the sums above them. Medians are hours. */
export type NoticeRow = Place & {
  notices: number;
  flagged: number;
  items: number;
  flaggedItems: number;
  hours: number | null;
  flaggedHours: number | null;
  law: number;
  flaggedLaw: number;
  terms: number;
  flaggedTerms: number;
};
export type OrderRow = Place & {
  /** As Eurostat writes it; null: all states. */
  state: string | null;
  act: number;
  items: number;
  actReceipt: number | null;
  actEffect: number | null;
  information: number;
  informationReceipt: number | null;
  informationEffect: number | null;
};

export const complaintBases = [
  "all",
  "visibility",
  "service",
  "account",
  "money",
  "no_action",
  "no_action_flagger",
] as const;
export type ComplaintRow = {
  basis: (typeof complaintBases)[number];
  total: number;
  upheld: number;
  partly: number;
  reversed: number;
  omitted: number;
  hours: number | null;
};
/** Disputes before certified bodies (Art. 21). `implemented`: how many of the reversals, whole or in part, were carried out. */
export type DisputeNumbers = {
  total: number;
  upheld: number;
  partly: number;
  reversed: number;
  omitted: number;
  hours: number | null;
  implemented: number;
};
/** Suspensions for misuse (Art. 23) by what they were for. */
export type SuspensionNumbers = { content: number; notices: number; complaints: number };
export type AutomatedNotices = { solely: number; untouched: number; flaggedSolely: number; flaggedUntouched: number };

/** Everything that is counted; the sheets are made of it without looking at the database again. */
export type ReportNumbers = {
  measures: MeasureCount[];
  notices: NoticeRow[];
  orders: OrderRow[];
  complaints: ComplaintRow[];
  disputes: DisputeNumbers;
  suspensions: SuspensionNumbers;
  automatedNotices: AutomatedNotices;
};

/** The service that is reported on: which restrictions its rules know, and which of its rules were sorted under what. */
export type Service = {
  id: string;
  name: string;
  values: readonly string[];
  rules: readonly (Place & { refs: string[] })[];
};

export const MakeReport = z.object({
  from: z.string().min(1).max(40),
  to: z.string().min(1).max(40),
  platform: z.string().max(60).optional(),
  facts: z.record(z.string(), ToldFacts).default({}),
});
export type MadeReport = { platform: string; period: { from: string; to: string }; sheets: Sheet[]; doubts: string[] };
