import "server-only";
import { database } from "@/db/client";
import { appendAudit } from "@/lib/platform/audit";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { mailById } from "./queries";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Opens one mail for reading and writes down who did: a statement is one person's matter. Null when there is none by
 * this id, or the actor may not see the mailbox.
 */
export async function openMail(actor: Actor, mailId: string, now: Date) {
  if (!can(actor, "mailbox.view") || !uuid.test(mailId)) return null;
  const db = await database();
  const mail = await mailById(db, mailId);
  if (mail)
    await appendAudit(db, { actor, verb: "mail.view", outcome: "viewed", subject: { kind: "mail", id: mail.id }, now });
  return mail;
}
