import "server-only";
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { type AppealChange, appeals, cases, decisions, sanctions, snapshots, waveMembers } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { type AlikeRow, mostAlike } from "./alike.contract";
import { apartBecause, type Comparable, type OwnMeasure, type ShownApart, samePart, shownApart } from "./alike.rules";

const columns = {
  id: appeals.id,
  reference: appeals.reference,
  version: appeals.version,
  by: appeals.by,
  state: appeals.state,
  assignedTo: appeals.assignedTo,
  text: appeals.text,
  language: appeals.language,
  decisionId: decisions.id,
  decisionOutcome: decisions.outcome,
  clauseRef: decisions.clauseRef,
  versionRef: decisions.versionRef,
  legalGround: decisions.legalGround,
  undoneAt: decisions.undoneAt,
  reversedAt: decisions.reversedAt,
  supersededBy: decisions.supersededBy,
  content: snapshots.text,
};

const withDecision = (db: Db) =>
  db
    .select(columns)
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId));
type Found = Awaited<ReturnType<typeof withDecision>>[number];

async function measuresOf(db: Db, decisionIds: readonly string[]): Promise<Map<string, OwnMeasure[]>> {
  const rows = await db
    .select({ decisionId: sanctions.decisionId, id: sanctions.id, action: sanctions.action })
    .from(sanctions)
    .where(inArray(sanctions.decisionId, [...decisionIds]));
  const found = new Map<string, OwnMeasure[]>();
  for (const { decisionId, ...measure } of rows) found.set(decisionId, [...(found.get(decisionId) ?? []), measure]);
  return found;
}

function comparable(row: Found, measures: readonly OwnMeasure[]): Comparable {
  const { by, state, assignedTo, decisionOutcome, clauseRef, versionRef, legalGround } = row;
  const actions = measures.map(({ action }) => action);
  const isStanding = decisionState(row) === "standing";
  return { by, state, assignedTo, decisionOutcome, clauseRef, versionRef, legalGround, actions, isStanding };
}

/** What the first answer changed, in the measures of one of the others. */
export type AlikePart = { liftSanctions: string[]; voidStrike: boolean; decideAgain: boolean };
const noPart: AlikePart = { liftSanctions: [], voidStrike: false, decideAgain: false };

function partOf(change: AppealChange, first: readonly OwnMeasure[], other: readonly OwnMeasure[]): AlikePart | null {
  if (change.decideAgain) return { ...noPart, decideAgain: true };
  const liftSanctions = samePart(first, change.liftSanctions ?? [], other);
  return liftSanctions && { liftSanctions, voidStrike: change.voidStrike ?? false, decideAgain: false };
}

function asRow({ id, reference, version, text, language, content }: Found, apart: ShownApart | null): AlikeRow {
  return { id, reference, version, text, language, content, apart };
}

/**
 * The open appeals against decisions on other items of the same wave, for whoever answered this one, with why one cannot
 * get the same answer, and with what that answer changes there. Empty where the item is in no wave, or where somebody
 * else answered.
 */
export async function alikeWithParts(
  db: Db,
  appealId: string,
  actor: Actor,
): Promise<{ row: AlikeRow; part: AlikePart }[]> {
  if (actor.kind !== "person") return [];
  const [first] = await withDecision(db)
    .where(and(eq(appeals.id, appealId), eq(appeals.decidedBy, actor.id), shownTo(actor)))
    .limit(1);
  const [given] = await db
    .select({ outcome: appeals.outcome, change: appeals.change })
    .from(appeals)
    .where(eq(appeals.id, appealId));
  if (!first || !given?.outcome) return [];
  const own = alias(waveMembers, "own");
  const beside = db
    .select({ caseId: waveMembers.caseId })
    .from(own)
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, own.waveId), isNull(waveMembers.takenOutAt)))
    .innerJoin(decisions, eq(decisions.caseId, own.caseId))
    .where(and(eq(decisions.id, first.decisionId), isNull(own.takenOutAt), ne(waveMembers.caseId, own.caseId)));
  const others = await withDecision(db)
    .where(and(inArray(decisions.caseId, beside), inArray(appeals.state, ["received", "assigned"]), shownTo(actor)))
    .orderBy(asc(appeals.dueAt), asc(appeals.id))
    .limit(mostAlike);
  if (others.length === 0) return [];
  const all = await measuresOf(db, [first.decisionId, ...others.map(({ decisionId }) => decisionId)]);
  const measures = (row: Found) => all.get(row.decisionId) ?? [];
  const model = comparable(first, measures(first));
  return others.map((row) => {
    const part = partOf(given.change, measures(first), measures(row));
    const apart = apartBecause(model, comparable(row, measures(row)), actor.id) ?? (part ? null : "apart_part");
    return { row: asRow(row, apart && shownApart(apart)), part: part ?? noPart };
  });
}

/** The same, as it is read. */
export async function alikeTo(db: Db, appealId: string, actor: Actor): Promise<AlikeRow[]> {
  return (await alikeWithParts(db, appealId, actor)).map(({ row }) => row);
}
