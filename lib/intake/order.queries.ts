import "server-only";
import { and, asc, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import {
  accounts,
  cases,
  noticeItems,
  orderAnswers,
  orderLetters,
  orders,
  outbox,
  people,
  platforms,
} from "@/db/schema";
import { letterState } from "@/lib/platform/letter-state.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { OrderPage, OrderRow, OrderView } from "./order.contract";
import { holdStands, letterDoneAt, missingIn, orderClocks, orderState } from "./order.rules";
import { hiddenCategory, maySee, type StoredOrder } from "./order.store";
import { lettersByOrder } from "./order-told.store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

type Letters = Awaited<ReturnType<typeof lettersByOrder>>;

function toRow(order: StoredOrder, letters: Letters): OrderRow {
  const concerned = letters.get(order.id) ?? [];
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
    told: {
      of: concerned.length,
      done: concerned.filter((letter) => letter && letterDoneAt(letter)).length,
      unreachable: concerned.filter((letter) => letter?.closedHow === "unreachable").length,
    },
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
  const letters = await lettersByOrder(
    db,
    rows.map(({ id }) => id),
  );
  const names = await db.select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id));
  return ok({
    orders: rows.map((row) => toRow(row, letters)),
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

const taker = alias(people, "taker");
const closer = alias(people, "closer");
type Kept = {
  letter: typeof orderLetters.$inferSelect;
  taker: { id: string; name: string } | null;
  closer: string | null;
  to: string | null;
};

function keptLetter(actor: Actor, { letter, taker: takenBy, closer: by, to }: Kept): OrderView["kept"][number] {
  const { id, subject, closedAt, closedHow, closedWhy } = letter;
  const { state, at } = letterState(letter, null);
  const reachedNobody = state === "undeliverable" || state === "bounced";
  return {
    ...{ id, subject, to, accountId: letter.accountId, state, at: iso(at), takenBy },
    mayHandLink: reachedNobody && can(actor, "statement.hand_link"),
    maySettle: letterDoneAt(letter) === null && can(actor, "mail.settle"),
    closed:
      closedAt && closedHow ? { at: closedAt.toISOString(), how: closedHow, why: closedWhy ?? "", by: by ?? "" } : null,
  };
}

async function accountOf(db: Db, accountId: string | null): Promise<OrderView["account"]> {
  if (!accountId) return null;
  const { id, handle, externalId } = accounts;
  const [row] = await db.select({ id, handle, externalId }).from(accounts).where(eq(id, accountId));
  return row ? { id: row.id, name: row.handle || row.externalId } : null;
}

/** What the authority was given on an order for information, and who recorded it. */
async function givenOn(db: Db, orderId: string): Promise<OrderView["given"]> {
  const { kinds, description, way, providedAt, recordedAt } = orderAnswers;
  const [row] = await db
    .select({ kinds, description, way, providedAt, recordedAt, by: people.name })
    .from(orderAnswers)
    .innerJoin(people, eq(people.id, orderAnswers.recordedBy))
    .where(eq(orderAnswers.orderId, orderId));
  if (!row) return null;
  const { providedAt: at, recordedAt: written, ...said } = row;
  return { ...said, at: at.toISOString(), recordedAt: written.toISOString() };
}

/** One order with its places and its letters. Answers `order_not_found` also to whoever may not know of it. */
export async function orderView(db: Db, actor: Actor, orderId: string, now = new Date()): Promise<Result<OrderView>> {
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
      letter: orderLetters,
      taker: { id: taker.id, name: taker.name },
      closer: closer.name,
      to: accounts.handle,
    })
    .from(orderLetters)
    .leftJoin(accounts, eq(accounts.id, orderLetters.accountId))
    .leftJoin(taker, eq(taker.id, orderLetters.takenBy))
    .leftJoin(closer, eq(closer.id, orderLetters.closedBy))
    .where(eq(orderLetters.orderId, orderId))
    .orderBy(asc(orderLetters.composedAt), asc(orderLetters.id));
  const { legalBasis, reasons, redress, email, category, effectNote } = order;
  return ok({
    ...toRow(order, await lettersByOrder(db, [orderId])),
    ...{ legalBasis, reasons, redress, email, category, effectNote },
    given: await givenOn(db, order.id),
    isHeld: holdStands(order, now),
    account: await accountOf(db, order.accountId),
    places: await placesOf(db, order),
    kept: kept.map((row) => keptLetter(actor, row)),
    letters: letters
      .filter(({ state }) => state !== "cancelled")
      .map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  });
}
