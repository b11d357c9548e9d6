import "server-only";
import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, decisions, statements } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { Failure } from "@/lib/platform/result";
import { answersAppeals, blindFailure } from "@/lib/queue/blind.store";

/** Why this account is closed to who looks at an appeal about it (issue 5, the first look), or null: its history tells. */
export function blindOnAccount(db: Db | Tx, actor: Actor, accountId: string): Promise<Failure | null> {
  return blindFailure(db, { id: null, accountId }, actor);
}

/**
 * Why this case is closed to who looks at an appeal blind, or null: its own decision is contested, or it is of the same
 * account, whose history stands beside it. `values`: `appeal`, the reference, and `appealId`.
 */
export async function blindOnCase(db: Db | Tx, actor: Actor, caseId: string): Promise<Failure | null> {
  if (!answersAppeals(actor)) return null;
  const [found] = await db.select({ accountId: cases.accountId }).from(cases).where(eq(cases.id, caseId));
  return blindFailure(db, { id: caseId, accountId: found?.accountId ?? null }, actor);
}

/** The same for one letter of a decision, which says what was decided. */
export async function blindOnLetter(db: Db | Tx, actor: Actor, statementId: string): Promise<Failure | null> {
  const [found] = await db
    .select({ caseId: decisions.caseId })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(eq(statements.id, statementId));
  return found ? blindOnCase(db, actor, found.caseId) : null;
}
