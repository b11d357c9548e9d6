import "server-only";
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, sanctions, snapshots, waveMembers } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { type AlikeRow, mostAlike } from "./alike.contract";
import { apartBecause, type Comparable, canBeShared } from "./alike.rules";

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

async function actionsOf(db: Db, decisionIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ decisionId: sanctions.decisionId, action: sanctions.action })
    .from(sanctions)
    .where(inArray(sanctions.decisionId, [...decisionIds]));
  const found = new Map<string, string[]>();
  for (const { decisionId, action } of rows) found.set(decisionId, [...(found.get(decisionId) ?? []), action]);
  return found;
}

function comparable(row: Found, actions: ReadonlyMap<string, string[]>): Comparable {
  const { by, state, assignedTo, decisionOutcome, clauseRef, versionRef, legalGround } = row;
  const own = actions.get(row.decisionId) ?? [];
  const isStanding = decisionState(row) === "standing";
  return { by, state, assignedTo, decisionOutcome, clauseRef, versionRef, legalGround, actions: own, isStanding };
}

/**
 * The open appeals against decisions on other items of the same wave, for whoever answered this one, with why one cannot
 * get the same answer. Empty where the item is in no wave, where somebody else answered, or where a part fell.
 */
export async function alikeTo(db: Db, appealId: string, actor: Actor): Promise<AlikeRow[]> {
  if (actor.kind !== "person") return [];
  const [first] = await withDecision(db)
    .where(and(eq(appeals.id, appealId), eq(appeals.decidedBy, actor.id), shownTo(actor)))
    .limit(1);
  const [given] = await db.select({ outcome: appeals.outcome }).from(appeals).where(eq(appeals.id, appealId));
  if (!first || !canBeShared(given?.outcome ?? null)) return [];
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
  const actions = await actionsOf(db, [first.decisionId, ...others.map(({ decisionId }) => decisionId)]);
  const model = comparable(first, actions);
  return others.map((row) => ({
    id: row.id,
    reference: row.reference,
    version: row.version,
    text: row.text,
    language: row.language,
    content: row.content,
    apart: apartBecause(model, comparable(row, actions), actor.id),
  }));
}
