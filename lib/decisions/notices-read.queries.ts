import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, noticeContacts, noticeItems, notices, orders, snapshots, trustedFlaggers } from "@/db/schema";
import { missingOf } from "@/lib/intake/bringing.rules";
import type { NoticeMessage } from "@/lib/intake/notice-message.contract";
import { messagesOf } from "@/lib/intake/notice-message.store";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { NoticeView } from "./notice-view.contract";
import { withoutNotifier } from "./reply-names.rules";
import { revealsOn } from "./reveal.store";

/** The reports of a case. Who sent them is told to nobody: only whether an answer can be sent (DESIGN 3.11). */
export async function noticesOf(db: Db, actor: Actor, caseId: string): Promise<NoticeView[]> {
  const rows = await db
    .select({
      id: notices.id,
      reference: notices.reference,
      source: notices.source,
      legalClaim: notices.legalClaim,
      childAbuseClaim: notices.childAbuseClaim,
      category: notices.category,
      legalReference: notices.legalReference,
      explanation: notices.explanation,
      detail: noticeItems.detail,
      tags: notices.tags,
      relation: notices.relation,
      claims: noticeItems.claims,
      receivedAt: notices.receivedAt,
      email: noticeContacts.email,
      contactName: noticeContacts.name,
      content: sql<string>`coalesce(${snapshots.title}, '') || ' ' || ${snapshots.text}`,
      flaggerName: trustedFlaggers.name,
      standing: notices.flaggerStanding,
      withdrawnAt: notices.withdrawnAt,
      knowledgeAt: notices.knowledgeAt,
      bringing: notices.bringing,
      automatedDetection: notices.automatedDetection,
      order: {
        authority: orders.authority,
        country: orders.country,
        legalBasis: orders.legalBasis,
        holdUntil: orders.holdUntil,
      },
    })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .leftJoin(trustedFlaggers, eq(trustedFlaggers.id, notices.flaggerId))
    .leftJoin(orders, eq(orders.noticeId, notices.id))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(eq(noticeItems.caseId, caseId))
    .orderBy(asc(notices.receivedAt), asc(notices.id))
    .limit(200);
  const said = await messagesOf(
    db,
    rows.map(({ id }) => id),
  );
  const reveals = await revealsOn(db, actor, caseId);
  const senders = [...new Set(rows.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()])))];
  return rows.map(({ contactName, content, ...row }) => {
    const { email, receivedAt, flaggerName, standing, order, withdrawnAt, knowledgeAt, ...notice } = row;
    const reveal = reveals.get(notice.id) ?? null;
    // Whoever may read the name that two people agreed on reads it here as well.
    const isNamed = reveal?.state === "consented" && reveal.name !== null;
    const names = [isNamed ? null : contactName, email].filter((name): name is string => Boolean(name?.trim()));
    return {
      ...notice,
      missing: missingOf(notice.source, notice.relation, notice.bringing),
      knowledgeAt: knowledgeAt?.toISOString() ?? null,
      isWithdrawn: withdrawnAt !== null,
      messages: (said.get(notice.id) ?? []).map((line) => asRead(line, { names, content })),
      order: order && { ...order, holdUntil: order.holdUntil?.toISOString() ?? null },
      flagger: standing === null ? null : { name: flaggerName ?? "", standing },
      sender: email === null ? null : senders.indexOf(email.toLowerCase()),
      receivedAt: receivedAt.toISOString(),
      hasContact: email !== null,
      reveal,
    };
  });
}

/** One line of the talk at the desk: its own as it was written, the notifier's without what says who they are. */
function asRead(line: NoticeMessage, about: Parameters<typeof withoutNotifier>[1]): NoticeView["messages"][number] {
  const text = line.by === "desk" ? line.text : withoutNotifier(line.text, about);
  return text === line.text.normalize("NFC") ? line : { ...line, text, isCut: true };
}
