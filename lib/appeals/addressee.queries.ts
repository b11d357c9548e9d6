import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, platforms, statements } from "@/db/schema";
import { bringsComplaint, windowState } from "@/lib/decisions/appeal-window.rules";
import type { DecisionState } from "@/lib/decisions/decision-state.rules";
import { informedAt } from "@/lib/decisions/informed.store";
import { languageFor } from "@/lib/decisions/letter-facts.rules";
import { readLink } from "@/lib/decisions/link.rules";
import { newestLink } from "@/lib/decisions/links.store";
import { withoutHeldOrder } from "@/lib/decisions/ordered.rules";
import { isReplaced } from "@/lib/decisions/replace-link.rules";
import { restrictionsStillOf } from "@/lib/decisions/replaced.store";
import { withCurrentLinks } from "@/lib/decisions/signed-links.rules";
import { storedMeasureInWords } from "@/lib/decisions/statement-text.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { orderHoldOn } from "@/lib/intake/order-hold.store";
import { secrets } from "@/lib/platform/env";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { madeAnew } from "./anew.store";
import { attachmentsOf } from "./attachments.store";
import { endWithPlatform } from "./carried-out.queries";
import type { AddresseeView } from "./contract";
import { wasFollowed } from "./dispute-known.queries";
import { statementIdOf } from "./file.command";
import { mayFileAppeal } from "./rules";
import { stateForReader, wasLifted } from "./store";
import { droppedAppeal, waitingAppeal } from "./suspended.store";

