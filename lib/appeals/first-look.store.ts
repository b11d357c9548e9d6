import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts, appealFirstLooks, appeals, type decisions, noticeItems, notices, people } from "@/db/schema";
import { searchClauses } from "@/lib/decisions/clause-search.rules";
import { titleOf } from "@/lib/decisions/localised.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import type { GivenLook, OfferedClause, ReportRead } from "./first-look.contract";
import { agrees } from "./first-look.rules";

/** More than any platform has: every clause is offered, for what is suggested would be the first outcome's frame. */
const everyClause = 1000;
const mostReports = 50;

type Decision = typeof decisions.$inferSelect;

/** The clauses that governed the content of the decision (Q75: the version of then, never the newest). */
export async function clausesToFind(
  db: Db | Tx,
  decision: Pick<Decision, "platformId" | "accountId" | "contentDay" | "role">,
): Promise<OfferedClause[]> {
  const pack = await packFor(db, decision.platformId);
  if (!pack) return [];
  const [account] = decision.accountId
    ? await db.select({ jurisdiction: accounts.jurisdiction }).from(accounts).where(eq(accounts.id, decision.accountId))
    : [];
  const scope = {
    day: decision.contentDay,
    role: decision.role ?? undefined,
    jurisdiction: account?.jurisdiction ?? undefined,
  };
  return searchClauses(packOn(pack, decision.contentDay), "", scope, { limit: everyClause }).map((clause) => ({
    ref: clause.ref,
    title: titleOf(clause),
  }));
}

/** Whether this person has looked at the evidence of this appeal without knowing the decision. */
export async function hasLooked(db: Db | Tx, appealId: string, personId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: appealFirstLooks.id })
    .from(appealFirstLooks)
    .where(and(eq(appealFirstLooks.appealId, appealId), eq(appealFirstLooks.by, personId)));
  return row !== undefined;
}

/** Every first look at the appeal, oldest first: one of each reviewer who held it. */
export async function looksAt(
  db: Db,
  appealId: string,
  decision: Pick<Decision, "outcome" | "clauseRef">,
): Promise<GivenLook[]> {
  const { finding, clauseRef, why, at, known, withAppealId } = appealFirstLooks;
  const rows = await db
    .select({ kind: finding, clauseRef, why, at, known, by: people.name, withReference: appeals.reference })
    .from(appealFirstLooks)
    .innerJoin(people, eq(people.id, appealFirstLooks.by))
    .leftJoin(appeals, eq(appeals.id, withAppealId))
    .where(eq(appealFirstLooks.appealId, appealId))
    .orderBy(asc(at), asc(appealFirstLooks.id));
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), agrees: agrees(row, decision) }));
}

/** What was reported before the decision, in the words of those who did; never who they are. */
export async function reportsBefore(db: Db, decision: Pick<Decision, "caseId" | "decidedAt">): Promise<ReportRead[]> {
  const rows = await db
    .select({ id: notices.id, text: notices.explanation, language: notices.language, receivedAt: notices.receivedAt })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(and(eq(noticeItems.caseId, decision.caseId), lte(notices.receivedAt, decision.decidedAt)))
    .orderBy(asc(notices.receivedAt), asc(notices.id))
    .limit(mostReports);
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
