import "server-only";
import { appealMail } from "@/lib/appeals/deliver.command";
import { deliverStatement } from "@/lib/decisions/deliver.command";
import { deliverReceipt } from "@/lib/intake/receipt.command";
import type { OutboxHandlers } from "@/lib/platform/outbox";
import { sendWebhook } from "@/lib/platform/webhook";

/** Who sends what: the kinds of outbox rows, gathered from every domain in the one place that knows them all. */
export const outboxHandlers: OutboxHandlers = {
  "mail.receipt": deliverReceipt,
  "mail.statement": deliverStatement,
  "mail.outcome": deliverStatement,
  ...appealMail,
  "webhook.event": sendWebhook,
};
