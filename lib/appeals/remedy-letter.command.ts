import "server-only";
import { z } from "zod";
import { threadOfAddressee } from "@/lib/decisions/deliver.command";
import { disputeBodiesUrl, disputePageAt } from "@/lib/decisions/letter-facts.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { appUrl } from "@/lib/platform/env";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { settingsFor } from "@/lib/platform/settings";
import { sendWebhook } from "@/lib/platform/webhook";
import { caseReference } from "@/lib/queue/row.rules";
import { confirmByReceiver } from "./carried-out.queries";
import { appealLetterMaterial, common } from "./letters.store";
import { lockAppealsAgainst, tellRemedyEnd } from "./remedy-end.store";
import { composeRemedyEnd } from "./remedy-letter.rules";

const Ended = z.object({ appealId: z.uuid(), how: z.enum(["done", "givenUp"]) });

/**
 * Outbox handler of `mail.remedy_end`: payload `{appealId, how}`. Tells who was right how it ended what the platform had still to
 * carry out (A6). Why it was given up are words for the desk: they are not in it.
 */
export const deliverRemedyEnd: OutboxHandler = async (message, { db, now }) => {
  const { appealId, how } = Ended.parse(message.payload);
  const material = await appealLetterMaterial(db, appealId);
  if (!material?.to) throw new NotNeeded("no electronic address is known; the page at the link says where it stands");
  const { decision, statement, language, platform } = material;
  const facts = {
    ...common(material),
    how,
    caseReference: caseReference(platform.prefix, material.caseNumber),
    contact: (await settingsFor(db, platform.id)).contactAddress || null,
    redress: { disputeBodiesUrl, disputePageUrl: disputePageAt(appUrl(), language) },
  };
  const made = composeRemedyEnd(facts, wordsOf(language, "statement"));
  const mail = {
    outboxId: message.id,
    to: material.to,
    ...mailText(made, language, appUrl()),
    kind: message.kind,
    thread: threadOfAddressee({ ...statement, caseId: decision.caseId }),
    statementId: statement.id,
  };
  await sendMail(db, mail, now);
};

const Reversal = z.object({ event: z.literal("decision.reversed"), decisionId: z.uuid() });

/**
 * Outbox handler of `webhook.event`. A reversal that its receiver took in is done in the ledger from here on, before the
 * message's own row says that it was sent: whoever waits for it is told in the same transaction.
 */
export const sendEvent: OutboxHandler = async (message, context) => {
  await sendWebhook(message, context);
  const reversal = Reversal.safeParse(message.payload);
  if (!reversal.success) return;
  const { decisionId } = reversal.data;
  await context.db.transaction(async (tx) => {
    await lockAppealsAgainst(tx, decisionId);
    await confirmByReceiver(tx, { decisionId, key: message.dedupeKey }, context.now);
    await tellRemedyEnd(tx, decisionId, context.now);
  });
};
