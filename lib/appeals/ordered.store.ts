import "server-only";
import { and, desc, eq, isNull, ne, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import { cases, noticeItems, orders } from "@/db/schema";

const contested = alias(cases, "contested_case");

/**
 * The authority whose order to act names the item of a decision, with its country; null without one. An order that was
 * answered with no effect demands nothing any more (DSA Art. 9; O1).
 */
export async function authorityBehind(db: Db | Tx, { caseId }: { caseId: string }): Promise<string | null> {
  const [row] = await db
    .select({ authority: orders.authority, country: orders.country })
    .from(orders)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, orders.noticeId))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(contested, eq(contested.itemId, cases.itemId))
    .where(
      and(eq(contested.id, caseId), eq(orders.kind, "act"), or(isNull(orders.effect), ne(orders.effect, "not_given"))),
    )
    .orderBy(desc(orders.receivedAt))
    .limit(1);
  return row ? `${row.authority} (${row.country})` : null;
}
