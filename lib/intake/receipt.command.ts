import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { noticeContacts, noticeItems, notices, platforms } from "@/db/schema";
import { localeOfTag } from "@/i18n/locales";
import { appUrl, secrets } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { composeNoticeReceipt } from "./receipt.rules";
import { trackingPath, trackingSecret } from "./reference.rules";

/** Outbox handler of `mail.receipt`: payload `{noticeId}`. One receipt a notice, to the address it was given (N8). */
export const deliverReceipt: OutboxHandler = async (message, { db, now }) => {
  const noticeId = z.uuid().parse(message.payload.noticeId);
  const [row] = await db
    .select({
      reference: notices.reference,
      receivedAt: notices.receivedAt,
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
  const language = localeOfTag(row.language) ?? "en";
  const receipt = composeNoticeReceipt(
    {
      language,
      reference: row.reference,
      platformName: language === "zh-Hans" ? row.platformName.hans : row.platformName.en,
      receivedOn: dayIn(row.receivedAt, row.zone),
      zone: row.zone,
      itemCount: row.items,
      trackingUrl: `${appUrl()}${trackingPath(row.reference, trackingSecret(secrets().links, noticeId))}`,
    },
    translatorFor(language, "receipt"),
  );
  await sendMail(
    db,
    { outboxId: message.id, to: row.email, subject: receipt.subject, body: receipt.text, language, kind: message.kind },
    now,
  );
};
