import "server-only";
import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, noticeItems, noticeMessages, type notices } from "@/db/schema";
import type { NoticeMessage } from "./notice-message.contract";
import type { TalkFacts } from "./notice-message.rules";

/** What was said under each of these notices, oldest first; who of the desk wrote is not read. */
export async function messagesOf(db: Db | Tx, noticeIds: readonly string[]): Promise<Map<string, NoticeMessage[]>> {
  const found = new Map<string, NoticeMessage[]>();
  if (noticeIds.length === 0) return found;
  const { noticeId, by, text, writtenAt, id } = noticeMessages;
  const rows = await db
    .select({ noticeId, by, text, writtenAt })
    .from(noticeMessages)
    .where(inArray(noticeId, [...noticeIds]))
    .orderBy(asc(writtenAt), asc(id))
    .limit(2_000);
  for (const { noticeId: of, writtenAt: at, ...line } of rows)
    found.set(of, [...(found.get(of) ?? []), { ...line, at: at.toISOString() }]);
  return found;
}

/** What decides whether a notifier may still write or withdraw. */
export async function talkFacts(
  db: Db | Tx,
  notice: Pick<typeof notices.$inferSelect, "id" | "withdrawnAt">,
): Promise<TalkFacts> {
  const items = await db
    .select({ state: cases.state })
    .from(noticeItems)
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .where(eq(noticeItems.noticeId, notice.id));
  const [lines] = await db
    .select({ n: count() })
    .from(noticeMessages)
    .where(and(eq(noticeMessages.noticeId, notice.id), eq(noticeMessages.by, "notifier")));
  return {
    withdrawnAt: notice.withdrawnAt,
    // In no case, its sender is suspended: the page is that of any report that waits, for whoever opened it.
    isDecided: items.length === 0 ? [false] : items.map(({ state }) => state === "decided"),
    linesByNotifier: lines?.n ?? 0,
  };
}
