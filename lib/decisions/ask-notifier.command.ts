import "server-only";
import { and, asc, eq, inArray, isNull, not } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, noticeItems, noticeMessages, notices, orders } from "@/db/schema";
import { AskNotifier, type NotifierAsked } from "@/lib/intake/notice-message.contract";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { materialOf } from "./material.store";
import { withheldNames } from "./withheld.rules";
import { namesWithheld } from "./withhold.rules";

/** The notice that is asked about: of somebody who reported and did not take it back. Orders have letters of their own. */
async function askedNotice(tx: Tx, caseId: string, noticeId: string | undefined): Promise<string | null> {
  const [row] = await tx
    .select({ id: notices.id })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .leftJoin(orders, eq(orders.noticeId, notices.id))
    .where(
      and(
        eq(noticeItems.caseId, caseId),
        noticeId === undefined ? undefined : eq(notices.id, noticeId),
        isNull(notices.withdrawnAt),
        isNull(orders.id),
        not(inArray(notices.source, ["own_detection"])),
      ),
    )
    .orderBy(asc(notices.receivedAt), asc(notices.id))
    .limit(1);
  return row?.id ?? null;
}

/**
 * Asks a notifier something about what they reported: it stands on their page, and a mail says so where they left an
 * address. Neither learns who the other is, so a text that names one of them is refused.
 */
export const askNotifier = command<typeof AskNotifier, NotifierAsked>({
  name: "notice.ask",
  permission: "notice.ask",
  input: AskNotifier,
  subject: ({ caseId }, value) => ({
    kind: "case",
    id: caseId,
    platformId: value?.platform,
    detail: { messageId: value?.messageId },
  }),
  async run({ tx, actor, now }, { caseId, noticeId, text }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ state: cases.state, platformId: cases.platformId })
      .from(cases)
      .where(and(eq(cases.id, caseId), shownTo(actor)));
    const material = row && (await materialOf(tx, caseId));
    if (!row || !material) return fail("not_found", "case_not_found");
    if (row.state === "decided") return fail("refused", "case_decided_no_question");
    if (namesWithheld(text, withheldNames(material, actor.name)))
      return fail("refused", "refused", { fields: [{ field: "text", reason: "text_names_someone" }] });
    const asked = await askedNotice(tx, caseId, noticeId);
    if (!asked) return fail("refused", "nobody_to_ask");
    const { platformId } = row;
    const [message] = await tx
      .insert(noticeMessages)
      .values({ platformId, noticeId: asked, by: "desk", writtenBy: actor.id, text, writtenAt: now })
      .returning({ id: noticeMessages.id });
    if (!message) throw new Error("the question was not stored");
    const mail = {
      kind: "mail.question",
      payload: { noticeId: asked },
      dedupeKey: `question:${message.id}`,
      platformId,
    };
    await enqueue(tx, mail, now);
    return ok({ messageId: message.id, platform: platformId });
  },
});
