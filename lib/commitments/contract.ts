import { z } from "zod";
import type {
  BoundBasis,
  CommitmentLink,
  CommitmentStatus,
  IndicatorUnit,
  RegisterWords,
  ReviewOutcome,
} from "@/db/schema";
import { neededLine, neededText, typedLine, typedText } from "@/lib/platform/text.rules";
import { webAddress } from "./register.contract";

export const commitmentStatuses = ["not_started", "in_progress", "in_place", "at_risk", "not_met"] as const;
export const reviewOutcomes = ["met", "partly", "not_met"] as const;

const asSeen = { commitmentId: z.uuid(), version: z.number().int().positive() };
const days = (max: number) => z.coerce.number().int().min(1).max(max);
const maybePerson = z.union([z.literal("").transform(() => null), z.uuid().nullable()]);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "commitment_month");
const maybeBound = z.union([z.literal("").transform(() => null), z.coerce.number().min(0).max(1_000_000).nullable()]);

export const ChangeRegister = z.object({
  registerId: z.uuid(),
  version: z.number().int().positive(),
  startsOn: z.union([z.literal("").transform(() => null), z.iso.date().nullable()]),
  leadId: maybePerson,
  reviewDays: days(1825),
  taskDays: days(365),
  marginMonths: z.coerce.number().int().min(0).max(240),
});
export const AssignCommitment = z.object({
  ...asSeen,
  ownerId: maybePerson,
  reviewDays: z.union([z.literal("").transform(() => null), days(1825).nullable()]),
});
export const SetStatus = z.object({ ...asSeen, status: z.enum(commitmentStatuses), why: neededText(2000) });
export const AddEvidence = z.object({
  commitmentId: z.uuid(),
  title: neededLine(200),
  note: typedText(4000).default(""),
  url: z.union([z.literal(""), webAddress]).default(""),
  /** As it came; what it is is found out before anything is kept. */
  file: z
    .object({ name: z.string().max(300), bytes: z.instanceof(Uint8Array) })
    .nullable()
    .default(null),
});
export const RecordValue = z.object({
  indicatorId: z.uuid(),
  month,
  value: z.coerce.number().min(0).max(1_000_000_000),
  count: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  note: neededText(1000),
});
export const SetBounds = z.object({
  indicatorId: z.uuid(),
  low: maybeBound,
  high: maybeBound,
  leastCount: z.coerce.number().int().min(0).max(1_000_000),
  boundBasis: z.enum(["commitment", "target"]),
});
export const RecordReview = z.object({ ...asSeen, outcome: z.enum(reviewOutcomes), finding: neededText(6000) });
export const RaiseAnomaly = z.object({ commitmentId: z.uuid(), text: neededText(4000) });
const anomalySeen = { anomalyId: z.uuid(), version: z.number().int().positive() };
export const HandAnomaly = z.object({ ...anomalySeen, holderId: z.uuid() });
export const TellAnomaly = z.object(anomalySeen);
export const CloseAnomaly = z.object({ ...anomalySeen, resolution: neededText(4000) });
export const PassMilestone = z.object({
  milestoneId: z.uuid(),
  doneOn: z.iso.date(),
  note: typedLine(500).default(""),
});
export const OpenEvidence = z.object({ commitmentId: z.uuid(), evidenceId: z.uuid() });

export type CommitmentWritten = { commitmentId: string; version: number };

export type PersonNamed = { id: string; name: string };
export type ValuePoint = { month: string; value: number | null; count: number; isFinal: boolean };
export type IndicatorNow = {
  id: string;
  key: string | null;
  name: RegisterWords | null;
  definition: RegisterWords | null;
  unit: IndicatorUnit;
  low: number | null;
  high: number | null;
  leastCount: number;
  boundBasis: BoundBasis;
  /** Oldest first, the running month last. */
  points: ValuePoint[];
  isOutside: boolean;
  measuredAt: string | null;
};
export type CommitmentRow = {
  id: string;
  ref: string;
  group: RegisterWords;
  title: RegisterWords;
  isModeration: boolean;
  owner: PersonNamed | null;
  status: CommitmentStatus;
  reviewDueAt: string;
  isReviewLate: boolean;
  openAnomalies: number;
  indicators: IndicatorNow[];
};
export type MilestoneRow = {
  id: string;
  key: string;
  title: RegisterWords;
  /** Null: the start is not set. */
  day: string | null;
  afterMonths: number | null;
  isLate: boolean;
  doneAt: string | null;
  doneNote: string;
};
export type RegisterHead = {
  id: string;
  slug: string;
  title: RegisterWords;
  source: RegisterWords;
  platform: RegisterWords | null;
  startsOn: string | null;
  endsOn: string | null;
  keptUntil: string | null;
  years: number;
  marginMonths: number;
  reviewDays: number;
  taskDays: number;
  lead: PersonNamed | null;
  version: number;
};
export type RegisterOverview = {
  register: RegisterHead;
  groups: { name: RegisterWords; commitments: CommitmentRow[] }[];
  milestones: MilestoneRow[];
  open: { anomalies: number; lateReviews: number; unowned: number };
  may: { manage: boolean; lead: boolean; report: boolean };
  /** Whom it can be given to; empty for whoever gives nothing. */
  people: PersonNamed[];
};
export type EvidenceRow = {
  id: string;
  title: string;
  note: string;
  url: string;
  name: string;
  size: number;
  sha256: string;
  by: string | null;
  addedAt: string;
  isPurged: boolean;
};
export type ReviewRow = {
  id: string;
  outcome: ReviewOutcome;
  finding: string;
  dueAt: string;
  reviewedAt: string;
  by: string | null;
  isByOwner: boolean;
  wasLate: boolean;
};
export type AnomalyRow = {
  id: string;
  version: number;
  indicatorId: string | null;
  month: string | null;
  value: number | null;
  low: number | null;
  high: number | null;
  text: string;
  raisedAt: string;
  raisedBy: string | null;
  holder: PersonNamed | null;
  dueAt: string;
  isLate: boolean;
  toldAt: string | null;
  closedAt: string | null;
  closedBy: string | null;
  resolution: string;
  mayClose: boolean;
};
export type CommitmentView = {
  register: RegisterHead;
  commitment: CommitmentRow & {
    version: number;
    summary: RegisterWords;
    source: RegisterWords;
    links: CommitmentLink[];
    statusWhy: string;
    statusAt: string | null;
    reviewDays: number | null;
    isRetired: boolean;
  };
  evidence: EvidenceRow[];
  reviews: ReviewRow[];
  anomalies: AnomalyRow[];
  /** A cursor for each list that goes on. */
  next: { evidence: string | null; reviews: string | null; anomalies: string | null };
  may: { manage: boolean; record: boolean };
  people: PersonNamed[];
};
