import "server-only";
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { decisions, disputeBodies, disputeRemedies, disputes, platforms, remedies, statements } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { addressOf, threadOfAddressee } from "@/lib/decisions/deliver.command";
import { linkAddress } from "@/lib/decisions/link.rules";
import { linkSerial } from "@/lib/decisions/links.store";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { appUrl, secrets } from "@/lib/platform/env";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { asTold, effectsTold } from "./answer-letter.store";
import { asAppealOutcome, bodyZone, isFollowed } from "./dispute.rules";
import { composeDisputeDone } from "./dispute-letter.rules";
import { namesAround } from "./withheld.store";

async function materialOf(db: Db, disputeId: string) {
  const [row] = await db
    .select({
      dispute: disputes,
      decision: decisions,
      body: disputeBodies.name,
      platformName: platforms.name,
      statement: statements,
      serial: linkSerial,
    })
    .from(disputes)
    .innerJoin(decisions, eq(decisions.id, disputes.decisionId))
    .innerJoin(disputeBodies, eq(disputeBodies.id, disputes.bodyId))
    .innerJoin(platforms, eq(platforms.id, disputes.platformId))
    .innerJoin(statements, eq(statements.id, disputes.statementId))
    .where(eq(disputes.id, disputeId));
  return row ?? null;
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;

/** `followed`: we say that we follow it; `done`: all of it is carried out; `givenUp`: the platform never confirmed that. */
const Payload = z.object({ disputeId: z.uuid(), stage: z.enum(["followed", "done", "givenUp"]).default("done") });
type Stage = z.infer<typeof Payload>["stage"];

/** The letter, in the language of the reader's own first one. Null where nothing of a finding was carried out. */
async function letterOfDispute(db: Db, { dispute, decision, statement, ...row }: Material, stage: Stage) {
  if (!isFollowed(dispute)) return null;
  const { outcome, outcomeAt, answer, implementedAt, closedAt, by } = dispute;
  // What ended before its first letter left is told by the second alone.
  if (!outcomeAt || stage !== (implementedAt ? "done" : closedAt ? "givenUp" : "followed")) return null;
  const language = letterLanguageOfTag(statement.language) ?? ("en" as const);
  const t = wordsOf(language, "statement");
  const ledger = await db
    .select({ kind: remedies.kind, subjectId: remedies.subjectId, note: remedies.note })
    .from(remedies)
    .innerJoin(disputeRemedies, eq(disputeRemedies.remedyId, remedies.id))
    .where(eq(disputeRemedies.disputeId, dispute.id))
    .orderBy(asc(remedies.id));
  const about = { decision, language, appellant: by, outcome: asAppealOutcome(answer) };
  const { reference, bodyReference, userCosts, manifestBadFaith, costsPaidAt } = dispute;
  const facts = {
    ...(await effectsTold(db, about, ledger.map(asTold))),
    ...{ by, language, zone: statement.zone, reference, bodyReference, userCosts, manifestBadFaith },
    ...{ outcome, answer, body: row.body, platformName: inLanguage(row.platformName, language) },
    foundOn: dayIn(outcomeAt, bodyZone),
    doneOn: implementedAt && dayIn(implementedAt, statement.zone),
    isGivenUp: stage === "givenUp",
    contact: (await settingsFor(db, decision.platformId)).contactAddress || null,
    paidOn: costsPaidAt && dayIn(costsPaidAt, statement.zone),
    content: statement.parts.find(({ id }) => id === "content") ?? null,
    firstUrl: linkAddress(appUrl(), statement.id, secrets().links, row.serial),
  };
  return { language, message: composeDisputeDone(facts, t, await namesAround(db, decision)) };
}

/**
 * Outbox handler of `mail.dispute_done`: payload `{disputeId, stage?}`. Tells whose dispute it was what became of it (D4, D5).
 */
export const deliverDisputeDone: OutboxHandler = async (message, { db, now }) => {
  const { disputeId, stage } = Payload.parse(message.payload);
  const found = await materialOf(db, disputeId);
  const made = found && (await letterOfDispute(db, found, stage));
  if (!made) throw new NotNeeded("nothing was carried out");
  const { statement, decision } = found;
  const to = await addressOf(db, statement);
  if (!to) throw new NotNeeded("no electronic address is known; the page at the link says where it stands");
  const mail = {
    outboxId: message.id,
    to,
    ...mailText(made.message, made.language, appUrl()),
    kind: message.kind,
    thread: threadOfAddressee({ ...statement, caseId: decision.caseId }),
    statementId: statement.id,
  };
  await sendMail(db, mail, now);
};
