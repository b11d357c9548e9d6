import "server-only";
import { and, eq, gte, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orderLetters, orders, people } from "@/db/schema";
import { hiddenCategory } from "@/lib/intake/order.store";
import { hasUnwritten } from "@/lib/intake/order-told.store";
import type { Actor } from "@/lib/platform/permissions.rules";
import { isCleared } from "@/lib/platform/skills.rules";
import type { ClockSource } from "./source.store";

const ordersShownTo = (actor: Actor) =>
  isCleared(actor) ? undefined : or(isNull(orders.category), ne(orders.category, hiddenCategory));

function readOrders(db: Db, where: SQL | undefined, order: SQL[], limit: number, at: "receivedAt" | "holdUntil") {
  const { id, receivedAt, platformId, authority, authorityReference } = orders;
  return db
    .select({ id, at: orders[at], startedAt: receivedAt, platformId, authority, authorityReference })
    .from(orders)
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .then((rows) =>
      rows.map(({ authority: name, authorityReference: number, at: moment, ...row }) => ({
        ...row,
        at: moment ?? row.startedAt,
        reference: number || name,
        holder: null,
        href: `/settings/orders/${row.id}`,
      })),
    );
}

/** Art. 9(1), 10(1): an order is given effect, and the authority told. */
const order: ClockSource = {
  kind: "order",
  basis: "target",
  isOurs: true,
  table: orders,
  at: orders.receivedAt,
  id: orders.id,
  lagMs: ({ orderTargetHours }) => orderTargetHours * 3_600_000,
  open: (actor) => and(isNull(orders.effectAt), ordersShownTo(actor)),
  read: (db, where, by, limit) => readOrders(db, where, by, limit, "receivedAt"),
  done: { table: orders, where: (since) => and(isNotNull(orders.effectAt), gte(orders.effectAt, since)) },
};

/** Art. 9(5), 10(5): the person concerned is told when the authority allows it; from then on their letter has its own clock. */
const orderHold: ClockSource = {
  kind: "order_hold",
  basis: "decided",
  isOurs: true,
  table: orders,
  at: orders.holdUntil,
  id: orders.id,
  open: (actor) =>
    and(
      // Literals: the planner must see that they imply the partial index's own condition.
      sql`${orders.holdUntil} is not null and ${orders.userToldAt} is null`,
      isNotNull(orders.effectAt),
      hasUnwritten,
      ordersShownTo(actor),
    ),
  read: (db, where, by, limit) => readOrders(db, where, by, limit, "holdUntil"),
};

/** Letters of orders that this actor may know of, and of which the authority lets the person know by now. */
const letterAllowed = (actor: Actor, now: Date) => sql`exists (select 1 from ${orders} ordered
  where ordered.id = ${orderLetters.orderId} and coalesce(ordered.hold_until <= ${now.toISOString()}::timestamptz, true)
  and ${isCleared(actor) ? sql`true` : sql`ordered.category is distinct from ${hiddenCategory}`})`;

/**
 * Art. 9(5), 10(5): a letter on an order that has reached nobody, because no address is known or its mail does not leave.
 * The law's own date, the effect, has passed with it; how soon another way is found is the desk's own target. One whose
 * mail came back stands under `came_back`.
 */
const orderLetter: ClockSource = {
  kind: "order_letter",
  basis: "target",
  isOurs: true,
  table: orderLetters,
  at: orderLetters.composedAt,
  id: orderLetters.id,
  lagMs: ({ cameBackTargetHours }) => cameBackTargetHours * 3_600_000,
  open: (actor, now) =>
    and(
      sql`${orderLetters.readAt} is null and ${orderLetters.closedAt} is null and ${orderLetters.delivery} in ('held', 'not_deliverable')`,
      letterAllowed(actor, now),
    ),
  held: { by: orderLetters.takenBy },
  read: (db, where, by, limit) =>
    db
      .select({
        id: orderLetters.id,
        at: orderLetters.composedAt,
        startedAt: orderLetters.composedAt,
        platformId: orderLetters.platformId,
        orderId: orders.id,
        reference: sql<string>`coalesce(nullif(${orders.authorityReference}, ''), ${orders.authority})`,
        holder: { id: people.id, name: people.name },
      })
      .from(orderLetters)
      .innerJoin(orders, eq(orders.id, orderLetters.orderId))
      .leftJoin(people, eq(people.id, orderLetters.takenBy))
      .where(where)
      .orderBy(...by)
      .limit(limit)
      .then((rows) =>
        rows.map(({ orderId, ...row }) => ({ ...row, href: `/settings/orders/${orderId}#letter-${row.id}` })),
      ),
  done: {
    table: orderLetters,
    where: (since) => or(gte(orderLetters.closedAt, since), gte(orderLetters.readAt, since)),
  },
};

/** What is owed to an authority and to whom its order concerns. */
export const orderSources: readonly ClockSource[] = [order, orderHold, orderLetter];
