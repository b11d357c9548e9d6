import "server-only";
import { and, type Column, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { decisionAnswers, decisions, noticeItems, orders, outbox, statements } from "@/db/schema";
import { dayIn, endOfDay } from "@/lib/platform/time.rules";
import { userToldFrom } from "./order.rules";

/** In a query: until when the orders that a decision answers forbid to tell the person concerned of it; null: none does. */
export const orderHoldOn = (decisionId: Column | SQL) =>
  sql<Date | null>`(select max(holding.hold_until)
  from ${decisionAnswers} answering
  join ${noticeItems} ordered on ordered.id = answering.notice_item_id
  join ${orders} holding on holding.notice_id = ordered.notice_id
  where answering.decision_id = ${decisionId})`.mapWith(orders.holdUntil);

/** In a query: whether such an order forbids it at `now`. */
export const isOnHold = (decisionId: Column | SQL, now: Date) =>
  sql<boolean>`coalesce(${orderHoldOn(decisionId)} > ${now.toISOString()}, false)`;

/**
 * After the hold of an order has changed: statements to the person concerned that have not left wait for the last of their
 * orders, and with them the day by whose end a statement of reasons is owed where they are (Art. 17, S2, O3).
 */
export async function moveHeldStatements(tx: Tx, orderId: string, now: Date): Promise<void> {
  const answers = tx
    .select({ id: decisionAnswers.decisionId })
    .from(decisionAnswers)
    .innerJoin(noticeItems, eq(noticeItems.id, decisionAnswers.noticeItemId))
    .innerJoin(orders, and(eq(orders.noticeId, noticeItems.noticeId), eq(orders.id, orderId)));
  const { id, zone, isStatementOfReasons, decisionId } = statements;
  const rows = await tx
    .select({ id, zone, isStatementOfReasons, effectiveAt: decisions.effectiveAt, hold: orderHoldOn(decisionId) })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, decisionId))
    .where(and(inArray(decisionId, answers), eq(statements.addressee, "affected"), eq(statements.delivery, "held")));
  for (const row of rows) {
    const from = userToldFrom(row.hold, row.effectiveAt > now ? row.effectiveAt : now);
    const isIts = sql`${outbox.payload} ->> 'statementId' = ${row.id}`;
    await tx
      .update(outbox)
      .set({ runAt: from })
      .where(and(eq(outbox.kind, "mail.statement"), eq(outbox.state, "waiting"), isIts));
    const dueAt = endOfDay(dayIn(from, row.zone), row.zone);
    if (row.isStatementOfReasons) await tx.update(statements).set({ dueAt }).where(eq(id, row.id));
  }
}
