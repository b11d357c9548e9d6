import "server-only";
import { appealMail } from "@/lib/appeals/deliver.command";
import { deliverDisputeDone } from "@/lib/appeals/dispute-letter.command";
import { deliverRemedyEnd, sendEvent } from "@/lib/appeals/remedy-letter.command";
import { takeInHeldAppeal } from "@/lib/appeals/take-in.command";
import { deliverOverdue } from "@/lib/clocks/alert.command";
import { deliverAnomaly } from "@/lib/commitments/anomaly.command";
import { deliverStatement } from "@/lib/decisions/deliver.command";
import { hideWhenDecided } from "@/lib/decisions/hide-decided.command";
import { deliverTraderLetter } from "@/lib/decisions/trader-mail.command";
import { mediaFetches } from "@/lib/intake/fetch-media.command";
import { deliverQuestion } from "@/lib/intake/notice-message.command";
import { deliverOrderLetter } from "@/lib/intake/order-mail.command";
import { deliverReceipt } from "@/lib/intake/receipt.command";
import {
  deliverAppealHeld,
  deliverMisuseLetter,
  deliverNotProcessed,
  takeInHeldNotice,
} from "@/lib/misuse/deliver.command";
import type { OutboxHandlers } from "@/lib/platform/outbox";
import { deliverDatabaseAlert } from "@/lib/transparency/alert.store";

/** Who sends what: the kinds of outbox rows, gathered from every domain in the one place that knows them all. */
export const outboxHandlers: OutboxHandlers = {
  "mail.receipt": deliverReceipt,
  "mail.statement": deliverStatement,
  "mail.outcome": deliverStatement,
  "mail.question": deliverQuestion,
  "mail.order": deliverOrderLetter,
  "mail.overdue": deliverOverdue,
  "mail.anomaly": deliverAnomaly,
  "mail.dispute_done": deliverDisputeDone,
  "mail.remedy_end": deliverRemedyEnd,
  "mail.trader": deliverTraderLetter,
  "mail.misuse": deliverMisuseLetter,
  "mail.not_processed": deliverNotProcessed,
  "mail.appeal_held": deliverAppealHeld,
  "notice.take_in": takeInHeldNotice,
  "appeal.take_in": takeInHeldAppeal,
  "mail.database_alert": deliverDatabaseAlert,
  "case.hide": hideWhenDecided,
  ...appealMail,
  ...mediaFetches,
  "webhook.event": sendEvent,
};
