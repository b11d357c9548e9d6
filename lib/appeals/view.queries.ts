import "server-only";
import { and, desc, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { appeals, cases, contentItems, decisions, type sanctions, snapshots, statements } from "@/db/schema";
import { recordedArithmetic } from "@/lib/decisions/arithmetic.store";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { titleOf } from "@/lib/decisions/localised.rules";
import { localeOf } from "@/lib/decisions/words.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { versionLabelIn } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import type { AppealView, DecisionMeasure } from "./contract";
import { effectsOf } from "./effects.store";
import { sidesOf } from "./held.store";
import { mayBeAssigned, mayDecideAppeal } from "./independence.rules";
import { ledgerOf, reopenedBy } from "./ledger.queries";
import { appealRows, toAppealRow } from "./list.queries";
import { changersOf, qualifiedSupervisors, reviewerOf, reviewersOf } from "./store";

async function materialOf(db: Db, appealId: string) {
  const [row] = await db
    .select({
      appeal: appeals,
      decision: decisions,
      statement: statements,
      snapshot: snapshots,
      isChildSafety: cases.childSafety,
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
  const changed = await changersOf(db, appeal, statement.letter);
  return { ...row, reviewedBy: [...(await reviewersOf(db, decision.id)), ...changed] };
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;

function measureOf(row: typeof sanctions.$inferSelect): DecisionMeasure {
  const { id, label, target, state, endsAt, permanent, indefinite } = row;
  return { id, label, target, state, endsAt: endsAt?.toISOString() ?? null, permanent, indefinite };
}

async function decisionOf(db: Db, { decision }: Material, actor: Actor): Promise<AppealView["decision"]> {
  const { measures, hasStrike } = await effectsOf(db, decision.id);
  const pack = await packFor(db, decision.platformId);
  const clause = pack?.clauses.find(({ ref }) => ref === decision.clauseRef);
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

async function otherSideOf(db: Db, { appeal }: Material): Promise<AppealView["otherSide"]> {
  const [row] = await db
    .select({ id: appeals.id, reference: appeals.reference, state: appeals.state, outcome: appeals.outcome })
    .from(appeals)
    .where(and(eq(appeals.decisionId, appeal.decisionId), ne(appeals.id, appeal.id)))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  return row ?? null;
}

/** Whether the person looking may answer, and who else could; who made the decision is not part of it. */
async function reviewers(db: Db, material: Material, actor: Actor, now: Date) {
  const about = sidesOf(material);
  const looking = await reviewerOf(db, actor.id, actor.kind);
  const eligible: AppealView["eligible"] = [];
  for (const person of await qualifiedSupervisors(db, now)) {
    if (mayBeAssigned({ ...about, person: await reviewerOf(db, person.id, "person") }, now).ok) eligible.push(person);
  }
  const isOpen = material.appeal.state === "received" || material.appeal.state === "assigned";
  const mayAnswer = mayDecideAppeal({ ...about, person: looking }, now);
  const { assignedTo } = material.appeal;
  const mayTakeOver = isOpen && assignedTo !== null && assignedTo !== actor.id && can(actor, "appeal.assign");
  return {
    takeOverAs: mayTakeOver && mayBeAssigned({ ...about, person: looking }, now).ok ? (actor.id ?? null) : null,
    mayAnswer,
    mayTake: material.appeal.assignedTo === null && mayAnswer.ok,
    mayAssign: isOpen && can(actor, "appeal.assign"),
    eligible: can(actor, "appeal.assign") ? eligible : [],
  };
}

/** One appeal with the decision it contests, what the person was told, and what was undone. */
export async function appealView(db: Db, appealId: string, actor: Actor, now: Date): Promise<Result<AppealView>> {
  if (!can(actor, "appeal.view")) return fail("forbidden");
  if (!z.uuid().safeParse(appealId).success) return fail("not_found", "appeal_not_found");
  const [stored] = await appealRows(db).where(and(eq(appeals.id, appealId), shownTo(actor)));
  const material = await materialOf(db, appealId);
  if (!stored || !material) return fail("not_found", "appeal_not_found");
  const { appeal, statement, snapshot, decision, item } = material;
  return ok({
    ...toAppealRow(stored, actor, now),
    text: appeal.text,
    informedAt: statement.informedAt?.toISOString() ?? null,
    appealUntil: statement.appealUntil?.toISOString() ?? null,
    zone: statement.zone,
    reasons: appeal.reasons ?? appeal.inadmissibleWhy,
    answeredAt: appeal.decidedAt?.toISOString() ?? null,
    notifiedAt: appeal.notifiedAt?.toISOString() ?? null,
    answer: appeal.answerParts ? { subject: appeal.answerSubject ?? "", parts: appeal.answerParts } : null,
    ...(await reviewers(db, material, actor, now)),
    content: {
      title: snapshot.title,
      text: snapshot.text,
      language: snapshot.language,
      location: item.location,
      contentDay: decision.contentDay,
    },
    decision: await decisionOf(db, material, actor),
    statement: { subject: statement.subject, parts: statement.parts, language: statement.language },
    otherSide: await otherSideOf(db, material),
    remedies: await ledgerOf(db, appeal, actor),
    reopened: await reopenedBy(db, appeal, item.id, actor),
  });
}
