import "server-only";
import { and, asc, desc, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  databaseCopies,
  decisions,
  noticeItems,
  outbox,
  reviewFlags,
  sanctions,
  statements,
  strikeReliance,
  strikes,
} from "@/db/schema";
import { cancelMessages } from "@/lib/platform/outbox";
import { type CaseRow, lockCase } from "@/lib/queue/store";
import { indexRows } from "@/lib/search/documents.store";
import { lockAccounts } from "./record.store";
import { statesBefore } from "./sanction.rules";
import { hasBegun } from "./undo.rules";

const decisionColumns = {
  id: decisions.id,
  caseId: decisions.caseId,
  platformId: decisions.platformId,
  accountId: decisions.accountId,
  outcome: decisions.outcome,
  decidedBy: decisions.decidedBy,
  effectiveAt: decisions.effectiveAt,
  undoneAt: decisions.undoneAt,
  reversedAt: decisions.reversedAt,
  supersededBy: decisions.supersededBy,
  referral: decisions.referral,
};

async function decisionRow(tx: Tx, decisionId: string) {
  const [row] = await tx.select(decisionColumns).from(decisions).where(eq(decisions.id, decisionId));
  return row ?? null;
}

export type LockedDecision = {
  decision: NonNullable<Awaited<ReturnType<typeof decisionRow>>>;
  row: CaseRow;
  hasBegun: boolean;
};

/**
 * Case, then account, as every other command locks them; then what would leave or start by the clock. Whoever sends or
 * starts passes over what is locked here, and finds it taken back; what they took before is seen here as begun.
 */
export async function lockDecision(tx: Tx, decisionId: string): Promise<LockedDecision | null> {
  const named = await decisionRow(tx, decisionId);
  const row = named && (await lockCase(tx, named.caseId));
  if (!row) return null;
  await lockAccounts(tx, [named.accountId]);
  const messages = await tx
    .select({ state: outbox.state, attempts: outbox.attempts })
    .from(outbox)
    .where(eq(outbox.decisionId, decisionId))
    .orderBy(asc(outbox.id))
    .for("update");
  const imposed = await tx
    .select({ state: sanctions.state })
    .from(sanctions)
    .where(eq(sanctions.decisionId, decisionId))
    .orderBy(asc(sanctions.id))
    .for("update");
  const decision = await decisionRow(tx, decisionId);
  return decision && { decision, row, hasBegun: hasBegun(messages, imposed) };
}

/** Undoes all that the decision did; a PUID that was made stays taken. */
export async function takeBack(
  tx: Tx,
  { id, platformId, caseId }: LockedDecision["decision"],
  now: Date,
): Promise<void> {
  await tx.update(decisions).set({ undoneAt: now }).where(eq(decisions.id, id));
  await tx
    .update(sanctions)
    .set({ state: "lifted", endedAt: now })
    .where(and(eq(sanctions.decisionId, id), inArray(sanctions.state, statesBefore("lifted"))));
  await tx
    .update(strikes)
    .set({ overturnedAt: now })
    .where(and(eq(strikes.decisionId, id), isNull(strikes.overturnedAt)));
  await tx.update(statements).set({ delivery: "cancelled", revokedAt: now }).where(eq(statements.decisionId, id));
  await tx
    .update(databaseCopies)
    .set({ state: "withdrawn", withdrawnAt: now })
    .where(eq(databaseCopies.decisionId, id));
  await cancelMessages(tx, id, now);
  await tx.update(noticeItems).set({ decisionId: null }).where(eq(noticeItems.decisionId, id));
  // It is found by its suggested clause again.
  await indexRows(tx, { case: [caseId] });
  await flagReliance(tx, { id, platformId }, now);
}

/** Somebody may have counted the strike within these seconds: their decision must be looked at again (DESIGN 3.8). */
async function flagReliance(tx: Tx, { id, platformId }: { id: string; platformId: string }, now: Date): Promise<void> {
  const later = await tx
    .select({ decisionId: strikeReliance.decisionId })
    .from(strikeReliance)
    .innerJoin(strikes, eq(strikes.id, strikeReliance.strikeId))
    .innerJoin(decisions, eq(decisions.id, strikeReliance.decisionId))
    .where(and(eq(strikes.decisionId, id), isNull(decisions.undoneAt)));
  if (later.length === 0) return;
  const flags = later.map(({ decisionId }) => ({
    platformId,
    decisionId,
    becauseDecisionId: id,
    reason: "undone",
    createdAt: now,
  }));
  await tx.insert(reviewFlags).values(flags).onConflictDoNothing();
}

/** When the case was decided before this decision, or null: what was decided once goes back to "reopened", not to "open". */
export async function decidedBefore(tx: Tx, { id, caseId }: LockedDecision["decision"]): Promise<Date | null> {
  const [earlier] = await tx
    .select({ decidedAt: decisions.decidedAt })
    .from(decisions)
    .where(
      and(
        eq(decisions.caseId, caseId),
        ne(decisions.id, id),
        ne(decisions.outcome, "referred"),
        isNull(decisions.undoneAt),
      ),
    )
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  return earlier?.decidedAt ?? null;
}
