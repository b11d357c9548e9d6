import { z } from "zod";
import type { RefusedField } from "@/db/schema";
import type { TokenStanding } from "@/lib/platform/database-token.rules";
import type { PlatformTier } from "@/lib/policy/tier.rules";

/** Platforms whose queues are started again in one act. */
export const ResumeDatabase = z.object({ platformIds: z.array(z.string().min(1).max(60)).min(1).max(100) });

export const settlements = ["send_again", "delivered", "given_up"] as const;
/** What a person found out about one that is held, and why. */
export const SettleSubmission = z.object({
  submissionId: z.uuid(),
  as: z.enum(settlements),
  why: z.string().trim().min(10).max(1000),
});

const becauseOf = { copyId: z.uuid(), why: z.string().trim().min(10).max(1000) };
/** That a copy is not sent, because; and that this is taken back, because. */
export const GiveUpCopy = z.object(becauseOf);
export const ReopenCopy = z.object(becauseOf);

export const submissionCounts = [
  "waiting",
  "to_review",
  "asking",
  "held",
  "tried",
  "delivered",
  "given_up",
  "not_due",
] as const;
export type SubmissionCount = (typeof submissionCounts)[number];

/** One platform's way to the database. */
export type DatabaseLane = {
  platformId: string;
  isOn: boolean;
  /** False: Art. 24(5) does not bind a provider of today's tier; what is decided from now on is not due. */
  isOwed: boolean;
  /** It had a tier once that owed: what was decided then stays due. */
  owedBefore: boolean;
  tier: PlatformTier;
  isTrial: boolean;
  token: TokenStanding;
  stoppedAt: string | null;
  stoppedWhy: string | null;
  waitsUntil: string | null;
  lastFailure: string | null;
  counts: Record<SubmissionCount, number>;
};

/** Whether statements of this platform have a way to the database: it owes them, or some of those it owed are not there. */
export function isInUse({ isOwed, counts }: Pick<DatabaseLane, "isOwed" | "counts">): boolean {
  const { waiting, to_review, asking, held, tried } = counts;
  return isOwed || waiting + to_review + asking + held + tried > 0;
}

export type HeldSubmission = {
  id: string;
  copyId: string;
  platformId: string;
  caseId: string;
  reference: string;
  puid: string;
  why: string;
  fields: RefusedField[];
  firstTriedAt: string | null;
  createdAt: string;
};

/** A statement that somebody said is not sent: who, when (ISO) and why, by the day of its decision in the platform's zone. */
export type NotSent = {
  copyId: string;
  caseId: string;
  reference: string;
  day: string;
  by: string | null;
  at: string | null;
  why: string | null;
};

/** Why a statement of a day is not there; `no_statement` and `no_copy` are a fault of ours. */
export const gapReasons = [
  "taken_back",
  "exempt",
  "order",
  "nobody_known",
  "not_due",
  "no_statement",
  "no_copy",
  "not_sending",
  "undo_window",
  "to_review",
  "waiting",
  "asking",
  "tried",
  "refused",
  "invalid",
  "personal_data",
  "too_old",
  "not_understood",
  "unanswered",
  "given_up",
] as const;
export type GapReason = (typeof gapReasons)[number];

/** A day in the platform's zone. decided = due + taken back; due = accepted + every other gap. */
export type ReconciledDay = {
  day: string;
  decided: number;
  due: number;
  accepted: number;
  gaps: { reason: GapReason; count: number }[];
};

/** The nearest days before and after some others on which there is a statement; null where there is none. */
export type NearestDays = { before: string | null; after: string | null };
