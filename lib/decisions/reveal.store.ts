import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import { cases, noticeContacts, noticeItems, notices, notifierReveals, orders, people } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import type { RevealView } from "./reveal.contract";
import { mayBeNamed } from "./reveal.rules";

/** Columns by which it is judged whether a notifier may be named; of a query that joins their tables. */
export const nameableColumns = {
  source: notices.source,
  legalClaim: notices.legalClaim,
  childAbuseClaim: notices.childAbuseClaim,
  relation: notices.relation,
  bringing: notices.bringing,
  contactName: noticeContacts.name,
  isWithdrawn: sql<boolean>`${isNotNull(notices.withdrawnAt)}`,
  isChildSafety: cases.childSafety,
};

/** The platform and state of a case, where this report is one of it and its sender may be named; else null. */
export async function nameableOn(tx: Tx, actor: Actor, { caseId, noticeId }: { caseId: string; noticeId: string }) {
  const [row] = await tx
    .select({ ...nameableColumns, platformId: cases.platformId, state: cases.state, orderId: orders.id })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .leftJoin(orders, eq(orders.noticeId, notices.id))
    .where(and(eq(noticeItems.caseId, caseId), eq(notices.id, noticeId), shownTo(actor)))
    .limit(1);
  return row && row.orderId === null && mayBeNamed(row) ? row : null;
}

/** The newest request about each report of a case, by report. */
export async function revealsOn(db: Db, actor: Actor, caseId: string): Promise<Map<string, RevealView>> {
  const asker = alias(people, "asker");
  const answerer = alias(people, "answerer");
  const rows = await db
    .selectDistinctOn([notifierReveals.noticeId], {
      reveal: notifierReveals,
      asker: asker.name,
      answerer: answerer.name,
      name: noticeContacts.name,
    })
    .from(notifierReveals)
    .innerJoin(asker, eq(asker.id, notifierReveals.askedBy))
    .leftJoin(answerer, eq(answerer.id, notifierReveals.answeredBy))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notifierReveals.noticeId))
    .where(eq(notifierReveals.caseId, caseId))
    .orderBy(notifierReveals.noticeId, desc(notifierReveals.askedAt), desc(notifierReveals.id));
  // Not through a program that acts for them: it has nothing to consent to.
  const mayKnow = actor.kind === "person" && !actor.through && can(actor, "notice.contact");
  return new Map(
    rows.map(({ reveal, asker: askedBy, answerer: answeredBy, name }) => [
      reveal.noticeId,
      {
        id: reveal.id,
        state: reveal.state,
        why: reveal.why,
        askedBy,
        isMine: actor.kind === "person" && actor.id === reveal.askedBy,
        answeredBy,
        answerWhy: reveal.answerWhy,
        name: mayKnow ? name : null,
      },
    ]),
  );
}
