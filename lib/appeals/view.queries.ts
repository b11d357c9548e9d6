import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { appeals, cases, contentItems, decisions, type sanctions, snapshots, statements } from "@/db/schema";
import { recordedArithmetic } from "@/lib/decisions/arithmetic.store";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { titleOf } from "@/lib/decisions/localised.rules";
import { withoutSignedLinks } from "@/lib/decisions/signed-links.rules";
import { localeOf } from "@/lib/decisions/words.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { clauseIn } from "@/lib/policy/editions.rules";
import { versionLabelIn } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { alikeTo } from "./alike.queries";
import { attachmentsOf } from "./attachments.store";
import { closingOf } from "./closing.rules";
import type { AppealView, DecisionMeasure } from "./contract";
import { disputesOfDecision } from "./dispute-known.queries";
import { othersInDocket } from "./docket.store";
import { effectsOf } from "./effects.store";
import { clausesToFind, hasLooked, looksAt, reportsBefore } from "./first-look.store";
import { sidesOf } from "./held.store";
import { blindOnCase } from "./held-blind.queries";
import { mayBeAssigned } from "./independence.rules";
import { ledgerOf, reopenedBy } from "./ledger.queries";
import { appealRows, toAppealRow } from "./list.queries";
import { hasReadBefore } from "./read-before.store";
import { reviewersFor } from "./reviewers.queries";
import { changedSince, timelineOf } from "./since.queries";
import { reviewerOf, suspendsForMisuse, tiesTo } from "./store";

