import "server-only";
import { and, type Column, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { decisionAnswers, decisions, noticeItems, orderLetters, orders, outbox } from "@/db/schema";
import { everybodyToldAt } from "./order.rules";

/** An order for information that was followed concerns its account (Art. 10(5)). */
const informs = and(
  eq(orders.kind, "information"),
  isNotNull(orders.accountId),
  inArray(orders.effect, ["given", "partly"]),
);

/** A decision by which an order has its effect on somebody who is known: they are told (Art. 9(5)). */
const hasEffect = and(isNull(decisions.undoneAt), eq(decisions.outcome, "violation"), isNotNull(decisions.accountId));

/** In a query on `orders`: somebody is concerned for whom no letter was written yet. */
export const hasUnwritten = sql<boolean>`(exists (select 1 from ${noticeItems}
    join ${decisionAnswers} on ${decisionAnswers.noticeItemId} = ${noticeItems.id}
    join ${decisions} on ${decisions.id} = ${decisionAnswers.decisionId} and ${hasEffect}
    where ${noticeItems.noticeId} = ${orders.noticeId} and not exists (select 1 from ${orderLetters} kept
      where kept.order_id = ${orders.id} and kept.decision_id = ${decisions.id}))
  or (${informs} and not exists (select 1 from ${orderLetters} kept where kept.order_id = ${orders.id})))`;

/** In a query on `order_letters`: the one that this message of the outbox brought to whom it concerns. */
export const broughtBy = (
  outboxId: Column | SQL,
) => sql`exists (select 1 from ${outbox} sent where sent.id = ${outboxId}
  and sent.kind = 'mail.order' and sent.payload ->> 'letter' = 'user' and (sent.payload ->> 'orderId')::uuid = ${orderLetters.orderId}
  and (sent.payload ->> 'decisionId')::uuid is not distinct from ${orderLetters.decisionId})`;

type Letter = typeof orderLetters.$inferSelect;

/** Of each of these orders the letters to whom it concerns, one for each decision; null for one that is not written yet. */
export async function lettersByOrder(
  db: Db | Tx,
  orderIds: readonly string[],
): Promise<Map<string, (Letter | null)[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ orderId: orders.id, decisionId: decisions.id, letter: orderLetters })
    .from(orders)
    // An item may stand in two orders; the decision itself names one of them.
    .leftJoin(noticeItems, eq(noticeItems.noticeId, orders.noticeId))
    .leftJoin(decisionAnswers, eq(decisionAnswers.noticeItemId, noticeItems.id))
    .leftJoin(decisions, and(eq(decisions.id, decisionAnswers.decisionId), hasEffect))
    .leftJoin(
      orderLetters,
      and(eq(orderLetters.orderId, orders.id), sql`${orderLetters.decisionId} is not distinct from ${decisions.id}`),
    )
    .where(and(inArray(orders.id, [...orderIds]), or(isNotNull(decisions.id), informs)));
  const found = new Map<string, Map<string | null, Letter | null>>();
  for (const { orderId, decisionId, letter } of rows)
    found.set(orderId, (found.get(orderId) ?? new Map()).set(decisionId, letter));
  return new Map([...found].map(([orderId, letters]) => [orderId, [...letters.values()]]));
}

/** Writes down anew when everybody concerned by an order had been told, after one of their letters has changed. */
export async function recountTold(tx: Tx, orderId: string): Promise<void> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
  if (!order) return;
  const letters = (await lettersByOrder(tx, [orderId])).get(orderId) ?? [];
  const userToldAt = everybodyToldAt(order.effectAt, letters);
  if (userToldAt?.getTime() === order.userToldAt?.getTime()) return;
  await tx.update(orders).set({ userToldAt }).where(eq(orders.id, orderId));
}
