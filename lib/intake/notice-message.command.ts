import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { cases, noticeContacts, noticeItems, noticeMessages, notices, platforms } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { command } from "@/lib/platform/command";
import { appUrl, secrets } from "@/lib/platform/env";
import { isChinese, letter } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { threadOf } from "@/lib/platform/mail-thread";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { fail, ok, type Result } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";
import { WithdrawNotice, WriteToDesk } from "./notice-message.contract";
import { refusalToWithdraw, refusalToWrite } from "./notice-message.rules";
import { talkFacts } from "./notice-message.store";
import { opens, readReference, trackingPath, trackingSecret } from "./reference.rules";

type Known = Pick<typeof notices.$inferSelect, "id" | "platformId" | "withdrawnAt">;

/** The notice behind a reference and its secret, locked; whoever has only one of them learns nothing. */
async function openedBy(tx: Tx, given: { reference: string; secret: string }): Promise<Result<Known>> {
  const reference = readReference(given.reference);
  const { id, platformId, withdrawnAt, secretHash } = notices;
  const [row] = reference
    ? await tx
        .select({ id, platformId, withdrawnAt, secretHash })
        .from(notices)
        .where(eq(notices.reference, reference))
        .for("update")
    : [];
  return row && opens(given.secret, row.secretHash) ? ok(row) : fail("not_found", "tracking_wrong");
}

const subject = (_input: unknown, value?: { noticeId: string }) => ({
  kind: "notice",
  id: value?.noticeId ?? "unknown",
});

/**
 * Takes a notice back, by its notifier, until its last item is decided. Its cases stay: what was seen may be a violation
 * whoever reports it. Its notifier is told no outcome from now on.
 */
export const withdrawNotice = command({
  name: "notice.withdraw",
  permission: "notice.track",
  input: WithdrawNotice,
  subject,
  async run({ tx, now, onPlatform }, input) {
    const notice = await openedBy(tx, input);
    if (!notice.ok) return notice;
    onPlatform(notice.value.platformId);
    const refusal = refusalToWithdraw(await talkFacts(tx, notice.value));
    if (refusal) return fail("refused", refusal);
    await tx.update(notices).set({ withdrawnAt: now }).where(eq(notices.id, notice.value.id));
    return ok({ noticeId: notice.value.id });
  },
});

/** A notifier answers the desk, or asks it something. Cases that wait come back, so that somebody reads it. */
export const writeToDesk = command({
  name: "notice.write",
  permission: "notice.track",
  input: WriteToDesk,
  subject,
  async run({ tx, now, onPlatform }, { text, ...given }) {
    const notice = await openedBy(tx, given);
    if (!notice.ok) return notice;
    const { id: noticeId, platformId } = notice.value;
    onPlatform(platformId);
    const refusal = refusalToWrite(await talkFacts(tx, notice.value));
    if (refusal) return fail("refused", refusal);
    await tx.insert(noticeMessages).values({ platformId, noticeId, by: "notifier", text, writtenAt: now });
    const theirs = tx.select({ id: noticeItems.caseId }).from(noticeItems).where(eq(noticeItems.noticeId, noticeId));
    await tx
      .update(cases)
      .set({ waitingUntil: now })
      .where(and(inArray(cases.id, theirs), eq(cases.state, "waiting")));
    return ok({ noticeId });
  },
});

/**
 * Outbox handler of `mail.question`: payload `{noticeId}`. It says that the desk asks something and where to read and
 * answer it; the question itself is not in a mail that anybody may read over a shoulder.
 */
export const deliverQuestion: OutboxHandler = async (message, { db, now }) => {
  const noticeId = z.uuid().parse(message.payload.noticeId);
  const [row] = await db
    .select({
      reference: notices.reference,
      withdrawnAt: notices.withdrawnAt,
      name: platforms.name,
      email: noticeContacts.email,
      language: noticeContacts.language,
    })
    .from(notices)
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .where(eq(notices.id, noticeId));
  if (!row?.email) throw new NotNeeded("no address was left, or it has been erased");
  if (row.withdrawnAt) throw new NotNeeded("the notice was taken back");
  const language = letterLanguageOfTag(row.language) ?? "en";
  const t = translatorFor(language, "noticeMail");
  const platform = isChinese(language) ? row.name[language === "zh-Hant" ? "hant" : "hans"] : row.name.en;
  const url = `${appUrl()}${trackingPath(row.reference, trackingSecret(secrets().links, noticeId))}`;
  const paragraphs = [t("asked", { platform, reference: row.reference }), t("where", { url }), t("free")];
  const made = letter(t("subject", { platform, reference: row.reference }), [
    { id: "question", heading: t("heading"), paragraphs },
  ]);
  const thread = threadOf(["notice", noticeId]);
  const mail = {
    outboxId: message.id,
    to: row.email,
    ...mailText(made, language, appUrl()),
    kind: message.kind,
    thread,
  };
  await sendMail(db, mail, now);
};
