import "server-only";
import { and, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { auditEntries, careExposures, cases, statements } from "@/db/schema";

type Contested = { id: string; caseId: string; accountId: string | null; decidedAt: Date };

/** What is in the log once somebody has a case before them, with the history of its account beside it. */
const showsHistory = ["case.read", "case.claim", "case.claim_next", "case.decide"];

/**
 * Whether this person had the contested decision before them by another way than its appeal: they opened or moved its case,
 * or opened the page of its account or another of its cases, where its history stands, since it was decided, or did something with the decision or its letters (the log has
 * it), or were shown the case before anybody complained. What an appeal itself shows counts for nothing here: it keeps the
 * decision from them.
 */
export async function hasReadBefore(
  db: Db | Tx,
  { id, caseId, accountId, decidedAt }: Contested,
  { personId, receivedAt }: { personId: string; receivedAt: Date },
): Promise<boolean> {
  const letters = await db.select({ id: statements.id }).from(statements).where(eq(statements.decisionId, id));
  const { subjectKind, subjectId, actorId, outcome, at, verb } = auditEntries;
  const itsCases = (account: string) =>
    db
      .select({ id: sql`${cases.id}::text` })
      .from(cases)
      .where(eq(cases.accountId, account));
  const isAbout = or(
    and(eq(subjectKind, "case"), eq(subjectId, caseId)),
    accountId === null ? undefined : and(eq(verb, "account.read"), eq(subjectId, accountId)),
    accountId === null
      ? undefined
      : and(eq(subjectKind, "case"), inArray(verb, showsHistory), inArray(subjectId, itsCases(accountId))),
    and(
      inArray(subjectKind, ["decision", "statement"]),
      inArray(subjectId, [id, ...letters.map((letter) => letter.id)]),
    ),
  );
  const logged = and(eq(actorId, personId), eq(outcome, "done"), gte(at, decidedAt), isAbout);
  if ((await db.$count(auditEntries, logged)) > 0) return true;
  const shown = careExposures;
  const was = and(
    ...[eq(shown.personId, personId), eq(shown.caseId, caseId)],
    ...[gte(shown.at, decidedAt), lt(shown.at, receivedAt)],
  );
  return (await db.$count(careExposures, was)) > 0;
}
