import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, platforms, statements } from "@/db/schema";
import { bringsComplaint, windowState } from "@/lib/decisions/appeal-window.rules";
import type { DecisionState } from "@/lib/decisions/decision-state.rules";
import { informedAt } from "@/lib/decisions/informed.store";
import { newestLink } from "@/lib/decisions/links.store";
import { withCurrentLinks } from "@/lib/decisions/signed-links.rules";
import { secrets } from "@/lib/platform/env";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import type { AddresseeView } from "./contract";
import { isReplaced, statementIdOf } from "./file.command";
import { mayFileAppeal } from "./rules";
import { stateForReader, wasLifted } from "./store";
import { droppedAppeal, waitingAppeal } from "./suspended.store";

async function materialOf(db: Db, statementId: string) {
  const [row] = await db
    .select({
      statement: statements,
      informedAt,
      decision: decisions,
      platform: { name: platforms.name, prefix: platforms.prefix },
      number: cases.number,
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(eq(statements.id, statementId));
  return row ?? null;
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;
type AppealRow = typeof appeals.$inferSelect;

/** Why a link shows nothing. Nothing of a decision that was taken back, or is not final, is told to anybody. */
function closed({ statement, decision }: Material, now: Date): Failure | null {
  if (decision.undoneAt) return fail("gone", "decision_taken_back");
  if (statement.revokedAt) return fail("gone", "link_ended");
  return decision.effectiveAt > now ? fail("not_found", "decision_not_final") : null;
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
    outcome: isTold ? row.outcome : null,
    answer: isTold && row.answerParts ? { subject: row.answerSubject ?? "", parts: row.answerParts } : null,
  };
}

/** Whether their own appeal brought the decision down; else something that is not theirs to know did. */
function stateFor(state: DecisionState, appeal: AppealRow | undefined): AddresseeView["state"] {
  if (state === "standing") return "standing";
  const isTheirs =
    appeal?.outcome === "reversed" || (appeal?.by === "notifier" && appeal.outcome === "partly_reversed");
  // Until they have read the answer, nothing has changed for them.
  if (isTheirs) return appeal.notifiedAt ? "reversed" : "standing";
  return "changed";
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
  if (isReplaced(token, serial)) return fail("gone", "link_replaced");
  const asSent = (parts: typeof material.statement.parts) =>
    serial === 0 ? parts : withCurrentLinks(parts, { id: statementId, serial }, secrets().links);
  const { statement, decision, platform, number, informedAt: toldAt } = material;
  const { zone, letter } = statement;
  const [appeal] = await db
    .select()
    .from(appeals)
    .where(eq(appeals.statementId, statementId))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  const state = await stateForReader(db, statement, decision);
  const window = windowState({ informedAt: bringsComplaint(letter) ? toldAt : null, zone }, now);
  const held = await waitingAppeal(db, statementId);
  const dropped = await droppedAppeal(db, statementId);
  const hasAppealed = held !== null || (appeal !== undefined && appeal.state !== "inadmissible");
  const filing = {
    addressee: { informedAt: toldAt, zone },
    text: "…",
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
    state: (await wasLifted(db, decision.id)) ? stateOfLifted(appeal) : stateFor(state, appeal),
    zone,
    window: { state: window.state, endsOn: window.endsOn },
    mayAppeal: mayFileAppeal(filing, now).ok,
    held: held && {
      ...{ reference: held.reference, text: held.text },
      ...{ receivedOn: dayIn(held.receivedAt, zone), until: dayIn(held.until, zone) },
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
