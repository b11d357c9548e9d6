import "server-only";
import { and, gte, isNotNull, isNull, ne, or, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema";
import { hiddenCategory } from "@/lib/intake/order.store";
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
export const order: ClockSource = {
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

/** Art. 9(5), 10(5): the person concerned is told when the authority allows it. */
export const orderHold: ClockSource = {
  kind: "order_hold",
  basis: "decided",
  isOurs: true,
  table: orders,
  at: orders.holdUntil,
  id: orders.id,
  open: (actor) =>
    and(isNotNull(orders.holdUntil), isNull(orders.userToldAt), isNotNull(orders.effectAt), ordersShownTo(actor)),
  read: (db, where, by, limit) => readOrders(db, where, by, limit, "holdUntil"),
};
