import { z } from "zod";
import type { BoundBasis, CommitmentStatus, IndicatorUnit, RegisterWords, ReviewOutcome } from "@/db/schema";
import type { Catalogue } from "@/messages/load";

export const reportLanguages = ["en", "zh-Hans"] as const;
export type ReportLanguage = (typeof reportLanguages)[number];
export const reportFiles = ["html", "pdf", "json", "csv"] as const;
export type ReportFile = (typeof reportFiles)[number];

/** A period by its days, both within it. */
export const SealReport = z.object({
  register: z.string().min(1, "required").max(60),
  from: z.iso.date(),
  to: z.iso.date(),
});
export const SendReport = z.object({ reportId: z.uuid() });
export const SealedReport = z.object({
  ...{ reportId: z.string(), register: z.string(), from: z.string(), to: z.string(), sha256: z.string() },
});
export type SealedReport = z.infer<typeof SealedReport>;

/** Who did something, as a report says it: what they are to the commitment, and never their name. */
export type ReportRole = "owner" | "lead" | "monitoring" | "admin" | "supervisor" | "product" | "nobody";

export type ReportPoint = { month: string; value: number | null; count: number; isFinal: boolean };
export type ReportIndicator = {
  key: string | null;
  /** In both languages, as they were when it was sealed; null only in reports of earlier releases. */
  name: RegisterWords | null;
  definition: RegisterWords | null;
  unit: IndicatorUnit;
  low: number | null;
  high: number | null;
  boundBasis: BoundBasis;
  points: ReportPoint[];
};
export type ReportReview = { on: string; outcome: ReviewOutcome; finding: string; by: ReportRole; wasLate: boolean };
export type ReportAnomaly = {
  raisedOn: string;
  /** The indicator that left its bounds, by its place in `indicators`; null: a person saw it. */
  indicator: number | null;
  month: string | null;
  value: number | null;
  low: number | null;
  high: number | null;
  text: string;
  holder: ReportRole;
  dueOn: string;
  toldOn: string | null;
  closedOn: string | null;
  resolution: string;
};
export type ReportEvidence = { on: string; title: string; sha256: string; url: string };
export type ReportCommitment = {
  ref: string;
  group: RegisterWords;
  title: RegisterWords;
  summary: RegisterWords;
  source: RegisterWords;
  isModeration: boolean;
  owner: ReportRole;
  status: CommitmentStatus;
  statusWhy: string;
  reviewDueOn: string;
  indicators: ReportIndicator[];
  reviews: ReportReview[];
  anomalies: ReportAnomaly[];
  evidence: ReportEvidence[];
};
export type ReportMilestone = { title: RegisterWords; day: string | null; doneOn: string | null };

/** Every sentence that a report is written in, as it was when it was sealed (ICU, unfilled), by language. */
export type SealedWords = Readonly<Record<ReportLanguage, Catalogue>>;

/** All that a report says. Made once, sealed, and everything else is made from it alone. */
export type TrusteeSnapshot = {
  /** 1: of earlier releases, without its sentences. */
  format: "recourse-trustee-report/1" | "recourse-trustee-report/2";
  /** Missing in reports of earlier releases, which are written in the sentences of today. */
  words?: SealedWords;
  register: {
    slug: string;
    title: RegisterWords;
    source: RegisterWords;
    platform: RegisterWords | null;
    startsOn: string | null;
    endsOn: string | null;
  };
  period: { from: string; to: string };
  /** An instant of UTC. */
  takenAt: string;
  /** The day of Brussels of which status, owners and next reviews are told; missing in reports of earlier releases. */
  standsFor?: string;
  /** How many places of free text were taken out, because they could name somebody. */
  withheld: number;
  milestones: ReportMilestone[];
  commitments: ReportCommitment[];
};
export type ReportRow = {
  id: string;
  from: string;
  to: string;
  sha256: string;
  madeAt: string;
  by: string | null;
  sentAt: string | null;
};
