import "server-only";
import { database } from "@/db/client";
import { appendAudit } from "@/lib/platform/audit";
import { isProduction } from "@/lib/platform/env";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { mailById } from "./mailbox.queries";

/**
 * Opens one mail for reading and writes down who did: a statement is one person's matter. Null when there is none by
 * this id, or the actor may not see the mailbox.
 */
export async function openMail(actor: Actor, mailId: string, now: Date) {
  if (!can(actor, "mailbox.view") || !isId(mailId)) return null;
  const db = await database();
  const mail = await mailById(db, mailId);
  if (mail)
    await appendAudit(db, { actor, verb: "mail.view", outcome: "viewed", subject: { kind: "mail", id: mail.id }, now });
  if (!mail || !isProduction()) return mail;
  return { ...mail, body: withoutLinks(mail.body), html: withoutLinks(mail.html) };
}

/**
 * A link in a letter speaks for the person it was sent to: it files their appeal. Outside a demo, where following the
 * demo is the point, nobody at the desk gets it.
 */
function withoutLinks(body: string): string {
  return body.replace(/(\/decision\/)[A-Za-z0-9_-]{20,}/g, "$1…").replace(/([?&;]key=)[A-Za-z0-9_-]{10,}/g, "$1…");
}
