import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { without } from "./care.store";
import { filterOf, type QueueFilter, servedTo, toDo } from "./filters.queries";

/** Cases that nobody holds and that are to be worked on, a lapsed claim among them. */
export function freeNow(now: Date): SQL {
  return sql`${toDo} and (${cases.state} in ('open', 'reopened') or ${cases.leaseUntil} <= ${now.toISOString()})`;
}

/** Not kept for somebody else. */
export function keptForNobodyElse(actor: Person, now: Date): SQL {
  return sql`(${cases.handedTo} is null or ${cases.handedTo} = ${actor.id} or ${cases.handedUntil} <= ${now.toISOString()})`;
}

/** Whether a filtered queue has a case that this person would be given now: of none of the classes that they are not given. */
export async function isAnyFree(
  db: Db | Tx,
  actor: Person,
  { notGiven, ...filter }: QueueFilter & { notGiven: readonly HarmClass[] },
  now: Date,
): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(cases)
    .where(and(freeNow(now), filterOf(filter), servedTo(actor), keptForNobodyElse(actor, now), without(notGiven)))
    .limit(1);
  return row !== undefined;
}
