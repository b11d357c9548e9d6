import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { people, platforms } from "@/db/schema";
import { appUrl } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { enqueueAll, NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import type { Role } from "@/lib/platform/permissions.rules";
import { translatorFor } from "@/messages/load";
import { copiesToReview } from "./copies-to-review.queries";

export const alertKinds = ["stopped", "silent", "held", "to_review"] as const;
export type Alert = { kind: (typeof alertKinds)[number]; platformId: string; why: string };

/** Who can do something about it: admins about the way to the database, supervisors about a copy that waits for a look. */
const told: Record<Alert["kind"], Role> = { stopped: "admin", silent: "admin", held: "admin", to_review: "supervisor" };

/**
 * Writes to everybody who can do something about it that statements do not reach the database. `once` tells one trouble
 * from another: of the same one nobody hears twice.
 */
export async function alertDesk(db: Db, { kind, platformId, why }: Alert, once: string, now: Date): Promise<void> {
  const readers = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, told[kind]), isNull(people.disabledAt)));
  const messages = readers.map(({ id }) => ({
    kind: "mail.database_alert",
    platformId,
    payload: { alert: kind, why, personId: id },
    dedupeKey: `database alert ${kind} ${platformId} ${once} ${id}`,
  }));
  await db.transaction((tx) => enqueueAll(tx, messages, now));
}

const Payload = z.object({ alert: z.enum(alertKinds), why: z.string(), personId: z.uuid() });

/**
 * Outbox handler of `mail.database_alert`: payload `{alert, why, personId}`; nothing in it is about a case. How many copies
 * wait for a look is counted when it leaves: none any more, no mail.
 */
export const deliverDatabaseAlert: OutboxHandler = async (message, { db, now }) => {
  const { alert, why, personId } = Payload.parse(message.payload);
  const [person] = await db.select().from(people).where(eq(people.id, personId));
  if (!person || person.disabledAt) throw new NotNeeded("this person no longer works here");
  const count = alert === "to_review" ? ((await copiesToReview(db, now)).get(message.platformId ?? "") ?? 0) : 1;
  if (count === 0) throw new NotNeeded("nothing waits for a look any more");
  const [platform] = await db.select().from(platforms).where(eq(platforms.id, message.platformId));
  const language = person.locale === "zh-Hans" ? "zh-Hans" : "en";
  const t = translatorFor(language, "database");
  const name = language === "zh-Hans" ? platform?.name.hans : platform?.name.en;
  const values = { count, platform: name ?? message.platformId, why: t.has(`why.${why}`) ? t(`why.${why}`) : why };
  const body = `${t(`alert.${alert}.text`, values)}\n\n${t("alert.where", { link: `${appUrl()}${alert === "to_review" ? "/outbox/copies" : "/outbox/database"}` })}\n`;
  const subject = t(`alert.${alert}.subject`, values);
  await sendMail(db, { outboxId: message.id, to: person.email, subject, body, language, kind: message.kind }, now);
};
