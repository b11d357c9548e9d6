import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { databaseCopies, decisions, sanctions, statements, strikeReliance, strikes } from "@/db/schema";
import { enqueueAll, type NewMessage } from "@/lib/platform/outbox";
import { rowsAs } from "@/lib/platform/rows";
import { indexRows } from "@/lib/search/documents.store";
import { mailOf, type StatementRow, withDueDay } from "./letters.store";

type New<Table extends { $inferInsert: object }> = Table["$inferInsert"] & { id: string };

/**
 * What decisions of one transaction come to, gathered before any of it is stored: one decision writes it, or a batch of a
 * wave with as many statements as one. A decision that is refused has put nothing in.
 */
export type Writing = {
  decisions: New<typeof decisions>[];
  sanctions: (typeof sanctions.$inferInsert)[];
  strikes: New<typeof strikes>[];
  reliance: (typeof strikeReliance.$inferInsert)[];
  letters: StatementRow[];
  copies: (typeof databaseCopies.$inferInsert)[];
  messages: NewMessage[];
  /** The reports of a case that a decision answers; one that comes in later opens a case of its own. */
  answered: { case_id: string; decision_id: string }[];
};

export const nothingYet = (): Writing => ({
  decisions: [],
  sanctions: [],
  strikes: [],
  reliance: [],
  letters: [],
  copies: [],
  messages: [],
  answered: [],
});

/** Letters; their mail waits with the decision until the undo window is over. */
export function addLetters(writing: Writing, rows: readonly StatementRow[], runAt: Date): void {
  for (const row of rows) {
    const mail = mailOf(row, runAt);
    writing.letters.push(withDueDay(row, runAt));
    if (mail) writing.messages.push(mail);
  }
}

/** A case can have thousands of reports, each with a letter; a statement takes no more than some parameters. */
const mostRows = 500;

async function inParts<Row>(rows: readonly Row[], insert: (some: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += mostRows) await insert(rows.slice(from, from + mostRows));
}

/** Stores all of it. */
export async function storeWriting(tx: Tx, writing: Writing, now: Date): Promise<void> {
  const { answered } = writing;
  await inParts(writing.decisions, (rows) => tx.insert(decisions).values(rows));
  await inParts(writing.sanctions, (rows) => tx.insert(sanctions).values(rows));
  // The case, too: what it was only suggested is not what it is found by any more.
  await indexRows(tx, {
    decision: writing.decisions.map(({ id }) => id),
    case: writing.decisions.flatMap(({ caseId }) => (caseId ? [caseId] : [])),
  });
  await inParts(writing.strikes, (rows) => tx.insert(strikes).values(rows));
  await inParts(writing.reliance, (rows) => tx.insert(strikeReliance).values(rows));
  await inParts(writing.letters, (rows) => tx.insert(statements).values(rows));
  await inParts(writing.messages, (rows) => enqueueAll(tx, rows, now));
  await inParts(writing.copies, (rows) => tx.insert(databaseCopies).values(rows));
  if (answered.length > 0)
    await tx.execute(sql`with answers as (update notice_items n set decision_id = given.decision_id
        from ${rowsAs("given", answered, { case_id: "uuid", decision_id: "uuid" })}
        where n.case_id = given.case_id and n.decision_id is null
        returning n.id, n.decision_id)
      insert into decision_answers (decision_id, notice_item_id) select decision_id, id from answers`);
}
