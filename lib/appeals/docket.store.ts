import "server-only";
import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appeals } from "@/db/schema";

const columns = {
  id: appeals.id,
  reference: appeals.reference,
  by: appeals.by,
  state: appeals.state,
  outcome: appeals.outcome,
  text: appeals.text,
  language: appeals.language,
  receivedAt: appeals.receivedAt,
  decidedAt: appeals.decidedAt,
  departure: appeals.departure,
  decisionId: appeals.decisionId,
};
export type DocketRow = Awaited<ReturnType<typeof othersInDocket>>[number];

/**
 * The other appeals of a decision's docket, oldest first: both sides' appeals against it, and the one that led to it,
 * where a notifier was right and it was made for them (A10).
 */
export function othersInDocket(db: Db | Tx, appeal: { id: string; decisionId: string }) {
  return db
    .select(columns)
    .from(appeals)
    .where(
      and(
        ne(appeals.id, appeal.id),
        or(eq(appeals.decisionId, appeal.decisionId), eq(appeals.newDecisionId, appeal.decisionId)),
      ),
    )
    .orderBy(asc(appeals.receivedAt), asc(appeals.id));
}

/** Every appeal against the decision, under lock, in the one order that all commands keep. */
export function lockDocket(tx: Tx, decisionId: string) {
  return tx.select().from(appeals).where(eq(appeals.decisionId, decisionId)).orderBy(asc(appeals.id)).for("update");
}

/**
 * A new appeal joins the docket: what somebody was about to answer without it is stale, so that both sides are read
 * before either is answered.
 */
export async function tellDocket(tx: Tx, made: { id: string; decisionId: string }): Promise<void> {
  const open = (await lockDocket(tx, made.decisionId)).filter(
    ({ id, state }) => id !== made.id && (state === "received" || state === "assigned"),
  );
  if (open.length === 0) return;
  await tx
    .update(appeals)
    .set({ version: sql`${appeals.version} + 1` })
    .where(
      inArray(
        appeals.id,
        open.map(({ id }) => id),
      ),
    );
}
