import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { noticeContacts, noticeItems, notices, platforms } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { appUrl, secrets } from "@/lib/platform/env";
import { isChinese } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { threadOf } from "@/lib/platform/mail-thread";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { helpOnNotice } from "./help.queries";
import { composeNoticeReceipt } from "./receipt.rules";
import { trackingPath, trackingSecret } from "./reference.rules";

/** Outbox handler of `mail.receipt`: payload `{noticeId}`. One receipt a notice, to the address it was given (N8). */
export const deliverReceipt: OutboxHandler = async (message, { db, now }) => {
  const noticeId = z.uuid().parse(message.payload.noticeId);
  const [row] = await db
    .select({
      reference: notices.reference,
      receivedAt: notices.receivedAt,
      category: notices.category,
      childAbuseClaim: notices.childAbuseClaim,
      platformName: platforms.name,
      email: noticeContacts.email,
      language: noticeContacts.language,
      zone: noticeContacts.zone,
      items: sql<number>`(select count(*)::int from ${noticeItems} where ${noticeItems.noticeId} = ${notices.id})`,
    })
    .from(notices)
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .where(eq(notices.id, noticeId));
  if (!row?.email) throw new NotNeeded("no address was left, or it has been erased");
  const language = letterLanguageOfTag(row.language) ?? "en";
  const receipt = composeNoticeReceipt(
    {
      language,
      reference: row.reference,
      platformName: isChinese(language)
        ? row.platformName[language === "zh-Hant" ? "hant" : "hans"]
        : row.platformName.en,
      receivedOn: dayIn(row.receivedAt, row.zone),
      zone: row.zone,
      itemCount: row.items,
      help: await helpOnNotice(db, row),
      trackingUrl: `${appUrl()}${trackingPath(row.reference, trackingSecret(secrets().links, noticeId))}`,
    },
    translatorFor(language, "receipt"),
  );
  const thread = threadOf(["notice", noticeId]);
  const mail = {
    outboxId: message.id,
    to: row.email,
    ...mailText(receipt, language, appUrl()),
    kind: message.kind,
    thread,
  };
  await sendMail(db, mail, now);
};
