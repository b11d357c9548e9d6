import { z } from "zod";
import type { DisputeAnswer, DisputeOutcome, DisputeState } from "@/db/schema";
import { neededLine, neededText, typedLine, typedText } from "@/lib/platform/text.rules";
import type { End } from "./closing.rules";
import type { Localised, RemedyRow } from "./contract";
import { disputeAnswers, disputeOutcomes } from "./dispute.rules";

const seen = { disputeId: z.uuid(), version: z.coerce.number().int().nonnegative() };
const reason = z.string().trim().pipe(neededText(4000));
const cents = z.coerce.number().int().min(0).max(100_000_000).default(0);

/** That a certified body told of a dispute. No complaint of the person has to be on file (DSA Art. 21(1), D1). */
export const LogDispute = z.object({
  /** The reference of the case whose decision is disputed: TB-20101. */
  case: z.string().trim().pipe(neededLine(40)),
  by: z.enum(["affected", "notifier"]),
  /** Of a notifier's dispute: the reference of their report. */
  notice: z.string().trim().pipe(typedLine(40)).default(""),
  bodyId: z.uuid(),
  bodyReference: z.string().trim().pipe(typedLine(120)).default(""),
  claim: z.string().trim().pipe(typedText(8000)).default(""),
  /** The day on which the body received it. */
  receivedOn: z.iso.date(),
});
export const EngageDispute = z.object({ ...seen, position: z.string().trim().pipe(typedText(8000)).default("") });
export const RefuseDispute = z.object({
  ...seen,
  /** Ours, of the earlier dispute: D-7K3P-Q9XD. */
  earlier: z.string().trim().pipe(typedLine(40)).default(""),
  why: reason,
});
/** That the body takes up to 180 days, because it is very complex. */
export const ExtendDispute = z.object({ ...seen, why: reason });
export const RecordOutcome = z.object({
  ...seen,
  outcome: z.enum(disputeOutcomes),
  decidedOn: z.iso.date(),
  text: z.string().trim().pipe(typedText(8000)).default(""),
  bodyFees: cents,
  userCosts: cents,
  manifestBadFaith: z.coerce.boolean().default(false),
});
/** What the platform does with a finding that binds it to nothing. */
export const AnswerDispute = z.object({
  ...seen,
  answer: z.enum(disputeAnswers),
  why: reason,
  liftSanctions: z.array(z.uuid()).max(50).default([]),
  voidStrike: z.boolean().default(false),
  /** Why it lifts what an authority's order demands; needed where it does. */
  departure: z.string().trim().pipe(typedText(2000)).default(""),
});
export const ImplementDispute = z.object(seen);
export const PayDispute = z.object(seen);

export type DisputeWritten = { disputeId: string; version: number };
export type Answered = DisputeWritten & { remedies: number; reopenedCase: string | null };

export const disputeViews = ["open", "decided", "closed", "all"] as const;
export type DisputeViewName = (typeof disputeViews)[number];
export const DisputeListRequest = z.object({
  view: z.enum(disputeViews).default("open"),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DisputeListRequest = z.infer<typeof DisputeListRequest>;

/** One line of the list; instants are ISO strings. */
export type DisputeRow = {
  id: string;
  reference: string;
  platform: Localised;
  case: { id: string; reference: string };
  by: "affected" | "notifier";
  body: string;
  bodyReference: string;
  state: DisputeState;
  outcome: DisputeOutcome | null;
  receivedAt: string;
  dueAt: string;
  isExtended: boolean;
  /** The body is over its days. */
  isLate: boolean;
};
export type DisputeList = { rows: DisputeRow[]; next: string | null };
/** Of all disputes that the reader may see. `share`: of reversals, how many were carried out (part 7 of the report). */
export type DisputeCounts = { open: number; late: number; decided: number; reversed: number; share: number | null };

export type DisputeStep = {
  /** A key of the catalogue `disputes.steps`. */
  step: string;
  at: string;
  by: string | null;
  text: string;
};
export type DisputeView = DisputeRow & {
  version: number;
  claim: string;
  language: string;
  clocks: { by90: string; by180: string };
  bodyUrl: string;
  decision: { id: string; outcome: string; decidedAt: string; stands: boolean };
  appeal: { id: string; reference: string } | null;
  earlier: { id: string; reference: string } | null;
  steps: DisputeStep[];
  costs: { bodyFees: number; userCosts: number; owed: number; paidAt: string | null; userOwes: boolean } | null;
  answer: DisputeAnswer | null;
  ledger: RemedyRow[];
  ledgerLeft: number;
  /** What became of what the platform had to carry out. */
  withPlatform: End;
  /** What may be lifted where it is followed in part. */
  measures: { id: string; label: Localised; isRunning: boolean }[];
  hasStrike: boolean;
  /** The authority whose order demands a running measure on the content, or null: an answer lifts it only with a reason. */
  ordered: string | null;
  /** Why the answer lifted it all the same. */
  departure: string | null;
  may: Record<"engage" | "refuse" | "extend" | "outcome" | "answer" | "implement" | "pay", boolean>;
};

/** What a person may know of their own dispute: that there is one, and where it stands. */
export type OwnDispute = {
  body: string;
  receivedOn: string;
  state: "open" | "decided" | "done";
  outcome: DisputeOutcome | null;
};