/** An appeal with all that says who may answer it. */
export async function materialOf(db: Db, appealId: string) {
  const [row] = await db
    .select({
      appeal: appeals,
      decision: decisions,
      statement: statements,
      snapshot: snapshots,
      isChildSafety: cases.childSafety,
      clauseGroup: cases.clauseGroup,
      item: { id: contentItems.id, location: contentItems.location },
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .where(eq(appeals.id, appealId));
  if (!row) return null;
  const { appeal, decision, statement } = row;
  return { ...row, ...(await tiesTo(db, appeal, decision, statement.letter)) };
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;

/** What somebody has to know to answer it. */
function aboutOf({ appeal, snapshot, clauseGroup }: Material) {
  return { platformId: appeal.platformId, languages: [appeal.language, snapshot.language], clauseGroup };
}

function measureOf(row: typeof sanctions.$inferSelect): DecisionMeasure {
  const { id, label, target, state, endsAt, permanent, indefinite } = row;
  return { id, label, target, state, endsAt: endsAt?.toISOString() ?? null, permanent, indefinite };
}

async function decisionOf(db: Db, { decision }: Material, actor: Actor): Promise<NonNullable<AppealView["decision"]>> {
  const { measures, hasStrike } = await effectsOf(db, decision.id);
  const pack = await packFor(db, decision.platformId);
  const clause = pack ? clauseIn(pack, decision.clauseRef, decision.versionRef) : undefined;
  const version = versionLabelIn(pack, decision.versionRef);
  return {
    id: decision.id,
    outcome: decision.outcome,
    clause: clause ? { ref: clause.ref, title: titleOf(clause), version } : null,
    facts: decision.facts,
    rationale: decision.rationale,
    legalGround: decision.legalGround,
    count: decision.count,
    why: recordedArithmetic(decision.recommendation, pack, localeOf(actor)),
    decidedAt: decision.decidedAt.toISOString(),
    state: decisionState(decision),
    sanctions: measures.map(measureOf),
    hasStrike,
  };
}

/** While blind, how the others were answered is not said: it tells what was decided. */
async function docketOf(db: Db, { appeal }: Material, isBlind: boolean): Promise<AppealView["docket"]> {
  const others = await othersInDocket(db, appeal);
  return others.map(({ decisionId, receivedAt, decidedAt, outcome, departure, state, ...entry }) => ({
    ...entry,
    receivedAt: receivedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    state,
    outcome: isBlind ? null : outcome,
    departure: isBlind ? null : departure,
    ledHere: !isBlind && decisionId !== appeal.decisionId,
  }));
}

/** Whether the person looking is one who may answer and has not looked at the evidence yet: the decision is kept from them. */
export async function isBlind(
  db: Db,
  material: Parameters<typeof sidesOf>[0],
  actor: Actor,
  now: Date,
): Promise<boolean> {
  if (actor.kind !== "person" || !can(actor, "appeal.decide")) return false;
  const person = await reviewerOf(db, actor.id, actor.kind);
  if (!mayBeAssigned({ ...sidesOf(material), person }, now).ok) return false;
  return !(await hasLooked(db, material.appeal.id, actor.id));
}

/** An appeal that tells what another is about which its reader has taken and not looked at; null where they know this one. */
async function closedBeside(db: Db, { appeal, decision }: Material, actor: Actor): Promise<Failure | null> {
  if (await hasLooked(db, appeal.id, actor.id ?? "")) return null;
  const closed = await blindOnCase(db, actor, decision.caseId);
  return closed?.values?.appealId === appeal.id ? null : closed;
}

/** What tells the decision: nothing of it while blind. */
async function ofDecision(db: Db, material: Material, actor: Actor, { blind, now }: { blind: boolean; now: Date }) {
  const { appeal, statement, decision, item, snapshot, letPast } = material;
  const isLetPast = letPast.includes(actor.id ?? "");
  if (blind) {
    const reader = { personId: actor.id ?? "", receivedAt: appeal.receivedAt };
    const readBefore = await hasReadBefore(db, decision, reader);
    return {
      caseId: null,
      caseReference: null,
      firstLook: {
        state: "asked" as const,
        clauses: await clausesToFind(db, decision),
        isLetPast,
        hasReadBefore: readBefore,
      },
      decision: null,
      timeline: null,
      since: null,
      statement: null,
      remedies: [],
      reopened: null,
      closing: null,
    };
  }
  const ledger = await ledgerOf(db, appeal, actor);
  const reopened = await reopenedBy(db, appeal, item.id, actor);
  const told = { isTold: appeal.notifiedAt !== null, remedies: ledger, isDecidedAnew: reopened?.isDecided ?? null };
  return {
    firstLook: { state: "open" as const, given: await looksAt(db, appeal.id, decision) },
    decision: await decisionOf(db, material, actor),
    timeline: await timelineOf(db, { decision, snapshot, actor }),
    since: await changedSince(db, { decision, snapshot, actor }, now),
    statement: { subject: statement.subject, parts: statement.parts, language: statement.language },
    remedies: ledger,
    reopened,
    closing: appeal.decidedAt === null ? null : closingOf(told),
  };
}

/**
 * One appeal with the decision it contests, what the person was told, and what was undone. `appeal_blind_first` for who
 * looks at another about the same decision or account and has not kept a finding.
 */
export async function appealView(db: Db, appealId: string, actor: Actor, now: Date): Promise<Result<AppealView>> {
  if (!can(actor, "appeal.view")) return fail("forbidden");
  if (!z.uuid().safeParse(appealId).success) return fail("not_found", "appeal_not_found");
  const [stored] = await appealRows(db).where(and(eq(appeals.id, appealId), shownTo(actor)));
  const material = await materialOf(db, appealId);
  if (!stored || !material) return fail("not_found", "appeal_not_found");
  const { appeal, statement, snapshot, decision, item } = material;
  const blind = await isBlind(db, material, actor, now);
  const closed = blind ? null : await closedBeside(db, material, actor);
  if (closed) return closed;
  const { clauseRef: _, ...row } = toAppealRow(stored, actor, now);
  return ok({
    ...row,
    text: appeal.text,
    attachments: await attachmentsOf(db, { appealId: appeal.id }),
    informedAt: statement.informedAt?.toISOString() ?? null,
    appealUntil: statement.appealUntil?.toISOString() ?? null,
    zone: statement.zone,
    reasons: appeal.reasons ?? appeal.inadmissibleWhy,
    answeredAt: appeal.decidedAt?.toISOString() ?? null,
    notifiedAt: appeal.notifiedAt?.toISOString() ?? null,
    answer: appeal.answerParts
      ? { subject: appeal.answerSubject ?? "", parts: withoutSignedLinks(appeal.answerParts) }
      : null,
    ...(await reviewersFor(db, material, aboutOf(material), actor, now)),
    content: {
      title: snapshot.title,
      text: snapshot.text,
      language: snapshot.language,
      location: item.location,
      contentDay: decision.contentDay,
    },
    reports: await reportsBefore(db, decision),
    isForMisuse: await suspendsForMisuse(db, decision.id),
    docket: await docketOf(db, material, blind),
    // What a body outside found would tell the decision before they have looked.
    disputes: blind ? [] : await disputesOfDecision(db, decision.id),
    maySendAgain: can(actor, "outbox.retry"),
    departure: appeal.departure,
    cause: blind ? null : appeal.cause,
    alike: appeal.decidedAt ? await alikeTo(db, appeal.id, actor) : [],
    ...(await ofDecision(db, material, actor, { blind, now })),
  });
}
