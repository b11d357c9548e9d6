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
import { isCarriedOut, wasGivenUp } from "./carried-out.queries";
import { appealLetterMaterial, common } from "./letters.store";
import { tellRemedyEnd } from "./remedy-end.store";
import { composeRemedyEnd } from "./remedy-letter.rules";

/**
 * Outbox handler of `mail.remedy_end`: payload `{appealId}`. Tells who was right how it ended what the platform had still to
 * carry out (A6). Why it was given up are words for the desk: they are not in it.
 */
export const deliverRemedyEnd: OutboxHandler = async (message, { db, now }) => {
  const { appealId } = z.object({ appealId: z.uuid() }).parse(message.payload);
  const material = await appealLetterMaterial(db, appealId);
  if (!material?.to) throw new NotNeeded("no electronic address is known; the page at the link says where it stands");
  const { decision, statement, language, platform } = material;
  // The receiver has answered, and the row that says so is still being written.
  if (!(await isCarriedOut(db, decision.id))) throw new Error("the platform has still to confirm a part of it");
  const facts = {
    ...common(material),
    how: (await wasGivenUp(db, decision.id)) ? ("givenUp" as const) : ("done" as const),
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

/** Outbox handler of `webhook.event`. That a receiver took in a reversal is told to whoever waits for it. */
export const sendEvent: OutboxHandler = async (message, context) => {
  await sendWebhook(message, context);
  const reversal = Reversal.safeParse(message.payload);
  if (!reversal.success) return;
  await context.db.transaction((tx) => tellRemedyEnd(tx, reversal.data.decisionId, context.now, true));
};
