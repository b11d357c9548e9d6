import "server-only";
import { and, asc, eq, isNotNull, isNull, notInArray, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, mails, platforms, statements } from "@/db/schema";
import { letterKinds } from "@/lib/platform/letter-state.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { LetterCameBack } from "./mail-event.contract";

/**
 * Letters that came back and that somebody must see to, the oldest first; of cases that this reader may know. The duty to
 * tell (DSA Art. 17(2), 16(5)) is not met by a mail that nobody got. Where the person has read it at their link, it is.
 */
export async function lettersThatCameBack(db: Db, actor: Actor, limit = 50): Promise<LetterCameBack[]> {
  if (!can(actor, "outbox.view")) return [];
  const rows = await db
    .select({
      mailId: mails.id,
      kind: mails.kind,
      statementId: statements.id,
      subject: mails.subject,
      language: mails.language,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
      addressee: statements.addressee,
      isStatementOfReasons: statements.isStatementOfReasons,
      bouncedAt: mails.bouncedAt,
      reason: mails.bounceReason,
    })
    .from(mails)
    .innerJoin(statements, eq(statements.id, mails.statementId))
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(
      and(
        isNotNull(mails.bouncedAt),
        isNull(mails.settledAt),
        isNull(statements.revokedAt),
        or(isNull(statements.readAt), notInArray(mails.kind, [...letterKinds])),
        shownTo(actor),
      ),
    )
    .orderBy(asc(mails.bouncedAt), asc(mails.id))
    .limit(limit);
  return rows.map(({ prefix, number, bouncedAt, reason, ...row }) => ({
    ...row,
    reference: caseReference(prefix, number),
    bouncedAt: (bouncedAt ?? new Date(0)).toISOString(),
    reason: reason ?? "",
  }));
}
