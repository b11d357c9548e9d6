import "server-only";
import { and, inArray, type SQL, sql } from "drizzle-orm";
import { mails, orderLetters } from "@/db/schema";
import { hiddenCategory } from "@/lib/intake/order.store";
import { broughtBy } from "@/lib/intake/order-told.store";
import type { Actor } from "@/lib/platform/permissions.rules";
import { isCleared } from "@/lib/platform/skills.rules";

/**
 * Mails that the law owes to a person or an authority: statements (Art. 17), outcomes and receipts (Art. 16), answers to
 * appeals (Art. 20) with their receipts, what a dispute led to (Art. 21), warnings and suspensions (Art. 23), letters about orders (Art. 9, 10), and what a
 * trader has to correct (Art. 30). A question to a notifier, or what our own people are told, is none.
 */
export const owedMailKinds = [
  "mail.statement",
  "mail.outcome",
  "mail.receipt",
  "mail.appeal_receipt",
  "mail.appeal_answer",
  "mail.dispute_done",
  "mail.remedy_end",
  "mail.misuse",
  "mail.not_processed",
  "mail.appeal_held",
  "mail.order",
  "mail.trader",
] as const;

/** What an outbox row was about, by the name that its payload gives it. `behind` is the row's alias. */
export const namedIn = (field: "noticeId" | "orderId" | "letterId" | "accountId" | "heldId", alias = "behind") =>
  sql`(${sql.raw(alias)}.payload ->> ${sql.raw(`'${field}'`)})::uuid`;

/** Mails that this actor may know of: none about a case, a report or an order of child safety without clearance. */
export function mailShownTo(actor: Actor): SQL | undefined {
  if (isCleared(actor)) return undefined;
  return and(
    sql`not exists (select 1 from statements brought join decisions made on made.id = brought.decision_id
      join cases hidden on hidden.id = made.case_id where brought.id = ${mails.statementId} and hidden.child_safety)`,
    sql`not exists (select 1 from outbox behind join notice_items named on named.notice_id = ${namedIn("noticeId")}
      join cases hidden on hidden.id = named.case_id where behind.id = ${mails.outboxId} and hidden.child_safety)`,
    sql`not exists (select 1 from outbox behind join orders ordered on ordered.id = ${namedIn("orderId")}
      where behind.id = ${mails.outboxId} and ordered.category = ${hiddenCategory})`,
  );
}

/**
 * Mails that came back and that somebody must see to. Not those whose letter was called back, or was read at its link all
 * the same. The first line is the condition of the index `mails_to_settle`.
 */
export function stillOwed(actor: Actor): SQL | undefined {
  return and(
    sql`${mails.bouncedAt} is not null and ${mails.settledAt} is null`,
    inArray(mails.kind, [...owedMailKinds]),
    sql`not exists (select 1 from statements brought where brought.id = ${mails.statementId}
      and (brought.revoked_at is not null or (brought.read_at is not null and ${mails.kind} in ('mail.statement', 'mail.outcome'))))`,
    sql`not exists (select 1 from ${orderLetters} where ${orderLetters.readAt} is not null and ${broughtBy(mails.outboxId)})`,
    mailShownTo(actor),
  );
}
