import "server-only";
import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  cases,
  decisions,
  heldAppeals,
  mails,
  misuseLetters,
  notices,
  orders,
  outbox,
  people,
  platforms,
  statements,
} from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { namedIn, stillOwed } from "./came-back.store";
import type { LetterCameBack } from "./mail-event.contract";

/** Each mail with what it is about, whichever of its kinds it is. */
function mailsWith(db: Db) {
  const { name: holderName, id: holderId } = people;
  return db
    .select({
      mailId: mails.id,
      kind: mails.kind,
      statementId: mails.statementId,
      subject: mails.subject,
      language: mails.language,
      sentAt: mails.sentAt,
      bouncedAt: mails.bouncedAt,
      reason: mails.bounceReason,
      platformId: sql<string>`coalesce(${statements.platformId}, ${outbox.platformId}, '')`,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
      addressee: statements.addressee,
      isStatementOfReasons: statements.isStatementOfReasons,
      notice: notices.reference,
      orderId: orders.id,
      order: sql<string | null>`coalesce(nullif(${orders.authorityReference}, ''), ${orders.authority})`,
      measureId: sql<string | null>`coalesce(${misuseLetters.measureId}, ${heldAppeals.measureId})`,
      accountId: accounts.id,
      handle: accounts.handle,
      holder: { id: holderId, name: holderName },
    })
    .from(mails)
    .leftJoin(statements, eq(statements.id, mails.statementId))
    .leftJoin(decisions, eq(decisions.id, statements.decisionId))
    .leftJoin(cases, eq(cases.id, decisions.caseId))
    .leftJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(outbox, eq(outbox.id, mails.outboxId))
    .leftJoin(notices, eq(notices.id, namedIn("noticeId", '"outbox"')))
    .leftJoin(orders, eq(orders.id, namedIn("orderId", '"outbox"')))
    .leftJoin(misuseLetters, eq(misuseLetters.id, namedIn("letterId", '"outbox"')))
    .leftJoin(heldAppeals, eq(heldAppeals.id, namedIn("heldId", '"outbox"')))
    .leftJoin(accounts, eq(accounts.id, namedIn("accountId", '"outbox"')))
    .leftJoin(people, eq(people.id, mails.takenBy));
}
type Row = Awaited<ReturnType<typeof mailsWith>>[number];

/** What a mail is about, as the desk names it, and where that stands; null where it has no page. */
function aboutOf(row: Row): LetterCameBack["about"] {
  if (row.caseId && row.prefix && row.number !== null)
    return { reference: caseReference(row.prefix, row.number), href: `/cases/${row.caseId}` };
  if (row.notice) return { reference: row.notice, href: null };
  if (row.orderId) return { reference: row.order ?? "", href: `/settings/orders/${row.orderId}` };
  if (row.measureId) return { reference: "", href: "/misuse" };
  return { reference: row.handle ?? "", href: row.accountId ? `/accounts/${row.accountId}` : null };
}

/** Rows of `mails` under a condition, with all that is told of them. */
export async function mailsAbout(db: Db, where: SQL | undefined, order: SQL[], limit: number) {
  const rows = await mailsWith(db)
    .where(where)
    .orderBy(...order)
    .limit(limit);
  return rows.map((row) => ({ ...row, bouncedAt: row.bouncedAt ?? row.sentAt, about: aboutOf(row) }));
}

/**
 * Mails that the law owes to somebody, that came back and that somebody must see to, the oldest first; of what this reader
 * may know. The duty to tell is not met by a mail that nobody got. Where the person has read the letter at its link, it is.
 * At most `limit`; all of them stand on the clocks (kind `came_back`).
 */
export async function lettersThatCameBack(db: Db, actor: Actor, limit = 50): Promise<LetterCameBack[]> {
  if (!can(actor, "outbox.view")) return [];
  const order = [asc(mails.bouncedAt), asc(mails.id)];
  const rows = await mailsAbout(db, stillOwed(actor), order, limit);
  return rows.map(({ mailId, kind, statementId, subject, language, caseId, addressee, about, holder, ...row }) => ({
    ...{ mailId, kind, statementId, subject, language, caseId, addressee, about },
    isStatementOfReasons: kind === "mail.statement" && row.isStatementOfReasons === true,
    takenBy: holder,
    bouncedAt: row.bouncedAt.toISOString(),
    reason: row.reason ?? "",
  }));
}
