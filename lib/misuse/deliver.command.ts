import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import {
  heldAppeals,
  heldNotices,
  misuseLetters,
  misuseMeasures,
  misuseSubjects,
  noticeContacts,
  notices,
  statements,
} from "@/db/schema";
import { withCurrentLinks } from "@/lib/decisions/signed-links.rules";
import { submitNotice } from "@/lib/intake/commands";
import { secrets } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler, Refused } from "@/lib/platform/outbox";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { misuseText } from "./letter.rules";
import { writeLetter } from "./letters.store";
import { misuseLink, newestMisuseLink } from "./links.store";
import { addresseeOf } from "./subject.store";

/** Outbox handler of `mail.misuse`: payload `{letterId}`. As it is stored, to the address of who it is about. */
export const deliverMisuseLetter: OutboxHandler = async (message, { db, now }) => {
  const letterId = z.uuid().parse(message.payload.letterId);
  const [row] = await db
    .select({ letter: misuseLetters, subject: misuseSubjects })
    .from(misuseLetters)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseLetters.measureId))
    .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
    .where(eq(misuseLetters.id, letterId));
  if (!row) throw new NotNeeded("there is no such letter");
  const { letter, subject } = row;
  const { email } = await addresseeOf(db, subject);
  if (!email) throw new NotNeeded("no electronic address is known");
  const serial = (await newestMisuseLink(db, letter.measureId))?.serial ?? 0;
  const parts = withCurrentLinks(letter.parts, { id: letterId, serial }, secrets().links);
  const body = misuseText(parts, misuseLink(letterId, serial), translatorFor(letter.language, "misuseLetters"));
  const { language, subject: line } = letter;
  await sendMail(db, { outboxId: message.id, to: email, subject: line, body, language, kind: message.kind }, now);
  await db
    .update(misuseLetters)
    .set({ sentAt: letter.sentAt ?? now })
    .where(eq(misuseLetters.id, letterId));
};

/**
 * Outbox handler of `mail.not_processed`: payload `{noticeId, measureId}`. Tells the address that was given in a report,
 * and nobody else, that it is not processed and until when (DSA Art. 23(2), M2).
 */
export const deliverNotProcessed: OutboxHandler = async (message, context) => {
  const { db, now } = context;
  const { noticeId, measureId } = z.object({ noticeId: z.uuid(), measureId: z.uuid() }).parse(message.payload);
  const [row] = await db
    .select({ reference: notices.reference, receivedAt: notices.receivedAt, measure: misuseMeasures })
    .from(notices)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, measureId))
    .where(eq(notices.id, noticeId));
  if (!row) throw new NotNeeded("there is no such report");
  const { measure, reference, receivedAt } = row;
  const [contact] = await db.select().from(noticeContacts).where(eq(noticeContacts.noticeId, noticeId));
  const notice = { reference, day: dayIn(receivedAt, contact?.zone ?? "UTC") };
  const letterId = await writeLetter(db, measure, { kind: "not_processed", why: "", notice }, now);
  await deliverMisuseLetter({ ...message, payload: { letterId } }, context);
};

/**
 * Outbox handler of `mail.appeal_held`: payload `{heldId}`. Tells whoever complained that their complaint is kept, until
 * when it is not processed, and that it is taken up by itself (DSA Art. 23(2), M2).
 */
export const deliverAppealHeld: OutboxHandler = async (message, context) => {
  const { db, now } = context;
  const heldId = z.uuid().parse(message.payload.heldId);
  const [row] = await db
    .select({ held: heldAppeals, measure: misuseMeasures, zone: statements.zone })
    .from(heldAppeals)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, heldAppeals.measureId))
    .innerJoin(statements, eq(statements.id, heldAppeals.statementId))
    .where(eq(heldAppeals.id, heldId));
  if (!row) throw new NotNeeded("there is no such complaint");
  const { held, measure, zone } = row;
  const appeal = { reference: held.reference, dueDay: dayIn(held.receivedAt, zone), outcome: null, reasons: null };
  const letterId = await writeLetter(db, measure, { kind: "appeal_held", why: "", appeal }, now);
  await deliverMisuseLetter({ ...message, payload: { letterId } }, context);
};

/** Outbox handler of `notice.take_in`: payload `{noticeId}`. Sends in again what was not processed, once. */
export const takeInHeldNotice: OutboxHandler = async (message, { db, now }) => {
  const noticeId = z.uuid().parse(message.payload.noticeId);
  const [held] = await db.select().from(heldNotices).where(eq(heldNotices.noticeId, noticeId));
  if (!held || held.takenInAt) throw new NotNeeded("it was taken in before");
  const [notice] = await db.select({ withdrawnAt: notices.withdrawnAt }).from(notices).where(eq(notices.id, noticeId));
  if (notice?.withdrawnAt) throw new NotNeeded("its sender took it back");
  const [contact] = await db.select().from(noticeContacts).where(eq(noticeContacts.noticeId, noticeId));
  const { name, email } = contact ?? { name: null, email: null };
  const raw = { ...held.input, ...(name ? { name } : {}), ...(email ? { email } : {}), goodFaith: true };
  const answer = await submitNotice({ kind: "system", name: "outbox" }, raw, { channel: "desk" }, now);
  if (!answer.ok) throw new Refused(`the report was not taken in: ${answer.reason}`);
  await db.update(heldNotices).set({ takenInAt: now }).where(eq(heldNotices.noticeId, noticeId));
};
