import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { appeals } from "@/db/schema";
import { threadOfAddressee } from "@/lib/decisions/deliver.command";
import { command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import { StoredPart } from "@/lib/platform/letter.contract";
import type { Message } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler, type OutboxHandlers, Refused } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";
import { answerLetter, givenAnswer } from "./answer-letter.store";
import { composeAppealReceipt } from "./letter.rules";
import { type AppealMaterial, appealLetterMaterial, receiptFacts } from "./letters.store";
import { changeAppeal, moveAppeal } from "./move.store";
import { tellRemedyEnd } from "./remedy-end.store";

/** Records that the person was told the answer, with the answer as sent; the appeal is then closed (Q73). */
const markAnswered = command({
  name: "appeal.notify",
  permission: "statement.send",
  input: z.object({
    appealId: z.uuid(),
    subject: z.string(),
    parts: z.array(StoredPart),
  }),
  subject: (input) => ({ kind: "appeal", id: input.appealId }),
  async run({ tx, now, onPlatform }, input) {
    const [row] = await tx
      .select({
        id: appeals.id,
        state: appeals.state,
        notifiedAt: appeals.notifiedAt,
        platformId: appeals.platformId,
        decisionId: appeals.decisionId,
      })
      .from(appeals)
      .where(eq(appeals.id, input.appealId))
      .for("update");
    if (!row) return fail("not_found");
    onPlatform(row.platformId);
    if (row.notifiedAt) return ok(null);
    const told = { answerSubject: input.subject, answerParts: input.parts, notifiedAt: now };
    if (row.state === "inadmissible") await changeAppeal(tx, row.id, told);
    else await moveAppeal(tx, row, "notified", told);
    // The platform may have confirmed it before the letter that says that it has still to.
    await tellRemedyEnd(tx, row.decisionId, now);
    return ok(null);
  },
});

async function materialOf(db: Db, payload: Record<string, unknown>): Promise<AppealMaterial> {
  const material = await appealLetterMaterial(db, z.uuid().parse(payload.appealId));
  if (!material) throw new NotNeeded("there is no such appeal");
  return material;
}

const mailOf = (
  { statement, decision, to, language }: AppealMaterial,
  letter: Message,
  message: { id: string; kind: string },
) => ({
  outboxId: message.id,
  to: to ?? "",
  ...mailText(letter, language, appUrl()),
  kind: message.kind,
  thread: threadOfAddressee({ ...statement, caseId: decision.caseId }),
  statementId: statement.id,
});

/** Outbox handler of `mail.appeal_receipt`: confirms that an appeal arrived. */
const deliverReceipt: OutboxHandler = async (message, { db, now }) => {
  const material = await materialOf(db, message.payload);
  if (!material.to) throw new NotNeeded("no electronic address is known; the page at the link shows it");
  const letter = composeAppealReceipt(receiptFacts(material), translatorFor(material.language, "statement"));
  await sendMail(db, mailOf(material, letter, message), now);
};

/** Outbox handler of `mail.appeal_answer`: the reasoned answer (A7); without an address it stands at the link. */
const deliverAnswer: OutboxHandler = async (message, { db, now }) => {
  const material = await materialOf(db, message.payload);
  const letter = await answerLetter(db, material, await givenAnswer(db, material, now));
  const told = { appealId: material.appeal.id, subject: letter.subject, parts: letter.parts };
  try {
    if (material.to) await sendMail(db, mailOf(material, letter, message), now);
  } catch (error) {
    // An address that takes no mail does not keep the answer from the person's own page.
    if (error instanceof Refused) await answered(told, now);
    throw error;
  }
  await answered(told, now);
};

async function answered(
  told: { appealId: string; subject: string; parts: Message["parts"] },
  now: Date,
): Promise<void> {
  const result = await markAnswered({ kind: "system", name: "outbox" }, told, now);
  if (!result.ok) throw new Error(`the answer was not recorded: ${result.reason}`);
}

export const appealMail: OutboxHandlers = {
  "mail.appeal_receipt": deliverReceipt,
  "mail.appeal_answer": deliverAnswer,
};
