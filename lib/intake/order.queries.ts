import "server-only";
import { and, asc, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, noticeItems, orderLetters, orders, outbox, platforms } from "@/db/schema";
import { letterState } from "@/lib/platform/letter-state.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { OrderPage, OrderRow, OrderView } from "./order.contract";
import { missingIn, orderClocks, orderState } from "./order.rules";
import { hiddenCategory, maySee, type StoredOrder } from "./order.store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toRow(order: StoredOrder): OrderRow {
  const { id, kind, authority, country, authorityReference } = order;
  return {
    ...{ id, kind, authority, country, authorityReference },
    platform: order.platformId,
    state: orderState(order),
    missing: missingIn(order),
    items: order.locations.length,
    receivedAt: order.receivedAt.toISOString(),
    acknowledgedAt: iso(order.acknowledgedAt),
    clarificationAskedAt: iso(order.clarificationAskedAt),
    clarifiedAt: iso(order.clarifiedAt),
    effectAt: iso(order.effectAt),
    holdUntil: iso(order.holdUntil),
    userToldAt: iso(order.userToldAt),
  };
}

/** Orders about the safety of children are there for people who are cleared for it only. */
const shownOrders = (actor: Actor) =>
  isCleared(actor) ? undefined : or(isNull(orders.category), ne(orders.category, hiddenCategory));

/** The newest orders, and the report's numbers over all of them that the reader may see (O1, O2). */
export async function orderPage(db: Db, actor: Actor): Promise<Result<OrderPage>> {
  if (!can(actor, "order.view")) return fail("forbidden");
  const rows = await db
    .select()
    .from(orders)
    .where(shownOrders(actor))
    .orderBy(desc(orders.receivedAt), desc(orders.id))
    .limit(200);
  const clocked = await db
    .select({
      kind: orders.kind,
      receivedAt: orders.receivedAt,
      acknowledgedAt: orders.acknowledgedAt,
      effectAt: orders.effectAt,
      items: sql<number>`jsonb_array_length(${orders.locations})`,
    })
    .from(orders)
    .where(shownOrders(actor))
    .orderBy(desc(orders.receivedAt))
    .limit(10_000);
  const names = await db.select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id));
  return ok({
    orders: rows.map(toRow),
    clocks: { act: orderClocks(clocked, "act"), information: orderClocks(clocked, "information") },
    platforms: names.map(({ id }) => id),
  });
}

async function placesOf(db: Db, { noticeId, locations }: StoredOrder): Promise<OrderView["places"]> {
  if (!noticeId) return locations.map((location) => ({ location, caseId: null, case: null }));
  const rows = await db
    .select({ location: noticeItems.location, caseId: cases.id, number: cases.number, prefix: platforms.prefix })
    .from(noticeItems)
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(eq(noticeItems.noticeId, noticeId))
    .orderBy(asc(noticeItems.id));
  return rows.map(({ location, caseId, number, prefix }) => ({ location, caseId, case: `${prefix}-${number}` }));
}

/** One order with its places and its letters. Answers `order_not_found` also to whoever may not know of it. */
export async function orderView(db: Db, actor: Actor, orderId: string): Promise<Result<OrderView>> {
  if (!can(actor, "order.view")) return fail("forbidden");
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order || !maySee(actor, order) || !mayOn(actor, order.platformId)) return fail("not_found", "order_not_found");
  const letters = await db
    .select({
      letter: sql<string>`${outbox.payload} ->> 'letter'`,
      at: sql<Date>`coalesce(${outbox.doneAt}, ${outbox.runAt})`.mapWith(outbox.runAt),
      state: outbox.state,
    })
    .from(outbox)
    .where(and(eq(outbox.kind, "mail.order"), sql`${outbox.payload} ->> 'orderId' = ${orderId}`))
    .orderBy(asc(outbox.createdAt));
  const kept = await db
    .select({
      id: orderLetters.id,
      subject: orderLetters.subject,
      delivery: orderLetters.delivery,
      sentAt: orderLetters.sentAt,
      readAt: orderLetters.readAt,
    })
    .from(orderLetters)
    .where(eq(orderLetters.orderId, orderId))
    .orderBy(asc(orderLetters.composedAt), asc(orderLetters.id));
  const { legalBasis, reasons, redress, email, category, effectNote } = order;
  return ok({
    ...toRow(order),
    ...{ legalBasis, reasons, redress, email, category, effectNote },
    places: await placesOf(db, order),
    kept: kept.map(({ id, subject, ...letter }) => {
      const { state, at } = letterState(letter, null);
      const reachedNobody = state === "undeliverable" || state === "bounced";
      return { id, subject, state, at: iso(at), mayHandLink: reachedNobody && can(actor, "statement.hand_link") };
    }),
    letters: letters
      .filter(({ state }) => state !== "cancelled")
      .map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  });
}
