import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { people, platforms } from "@/db/schema";
import { appUrl } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { enqueueAll, NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { translatorFor } from "@/messages/load";

export const alertKinds = ["stopped", "silent", "held"] as const;
export type Alert = { kind: (typeof alertKinds)[number]; platformId: string; why: string };

/**
 * Writes to everybody who can do something about it that statements do not reach the database. `once` tells one trouble
 * from another: of the same one nobody hears twice.
 */
export async function alertAdmins(db: Db, { kind, platformId, why }: Alert, once: string, now: Date): Promise<void> {
  const admins = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, "admin"), isNull(people.disabledAt)));
  const messages = admins.map(({ id }) => ({
    kind: "mail.database_alert",
    platformId,
    payload: { alert: kind, why, personId: id },
    dedupeKey: `database alert ${kind} ${platformId} ${once} ${id}`,
  }));
  await db.transaction((tx) => enqueueAll(tx, messages, now));
}

const Payload = z.object({ alert: z.enum(alertKinds), why: z.string(), personId: z.uuid() });

/** Outbox handler of `mail.database_alert`: payload `{alert, why, personId}`; nothing in it is about a case. */
export const deliverDatabaseAlert: OutboxHandler = async (message, { db, now }) => {
  const { alert, why, personId } = Payload.parse(message.payload);
  const [person] = await db.select().from(people).where(eq(people.id, personId));
  if (!person || person.disabledAt) throw new NotNeeded("this person no longer works here");
  const [platform] = await db.select().from(platforms).where(eq(platforms.id, message.platformId));
  const language = person.locale === "zh-Hans" ? "zh-Hans" : "en";
  const t = translatorFor(language, "database");
  const name = language === "zh-Hans" ? platform?.name.hans : platform?.name.en;
  const values = { platform: name ?? message.platformId, why: t.has(`why.${why}`) ? t(`why.${why}`) : why };
  const body = `${t(`alert.${alert}.text`, values)}\n\n${t("alert.where", { link: `${appUrl()}/outbox/database` })}\n`;
  const subject = t(`alert.${alert}.subject`, values);
  await sendMail(db, { outboxId: message.id, to: person.email, subject, body, language, kind: message.kind }, now);
};
