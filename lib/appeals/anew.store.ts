import "server-only";
import { and, asc, eq, gt, inArray, isNull, lte, not } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { cases, type decisions as decisionRows, decisions } from "@/db/schema";
import { isOnHold } from "@/lib/intake/order-hold.store";
import { findings } from "./outcome.rules";

type Fallen = Pick<typeof decisionRows.$inferSelect, "caseId" | "reversedAt">;
const before = alias(cases, "case_before");

/**
 * The decision that took the place of one that fell, as its readers may know of it: when it was made and what was found.
 * Null until there is one that holds, and that no authority's order keeps from the person concerned (O3).
 */
export async function madeAnew(
  db: Db,
  { caseId, reversedAt }: Fallen,
  now: Date,
): Promise<{ decidedAt: Date; outcome: "violation" | "no_violation" } | null> {
  if (!reversedAt) return null;
  const { id, decidedAt, outcome } = decisions;
  const holds = and(gt(decidedAt, reversedAt), lte(decisions.effectiveAt, now), isNull(decisions.undoneAt));
  const [made] = await db
    .select({ decidedAt, outcome })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(before, eq(before.itemId, cases.itemId))
    .where(and(eq(before.id, caseId), holds, inArray(outcome, [...findings]), not(isOnHold(id, now))))
    .orderBy(asc(decidedAt))
    .limit(1);
  return made
    ? { decidedAt: made.decidedAt, outcome: made.outcome === "violation" ? "violation" : "no_violation" }
    : null;
}
