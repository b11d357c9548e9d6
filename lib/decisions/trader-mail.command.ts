import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { accounts, platforms, traders } from "@/db/schema";
import { appUrl } from "@/lib/platform/env";
import type { Message } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { settingsFor } from "@/lib/platform/settings";
import { traderContact } from "@/lib/platform/settings.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { languageFor } from "./letter-facts.rules";
import { inLanguage } from "./localised.rules";
import { missingOf } from "./trader.rules";
import { composeAsked, composeEnded } from "./trader-letter.rules";

const Payload = z.object({ accountId: z.uuid(), about: z.enum(["asked", "ended"]).default("asked") });

async function traderToWriteTo(db: Db, accountId: string) {
  const [row] = await db
    .select({
      trader: traders,
      email: accounts.email,
      handle: accounts.handle,
      externalId: accounts.externalId,
      language: accounts.language,
      platformId: platforms.id,
      zone: platforms.zone,
      name: platforms.name,
    })
    .from(traders)
    .innerJoin(accounts, eq(accounts.id, traders.accountId))
    .innerJoin(platforms, eq(platforms.id, traders.platformId))
    .where(eq(traders.accountId, accountId));
  return row;
}
type Row = NonNullable<Awaited<ReturnType<typeof traderToWriteTo>>>;

type Placed = Row & { contact: string | null };

function addressed({ language: tag, zone, name, handle, externalId, contact }: Placed) {
  const language = languageFor(tag);
  return { contact, language, zone, platformName: inLanguage(name, language), account: handle || externalId };
}

function askedLetter(row: Placed): Message {
  const to = addressed(row);
  const { correctionDueAt, correctionOf, correctionWhy } = row.trader;
  if (!correctionDueAt) throw new NotNeeded("no correction is asked for");
  return composeAsked(
    {
      ...to,
      fields: correctionOf,
      missing: missingOf(row.trader),
      why: correctionWhy,
      dueOn: dayIn(correctionDueAt, row.zone),
      termsUrl: new URL(`/terms/${row.platformId}?lang=${to.language}`, appUrl()).href,
    },
    { trader: translatorFor(to.language, "traderMail"), statement: translatorFor(to.language, "statement") },
  );
}

function endedLetter(row: Placed): Message {
  const to = addressed(row);
  const { contractEndedAt, purgeAt } = row.trader;
  if (!contractEndedAt || !purgeAt) throw new NotNeeded("the contract goes on");
  const days = { endedOn: dayIn(contractEndedAt, row.zone), keptUntil: dayIn(purgeAt, row.zone) };
  return composeEnded({ ...to, ...days }, translatorFor(to.language, "traderMail"));
}

/**
 * Outbox handler of `mail.trader`: payload `{accountId, about?}`. Asks a trader to correct or complete its data, or tells
 * it that its contract ended (DSA Art. 30). Goes to the account's address, else to the one in the record.
 */
export const deliverTraderLetter: OutboxHandler = async (message, { db, now }) => {
  const { accountId, about } = Payload.parse(message.payload);
  const row = await traderToWriteTo(db, accountId);
  const to = row?.email || row?.trader.email;
  if (!row || !to) throw new NotNeeded("no electronic address is known");
  const placed = { ...row, contact: traderContact(await settingsFor(db, row.platformId)) };
  const made = about === "ended" ? endedLetter(placed) : askedLetter(placed);
  const mail = mailText(made, addressed(placed).language, appUrl());
  await sendMail(db, { outboxId: message.id, to, kind: message.kind, ...mail }, now);
};
