import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appeals, decisions, noticeContacts, noticeItems, people, statements } from "@/db/schema";
import type { Withheld } from "@/lib/decisions/statement.contract";

async function notifiersOf(db: Db | Tx, caseId: string) {
  return db
    .select({ noticeId: noticeContacts.noticeId, name: noticeContacts.name, email: noticeContacts.email })
    .from(noticeItems)
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, caseId));
}

/**
 * Who must stay unnamed in the answer to an appeal (DESIGN 3.11): those who reported, who decided, who answers. For a
 * letter to a notifier their own name is no secret; while the reviewer types, nobody's name belongs there.
 */
export async function namesToWithhold(
  db: Db | Tx,
  appealId: string,
  reader: "everybody" | "appellant",
): Promise<Withheld> {
  const [row] = await db
    .select({
      caseId: decisions.caseId,
      noticeId: statements.noticeId,
      decidedBy: decisions.decidedBy,
      assignedTo: appeals.assignedTo,
      answeredBy: appeals.decidedBy,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(eq(appeals.id, appealId));
  if (!row) return [];
  const ids = [row.decidedBy, row.assignedTo, row.answeredBy].filter((id) => id !== null);
  const staff = await db.select({ name: people.name }).from(people).where(inArray(people.id, ids));
  const notifiers = await notifiersOf(db, row.caseId);
  const others = notifiers.filter(({ noticeId }) => reader === "everybody" || noticeId !== row.noticeId);
  return [...staff.map(({ name }) => name), ...others.flatMap(({ name, email }) => [name, email])].filter(
    (name): name is string => Boolean(name?.trim()),
  );
}

/** The same without an appeal: who decided and who reported. */
export async function namesAround(
  db: Db | Tx,
  { caseId, decidedBy }: Pick<typeof decisions.$inferSelect, "caseId" | "decidedBy">,
): Promise<Withheld> {
  const staff = await db.select({ name: people.name }).from(people).where(eq(people.id, decidedBy));
  const notifiers = await notifiersOf(db, caseId);
  const names = [...staff.map(({ name }) => name), ...notifiers.flatMap(({ name, email }) => [name, email])];
  return names.filter((name): name is string => Boolean(name?.trim()));
}
