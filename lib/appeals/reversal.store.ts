import "server-only";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cases,
  databaseCopies,
  decisions,
  disputeRemedies,
  noticeItems,
  remedies,
  reviewFlags,
  sanctions,
  strikes,
} from "@/db/schema";
import type { Remedy } from "@/lib/decisions/remedy.rules";
import { statesBefore } from "@/lib/decisions/sanction.rules";
import { stillInForceAfter } from "@/lib/decisions/still-in-force.store";
import { enqueue } from "@/lib/platform/outbox";
import { settingsFor } from "@/lib/platform/settings";
import { mayCaseMove } from "@/lib/queue/rules";
import { lockCase, moveCase, notHeld } from "@/lib/queue/store";
import { standsBeforeAll } from "@/lib/queue/urgent-rank.rules";
import type { PlannedAnswer } from "./outcome.rules";

/**
 * `appealId` is null where a supervisor had a flagged decision made again, or a body outside was followed: then
 * `disputeId` says in which dispute.
 */
export type About = {
  decisionId: string;
  platformId: string;
  caseId: string;
  appealId: string | null;
  disputeId?: string;
};
export type Undone = { remedies: number; flagged: number; reopenedCase: string | null };

/** Kinds that are done only when somebody outside has answered, or a colleague has looked. */
const waitsForOthers: ReadonlySet<string> = new Set(["tell_platform", "review_decision", "correct_referral"]);

/** The outbox row by which the platform is told of a reversal; the ledger reads its state. */
export function reversalKey(about: { appealId: string | null; decisionId: string; disputeId?: string }): string {
  return `decision.reversed ${about.appealId ?? about.disputeId ?? about.decisionId}`;
}

/**
 * Does what an answer takes away (Art. 20(4), DESIGN 3.8): sanctions lifted, the strike voided, later decisions that
 * counted it flagged, the platform told; each a row of the remedy ledger. Standing needs no repair, because it is
 * recomputed from strikes. A decision to be made again opens its case.
 */
export async function carryOut(tx: Tx, about: About, plan: PlannedAnswer, now: Date): Promise<Undone> {
  for (const remedy of plan.remedies) await undo(tx, about, remedy, now);
  await writeLedger(tx, about, plan, now);
  if (plan.reverses) {
    const open = and(eq(decisions.id, about.decisionId), isNull(decisions.reversedAt));
    await tx.update(decisions).set({ reversedAt: now }).where(open);
  }
  return {
    remedies: plan.remedies.length + plan.replacedSanctionIds.length,
    flagged: plan.remedies.filter(({ kind }) => kind === "review_decision").length,
    reopenedCase: plan.reopens ? await reopenCase(tx, about, now) : null,
  };
}

async function undo(tx: Tx, about: About, { kind, subjectId }: Remedy, now: Date): Promise<void> {
  switch (kind) {
    case "void_strike": {
      const own = and(eq(strikes.id, subjectId), isNull(strikes.overturnedAt));
      await tx.update(strikes).set({ overturnedAt: now }).where(own);
      // The row that says "so many points" falls with the strike that carries them.
      const points = and(eq(sanctions.decisionId, about.decisionId), eq(sanctions.target, "points"));
      return lift(tx, points, now);
    }
    case "review_decision": {
      const flag = {
        platformId: about.platformId,
        decisionId: subjectId,
        becauseDecisionId: about.decisionId,
        reason: "strike_overturned",
        createdAt: now,
      };
      await tx.insert(reviewFlags).values(flag).onConflictDoNothing();
      return;
    }
    // The bar falls with the measure that carries it.
    case "lift_bar":
    case "remove_points":
    case "tell_platform":
      return;
    default:
      return lift(tx, eq(sanctions.id, subjectId), now);
  }
}

async function lift(tx: Tx, which: ReturnType<typeof and>, now: Date): Promise<void> {
  const running = and(which, inArray(sanctions.state, statesBefore("lifted")));
  await tx.update(sanctions).set({ state: "lifted", endedAt: now }).where(running);
}

/** Our own part is done in this transaction; telling the platform is done when its receiver has answered. */
async function writeLedger(tx: Tx, about: About, plan: PlannedAnswer, now: Date): Promise<void> {
  const { platformId, appealId, decisionId } = about;
  const common = { platformId, appealId, decisionId, createdAt: now };
  const rows: (typeof remedies.$inferInsert)[] = [
    ...plan.remedies.map(({ kind, subjectId, points }) => ({
      ...common,
      kind,
      subjectId,
      note: points ? `${points}` : "",
      ...(waitsForOthers.has(kind) ? {} : { state: "done" as const, doneAt: now }),
    })),
    ...plan.replacedSanctionIds.map((subjectId) => ({ ...common, kind: "replace_sanction", subjectId })),
    ...(await markedCopies(tx, about, plan)).map((subjectId) => ({
      ...common,
      kind: "mark_copy",
      subjectId,
      state: "done" as const,
      doneAt: now,
    })),
  ];
  await storeLines(tx, about, rows);
  if (plan.remedies.some(({ kind }) => kind === "tell_platform")) await tellOfReversal(tx, about, plan, now);
}

