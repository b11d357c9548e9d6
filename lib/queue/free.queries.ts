import "server-only";
import { and, not, notInArray, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { notBlindTo } from "./blind.store";
import { without } from "./care.store";
import { filterOf, type QueueFilter, servedTo, toDo } from "./filters.queries";
import { wasReversedOf } from "./reversed.store";

/** Cases that nobody holds and that are to be worked on, a lapsed claim among them. */
export function freeNow(now: Date): SQL {
  return sql`${toDo} and (${cases.state} in ('open', 'reopened') or ${cases.leaseUntil} <= ${now.toISOString()})`;
}

/** Not kept for somebody else. */
export function keptForNobodyElse(actor: Person, now: Date): SQL {
  return sql`(${cases.handedTo} is null or ${cases.handedTo} = ${actor.id} or ${cases.handedUntil} <= ${now.toISOString()})`;
}

/** None of these cases; no condition where there are none. */
export function notAmong(caseIds: readonly string[]): SQL | undefined {
  return caseIds.length > 0 ? notInArray(cases.id, [...caseIds]) : undefined;
}

/** What this person could be given now under no filter and whatever their care says; `claimNext` gives no other. */
export function givableTo(actor: Person, now: Date): SQL | undefined {
  return and(
    freeNow(now),
    servedTo(actor),
    keptForNobodyElse(actor, now),
    not(wasReversedOf(actor.id)),
    notBlindTo(actor),
  );
}

/** Whether a filtered queue has a case that this person would be given now: of none of the classes that they are not given. */
export async function isAnyFree(
  db: Db | Tx,
  actor: Person,
  { notGiven, except = [], ...filter }: QueueFilter & { notGiven: readonly HarmClass[]; except?: readonly string[] },
  now: Date,
): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(cases)
    .where(and(givableTo(actor, now), filterOf(filter), without(notGiven), notAmong(except)))
    .limit(1);
  return row !== undefined;
}
