import "server-only";
import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import {
  accounts,
  appealFirstLooks,
  appealOverrides,
  appeals,
  caseSuggestions,
  cases,
  contentItems,
  crimeReferrals,
  databaseCopies,
  databaseCopyActs,
  databaseSubmissions,
  decisions,
  disputes,
  noticeItems,
  notices,
  remedies,
  reviewFlags,
  type StatementPart,
  sanctions,
  snapshots,
  statements,
  strikeReliance,
  strikes,
} from "@/db/schema";
import { withoutSignedLinks } from "@/lib/decisions/signed-links.rules";

type Row = Record<string, unknown>;
type Listed = {
  path: string;
  table: PgTable & { id: PgColumn };
  of: SQL | undefined;
  /** Columns that are nobody's business outside: secrets of senders, and who they are. */
  without?: readonly string[];
  as?: (row: Row) => Row;
};

const batch = 200;

/** A letter as it was sent, without the links that speak for its addressee. */
function letter(row: Row): Row {
  return { ...row, parts: withoutSignedLinks(row.parts as StatementPart[]) };
}

/** An appeal with the answer as it was sent, without such links. */
function answered(row: Row): Row {
  const parts = row.answer_parts as StatementPart[] | null;
  return { ...row, answer_parts: parts && withoutSignedLinks(parts) };
}

/** What is known of a case, table by table, in the order of the archive. Who reported is not in it (DESIGN.md 3.11). */
export function tablesOf(db: Db, { caseId, itemId }: { caseId: string; itemId: string }): Listed[] {
  const ofCase = db.select({ id: decisions.id }).from(decisions).where(eq(decisions.caseId, caseId));
  const onDecision = (column: PgColumn) => inArray(column, ofCase);
  const ofAppeal = db.select({ id: appeals.id }).from(appeals).where(onDecision(appeals.decisionId));
  const copies = db.select({ id: databaseCopies.id }).from(databaseCopies).where(onDecision(databaseCopies.decisionId));
  const reported = db.select({ id: noticeItems.noticeId }).from(noticeItems).where(eq(noticeItems.caseId, caseId));
  const author = db.select({ id: contentItems.accountId }).from(contentItems).where(eq(contentItems.id, itemId));
  const secret = ["secret_hash", "body_hash", "external_id", "api_key_id"];
  return [
    { path: "case.ndjson", table: cases, of: eq(cases.id, caseId) },
    { path: "item.ndjson", table: contentItems, of: eq(contentItems.id, itemId) },
    { path: "account.ndjson", table: accounts, of: inArray(accounts.id, author), without: ["email"] },
    { path: "snapshots.ndjson", table: snapshots, of: eq(snapshots.itemId, itemId) },
    { path: "notices.ndjson", table: notices, of: inArray(notices.id, reported), without: secret },
    { path: "suggestions.ndjson", table: caseSuggestions, of: eq(caseSuggestions.caseId, caseId) },
    { path: "decisions.ndjson", table: decisions, of: eq(decisions.caseId, caseId) },
    { path: "sanctions.ndjson", table: sanctions, of: onDecision(sanctions.decisionId) },
    { path: "strikes.ndjson", table: strikes, of: onDecision(strikes.decisionId) },
    { path: "strikes-counted.ndjson", table: strikeReliance, of: onDecision(strikeReliance.decisionId) },
    { path: "statements.ndjson", table: statements, of: onDecision(statements.decisionId), as: letter },
    {
      path: "database-copies.ndjson",
      table: databaseCopies,
      of: onDecision(databaseCopies.decisionId),
      without: ["cleaned"],
    },
    {
      path: "database-submissions.ndjson",
      table: databaseSubmissions,
      of: inArray(databaseSubmissions.copyId, copies),
      without: ["locked_until", "is_alone"],
    },
    { path: "database-copy-acts.ndjson", table: databaseCopyActs, of: inArray(databaseCopyActs.copyId, copies) },
    { path: "appeals.ndjson", table: appeals, of: onDecision(appeals.decisionId), as: answered },
    { path: "appeal-first-looks.ndjson", table: appealFirstLooks, of: inArray(appealFirstLooks.appealId, ofAppeal) },
    { path: "appeal-overrides.ndjson", table: appealOverrides, of: inArray(appealOverrides.appealId, ofAppeal) },
    { path: "remedies.ndjson", table: remedies, of: onDecision(remedies.decisionId) },
    { path: "review-flags.ndjson", table: reviewFlags, of: onDecision(reviewFlags.decisionId) },
    { path: "disputes.ndjson", table: disputes, of: onDecision(disputes.decisionId) },
    { path: "referrals.ndjson", table: crimeReferrals, of: eq(crimeReferrals.caseId, caseId) },
  ];
}

/** The rows of one file, one a line in the order of their ids, a batch at a time: a case may have ten thousand letters. */
export async function* linesOfTable(db: Db, { table, of, without = [], as }: Listed): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const rows: { id: unknown; row: string }[] = await db
      .select({ id: table.id, row: sql<string>`to_jsonb(${table})::text` })
      .from(table)
      .where(and(of, after === null ? undefined : gt(table.id, after)))
      .orderBy(asc(table.id))
      .limit(batch);
    for (const { row } of rows) {
      const known: Row = JSON.parse(row);
      for (const column of without) delete known[column];
      yield `${JSON.stringify(as ? as(known) : known)}\n`;
    }
    const last = rows.at(-1);
    if (rows.length < batch || !last) return;
    after = String(last.id);
  }
}