/** Writes lines of the ledger, and of which dispute they are where one led to them. */
async function storeLines(
  tx: Tx,
  { disputeId }: About,
  rows: readonly (typeof remedies.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  const written = await tx
    .insert(remedies)
    .values([...rows])
    .returning({ remedyId: remedies.id });
  if (disputeId) await tx.insert(disputeRemedies).values(written.map(({ remedyId }) => ({ remedyId, disputeId })));
}

/**
 * Copies for the Transparency Database of a decision that falls as a whole: the public register tells them as reversed
 * from this transaction on, because it reads the decision.
 */
async function markedCopies(tx: Tx, { decisionId }: About, { reverses }: PlannedAnswer): Promise<string[]> {
  if (!reverses) return [];
  const rows = await tx
    .select({ id: databaseCopies.id })
    .from(databaseCopies)
    .where(and(eq(databaseCopies.decisionId, decisionId), ne(databaseCopies.state, "withdrawn")));
  return rows.map(({ id }) => id);
}

/** The letters that tell the notifiers of the change, a line each. */
export async function recordTold(tx: Tx, about: About, statementIds: readonly string[], now: Date): Promise<void> {
  if (statementIds.length === 0) return;
  const { platformId, appealId, decisionId } = about;
  const row = { platformId, appealId, decisionId, kind: "tell_notifier", createdAt: now };
  await storeLines(
    tx,
    about,
    statementIds.map((subjectId) => ({ ...row, subjectId })),
  );
}

async function tellOfReversal(tx: Tx, about: About, plan: PlannedAnswer, now: Date): Promise<void> {
  const idsOf = (...kinds: Remedy["kind"][]) =>
    plan.remedies.filter(({ kind }) => kinds.includes(kind)).map(({ subjectId }) => subjectId);
  const payload = {
    event: "decision.reversed",
    decisionId: about.decisionId,
    isWhole: plan.reverses,
    sanctions: idsOf("lift_sanction", "restore_content", "withdraw_warning"),
    referrals: idsOf("correct_referral"),
    strikeVoided: idsOf("void_strike").length > 0,
    decidedAgain: plan.reopens,
    stillInForce: await stillInForceAfter(tx, about.decisionId),
  };
  const { platformId } = about;
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: reversalKey(about), platformId }, now);
}

/** To be decided again within the platform's own target from now, as any case that comes in (no article gives hours). */
async function dueAgain(tx: Tx, { platformId, rank }: { platformId: string; rank: number }, now: Date): Promise<Date> {
  const { urgentTargetHours, noticeTargetHours } = await settingsFor(tx, platformId);
  return new Date(now.getTime() + (standsBeforeAll(rank) ? urgentTargetHours : noticeTargetHours) * 3_600_000);
}

/**
 * Opens the case again: a new decision, with its own statement and PUID, will be made by somebody on it (DSA.md A10).
 * Its reports wait for an answer again. When a later report has opened a case for the same item already, that one goes on.
 * The caller holds both cases (`lockDecided`).
 * @returns the id of the case that is open now
 */
async function reopenCase(tx: Tx, { caseId, decisionId }: About, now: Date): Promise<string> {
  const own = await lockCase(tx, caseId);
  if (!own) throw new Error(`no case ${caseId}`);
  const [open] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.itemId, own.itemId), ne(cases.state, "decided")));
  const openId = open?.id ?? caseId;
  const moved = await tx
    .update(noticeItems)
    .set({ decisionId: null, caseId: openId })
    .where(and(eq(noticeItems.decisionId, decisionId), eq(noticeItems.caseId, caseId)))
    .returning({ id: noticeItems.id });
  if (open) {
    const joined = openId === caseId ? 0 : moved.length;
    const noticeCount = sql`${cases.noticeCount} + ${joined}`;
    await tx
      .update(cases)
      .set({ noticeCount, version: sql`${cases.version} + 1` })
      .where(eq(cases.id, openId));
    return openId;
  }
  if (!mayCaseMove(own.state, "reopen")) throw new Error(`case ${caseId} is ${own.state} and cannot be opened again`);
  const free = { ...notHeld, waitingFor: null, waitingUntil: null };
  // `decidedAt` stays: a case that was decided once goes back to "reopened", not to "open".
  await moveCase(tx, own, {
    ...free,
    state: "reopened",
    restingState: "reopened",
    dueAt: await dueAgain(tx, own, now),
  });
  return caseId;
}