async function materialOf(db: Db, statementId: string) {
  const [row] = await db
    .select({
      statement: statements,
      informedAt,
      decision: decisions,
      platform: { name: platforms.name, prefix: platforms.prefix, zone: platforms.zone },
      number: cases.number,
      hold: orderHoldOn(decisions.id),
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(eq(statements.id, statementId));
  return row ?? null;
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;
type AppealRow = typeof appeals.$inferSelect & { files: number };

/** Why a link shows nothing. Nothing of a decision that was taken back, or is not final, is told to anybody. */
function closed({ statement, decision }: Material, now: Date): Failure | null {
  if (decision.undoneAt) return fail("gone", "decision_taken_back");
  if (statement.revokedAt) return fail("gone", "link_ended");
  return decision.effectiveAt > now ? fail("not_found", "decision_not_final") : null;
}

async function lastAppealAt(db: Db, statementId: string): Promise<AppealRow | undefined> {
  const [row] = await db
    .select()
    .from(appeals)
    .where(eq(appeals.statementId, statementId))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  return row && { ...row, files: (await attachmentsOf(db, { appealId: row.id })).length };
}

/** Their appeal; what was decided shows only once the answer, with its reasons, was given to them. */
function appealOf(row: AppealRow, zone: string, now: Date): NonNullable<AddresseeView["appeal"]> {
  const isTold = row.notifiedAt !== null;
  return {
    reference: row.reference,
    state: !isTold && row.state !== "received" ? "assigned" : row.state,
    zone,
    receivedOn: dayIn(row.receivedAt, zone),
    dueOn: dayIn(row.dueAt, zone),
    isLate: !isTold && row.dueAt < now,
    text: row.text,
    files: row.files,
    outcome: isTold ? row.outcome : null,
    answer: isTold && row.answerParts ? { subject: row.answerSubject ?? "", parts: row.answerParts } : null,
  };
}

/** Whether their own appeal or dispute brought the decision down; else something that is not theirs to know did. */
function stateFor(
  state: DecisionState,
  { appeal, isFollowed }: { appeal: AppealRow | undefined; isFollowed: boolean },
): AddresseeView["state"] {
  if (state === "standing") return "standing";
  const isTheirs =
    appeal?.outcome === "reversed" || (appeal?.by === "notifier" && appeal.outcome === "partly_reversed");
  // Until they have read the answer, nothing has changed for them.
  if (isTheirs) return appeal.notifiedAt ? "reversed" : "standing";
  return isFollowed ? "followed" : "changed";
}

type Became = Pick<AddresseeView, "state" | "again" | "stillApplies">;

/** What became of a decision that fell: made again, or on its way to be with restrictions that hold until then. */
async function became(db: Db, { statement, decision }: Material, state: AddresseeView["state"], now: Date) {
  const as = (known: Partial<Became>): Became => ({ state, again: null, stillApplies: [], ...known });
  const isAffected = statement.addressee === "affected";
  if (state !== "changed" && (state !== "reversed" || isAffected)) return as({});
  const made = await madeAnew(db, decision, now);
  if (made) return as({ state: "again", again: { on: dayIn(made.decidedAt, statement.zone), outcome: made.outcome } });
  const language = languageFor(statement.language);
  const t = wordsOf(language, "statement");
  const still = isAffected ? await restrictionsStillOf(db, [decision.id]) : [];
  return still.length > 0
    ? as({ state: "reopened", stillApplies: still.map((measure) => storedMeasureInWords(measure, language, t)) })
    : as({});
}

/** A suspension that the desk ended early, unless their own complaint has found since that it was wrong. */
const stateOfLifted = (appeal: AppealRow | undefined): AddresseeView["state"] =>
  appeal?.outcome === "reversed" && appeal.notifiedAt ? "reversed" : "lifted";

/**
 * What one addressee may see at their signed link: what they were told, until when they may appeal, their appeal and
 * its answer. Nothing about the other side, nothing about who moderated. Works after the window, too.
 */
export async function decisionAtLink(db: Db, token: string, now: Date): Promise<Result<AddresseeView>> {
  const statementId = statementIdOf(token);
  const material = statementId && (await materialOf(db, statementId));
  if (!statementId || !material) return fail("not_found", "link_unknown");
  const refusal = closed(material, now);
  if (refusal) return refusal;
  const renewed = await newestLink(db, statementId);
  const serial = renewed?.serial ?? 0;
  if (isReplaced(readLink(token, secrets().links), renewed)) return fail("gone", "link_replaced");
  const asSent = (parts: typeof material.statement.parts) => {
    const told = withoutHeldOrder(parts, material.hold, now);
    return serial === 0 ? told : withCurrentLinks(told, { id: statementId, serial }, secrets().links);
  };
  const { statement, decision, platform, number, informedAt: toldAt } = material;
  const { zone, letter } = statement;
  const appeal = await lastAppealAt(db, statementId);
  const state = await stateForReader(db, statement, decision);
  const isFollowed = await wasFollowed(db, statementId);
  const told = (await wasLifted(db, decision.id)) ? stateOfLifted(appeal) : stateFor(state, { appeal, isFollowed });
  const window = windowState({ informedAt: bringsComplaint(letter) ? toldAt : null, zone }, now);
  const held = await waitingAppeal(db, statementId);
  const dropped = await droppedAppeal(db, statementId);
  const hasAppealed = held !== null || (appeal !== undefined && appeal.state !== "inadmissible");
  const filing = {
    addressee: { informedAt: toldAt, zone },
    text: "…",
    files: 0,
    hasAppealed,
    decisionState: state,
    effectiveAt: decision.effectiveAt,
    isRevoked: statement.revokedAt !== null,
    letter,
  };
  return ok({
    statementId,
    addressee: statement.addressee,
    letter,
    platform: platform.name,
    language: statement.language,
    subject: statement.subject,
    parts: asSent(statement.parts),
    reference: caseReference(platform.prefix, number),
    decidedOn: dayIn(decision.decidedAt, zone),
    isRead: statement.readAt !== null && (renewed === null || renewed.openedAt !== null),
    ...(await became(db, material, told, now)),
    withPlatform: await endWithPlatform(db, { decisionId: decision.id }),
    zone,
    window: { state: window.state, endsOn: window.endsOn },
    mayAppeal: mayFileAppeal(filing, now).ok,
    held: held && {
      ...{ reference: held.reference, text: held.text, files: held.files },
      receivedOn: dayIn(held.receivedAt, zone),
      // The suspension ends with the platform's day, wherever its addressee is; the letter about it says the same.
      ...{ until: dayIn(held.until, platform.zone), untilZone: platform.zone },
    },
    dropped: dropped && {
      reference: dropped.reference,
      text: dropped.text,
      receivedOn: dayIn(dropped.receivedAt, zone),
    },
    appeal: appeal
      ? appealOf({ ...appeal, answerParts: appeal.answerParts && asSent(appeal.answerParts) }, zone, now)
      : null,
  });
}
