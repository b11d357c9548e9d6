import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { accounts, platforms, traders } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { dayWithZone, intlTag, letter } from "@/lib/platform/letter.rules";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { inLanguage } from "./localised.rules";

/**
 * Outbox handler of `mail.trader`: payload `{accountId}`. Asks a trader to correct or complete its data, with the last day
 * and what follows otherwise (DSA Art. 30(3)). Goes to the account's address, else to the one in the record.
 */
export const deliverTraderLetter: OutboxHandler = async (message, { db, now }) => {
  const accountId = z.uuid().parse(message.payload.accountId);
  const [row] = await db
    .select({
      trader: traders,
      email: accounts.email,
      language: accounts.language,
      zone: platforms.zone,
      name: platforms.name,
    })
    .from(traders)
    .innerJoin(accounts, eq(accounts.id, traders.accountId))
    .innerJoin(platforms, eq(platforms.id, traders.platformId))
    .where(eq(traders.accountId, accountId));
  const { correctionDueAt = null, correctionOf = [], correctionWhy = "" } = row?.trader ?? {};
  const to = row?.email || row?.trader.email;
  if (!row || !to) throw new NotNeeded("no electronic address is known");
  if (!correctionDueAt) throw new NotNeeded("no correction is asked for");
  const language = letterLanguageOfTag(row.language ?? "") ?? "en";
  const t = translatorFor(language, "traderMail");
  const platform = inLanguage(row.name, language);
  const list = new Intl.ListFormat(intlTag(language), { type: "conjunction" });
  const fields = list.format(correctionOf.map((field) => t(`fields.${field}`)));
  const day = dayWithZone(dayIn(correctionDueAt, row.zone), row.zone, language);
  const made = letter(t("subject", { platform }), [
    {
      id: "asked",
      heading: t("heading"),
      paragraphs: [t("asked", { platform }), t("correct", { fields }), ...(correctionWhy ? [correctionWhy] : [])],
    },
    { id: "next", heading: t("next"), paragraphs: [t("due", { day }), t("otherwise")] },
  ]);
  const mail = { outboxId: message.id, to, subject: made.subject, body: made.text, kind: message.kind, language };
  await sendMail(db, mail, now);
};
