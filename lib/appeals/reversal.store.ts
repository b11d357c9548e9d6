import "server-only";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, decisions, remedies, reviewFlags, sanctions, strikeReliance, strikes } from "@/db/schema";
import { effectsToUndo, type Remedy, type Reversal } from "@/lib/decisions/remedy.rules";
import type { SanctionTarget } from "@/lib/decisions/standing.rules";
import { enqueue } from "@/lib/platform/outbox";

export type Undone = { remedies: Remedy[]; flagged: number };
type About = { id: string; platformId: string; appealId: string };

/** What the decision did, and which later decisions counted its strike, as the pure rule wants it. */
async function effectsOf(tx: Tx, decisionId: string) {
  const made = await tx.select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  const struck = await tx.select().from(strikes).where(eq(strikes.decisionId, decisionId));
  const reliance = struck.length
    ? await tx
        .select({
          id: strikeReliance.decisionId,
          strikeId: strikeReliance.strikeId,
          supersededBy: decisions.supersededBy,
        })
        .from(strikeReliance)
        .innerJoin(
          decisions,
          and(eq(decisions.id, strikeReliance.decisionId), isNull(decisions.undoneAt), isNull(decisions.reversedAt)),
        )
        .where(
          inArray(
            strikeReliance.strikeId,
            struck.map((strike) => strike.id),
          ),
        )
    : [];
  return {
    id: decisionId,
    sanctions: made.map((row) => ({
      id: row.id,
      decisionId,
      actionId: row.action,
      target: row.target as SanctionTarget,
      effect: row.target,
      term: row.permanent
        ? ("permanent" as const)
        : row.endsAt
          ? ("until" as const)
          : row.indefinite
            ? ("open_ended" as const)
            : ("once" as const),
      state: row.state,
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      barsReEntry: row.barsReEntry,
    })),
    strikes: struck.map((row) => ({
      id: row.id,
      decisionId,
      role: row.role ?? "",
      versionRef: row.versionRef,
      clauseRef: row.clauseRef,
      counters: [],
      points: row.points,
      state: row.overturnedAt ? ("voided" as const) : ("confirmed" as const),
      confirmedAt: row.confirmedAt,
      expiresAt: null,
    })),
    laterDecisions: reliance.map((row) => ({
      id: row.id,
      reliedOnStrikeIds: [row.strikeId],
      superseded: row.supersededBy !== null,
    })),
  };
}

/**
 * Undoes what a successful appeal takes away (Art. 20(4), DESIGN 3.8): sanctions lifted, the strike voided, later
 * decisions that counted it flagged, the platform told; each a row of the remedy ledger. Standing needs no repair,
 * because it is recomputed from strikes. `reversal` names the parts that fall; absent means all.
 */
export async function undoDecisionEffects(
  tx: Tx,
  about: About,
  reversal: Reversal | undefined,
  now: Date,
): Promise<Undone> {
  const list = effectsToUndo(await effectsOf(tx, about.id), reversal);
  const unique = [...new Map(list.map((remedy) => [`${remedy.kind} ${remedy.subjectId}`, remedy])).values()];
  let flagged = 0;
  for (const remedy of unique) {
    if (remedy.kind === "void_strike") {
      await tx
        .update(strikes)
        .set({ overturnedAt: now })
        .where(and(eq(strikes.id, remedy.subjectId), isNull(strikes.overturnedAt)));
    } else if (remedy.kind === "review_decision") {
      const flag = {
        platformId: about.platformId,
        decisionId: remedy.subjectId,
        becauseDecisionId: about.id,
        reason: "strike_overturned",
        createdAt: now,
      };
      await tx.insert(reviewFlags).values(flag).onConflictDoNothing();
      flagged += 1;
    } else if (remedy.kind !== "remove_points" && remedy.kind !== "tell_platform") {
      await tx
        .update(sanctions)
        .set({ state: "lifted", endedAt: now })
        .where(and(eq(sanctions.id, remedy.subjectId), inArray(sanctions.state, ["held", "in_force"])));
    }
  }
  await writeLedger(tx, about, unique, now);
  return { remedies: unique, flagged };
}

/** Our own part is done in this transaction; telling the platform is done when its receiver has answered. */
async function writeLedger(tx: Tx, about: About, list: readonly Remedy[], now: Date): Promise<void> {
  if (list.length === 0) return;
  const { platformId, appealId, id: decisionId } = about;
  const rows = list.map(({ kind, subjectId, points }) => {
    const isDone = kind !== "tell_platform" && kind !== "review_decision";
    const note = points ? `${points}` : "";
    return {
      platformId,
      appealId,
      decisionId,
      kind,
      subjectId,
      note,
      createdAt: now,
      ...(isDone ? { state: "done" as const, doneAt: now } : {}),
    };
  });
  await tx.insert(remedies).values(rows);
  const lifted = list
    .filter(({ kind }) => ["lift_sanction", "restore_content", "withdraw_warning"].includes(kind))
    .map(({ subjectId }) => subjectId);
  const payload = { event: "decision.reversed", decisionId, sanctions: lifted };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `decision.reversed ${appealId}`, platformId }, now);
}

/**
 * Opens the case again after a notifier was right (DSA.md A10): a new decision, with its own statement and PUID, will
 * be made by somebody on it. When a later report has opened a case for the same item already, that one goes on.
 * @returns the id of the case that is open now
 */
export async function reopenCase(tx: Tx, caseId: string, now: Date): Promise<string> {
  const [own] = await tx.select({ itemId: cases.itemId }).from(cases).where(eq(cases.id, caseId)).for("update");
  if (!own) throw new Error(`no case ${caseId}`);
  const [open] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.itemId, own.itemId), ne(cases.state, "decided")));
  if (open) return open.id;
  await tx
    .update(cases)
    .set({
      state: "reopened",
      restingState: "reopened",
      decidedAt: null,
      claimedBy: null,
      leaseUntil: null,
      dueAt: now,
      version: sql`${cases.version} + 1`,
    })
    .where(eq(cases.id, caseId));
  return caseId;
}
