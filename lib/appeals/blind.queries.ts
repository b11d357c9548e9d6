import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appealFirstLooks, appeals, cases, decisions, statements } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { sidesOf } from "./held.store";
import { mayBeAssigned } from "./independence.rules";
import { reviewerOf, tiesTo } from "./store";

/** Decisions whose appeals this person has looked at: what was decided has been shown to them. */
async function seenBy(db: Db | Tx, personId: string, decisionIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ decisionId: appeals.decisionId })
    .from(appealFirstLooks)
    .innerJoin(appeals, eq(appeals.id, appealFirstLooks.appealId))
    .where(and(eq(appealFirstLooks.by, personId), inArray(appeals.decisionId, [...decisionIds])));
  return new Set(rows.map(({ decisionId }) => decisionId));
}

/**
 * Whether this person may still answer an open appeal against a decision of the case, and has not looked at its evidence
 * yet: what tells the decision is kept from them (issue 5, the first look). Not from who made or reviewed the decision, is
 * tied to it or not qualified, for they never answer it; nor from who has looked at an appeal against it.
 */
export async function isBlindOnCase(db: Db | Tx, caseId: string, actor: Actor, now: Date): Promise<boolean> {
  if (actor.kind !== "person" || !can(actor, "appeal.decide")) return false;
  const open = await db
    .select({ appeal: appeals, decision: decisions, letter: statements.letter, isChildSafety: cases.childSafety })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(and(eq(decisions.caseId, caseId), inArray(appeals.state, ["received", "assigned"])))
    .orderBy(asc(appeals.id));
  if (open.length === 0) return false;
  const person = await reviewerOf(db, actor.id, actor.kind);
  const seen = await seenBy(
    db,
    actor.id,
    open.map(({ decision }) => decision.id),
  );
  for (const { appeal, decision, letter, isChildSafety } of open) {
    if (seen.has(decision.id)) continue;
    const sides = sidesOf({ appeal, decision, isChildSafety, ...(await tiesTo(db, appeal, decision, letter)) });
    if (mayBeAssigned({ ...sides, person }, now).ok) return true;
  }
  return false;
}

/**
 * Of these cases those with an open appeal that this reader may answer and has not looked at yet: what was decided is kept
 * from them wherever it is listed, as on the page of the appeal itself.
 */
export async function casesKeptFrom(
  db: Db,
  actor: Actor,
  caseIds: readonly (string | null)[],
  now: Date,
): Promise<Set<string>> {
  const ids = [...new Set(caseIds)].filter((id) => id !== null);
  if (ids.length === 0 || !can(actor, "appeal.decide")) return new Set();
  const open = await db
    .selectDistinct({ caseId: decisions.caseId })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(and(inArray(appeals.state, ["received", "assigned"]), inArray(decisions.caseId, ids)));
  const kept = new Set<string>();
  for (const { caseId } of open) if (await isBlindOnCase(db, caseId, actor, now)) kept.add(caseId);
  return kept;
}
