import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  cases,
  decisions,
  noticeItems,
  people,
  reviewFlags,
  sanctions,
  statements,
  strikeReliance,
  strikes,
} from "@/db/schema";
import { command } from "@/lib/platform/command";
import { cancelMessages } from "@/lib/platform/outbox";
import type { Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { leaseEnd } from "@/lib/queue/rules";
import { type CaseRow, lockCase, moveCase, notHeld } from "@/lib/queue/store";
import { UndoDecision, type Undone } from "./contract";
import { lockAccount } from "./record.store";

type Standing = {
  id: string;
  caseId: string;
  platformId: string;
  accountId: string | null;
  decidedBy: string;
  effectiveAt: Date;
};

/**
 * Takes a decision back while nothing has left yet: by who made it, or by a supervisor. Everything it did is undone in
 * one transaction, and nobody outside ever hears of it. Afterwards only an appeal can change it.
 */
export const undoDecision = command<typeof UndoDecision, Undone>({
  name: "case.undo",
  permission: "case.undo",
  input: UndoDecision,
  subject: (input, value) => ({
    kind: "decision",
    id: input.decisionId,
    platformId: value?.platform,
    ...(value ? { detail: { caseId: value.caseId } } : {}),
  }),
  async run({ tx, actor, now }, { decisionId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockDecision(tx, decisionId);
    if (!found) return fail("not_found", "decision_not_found");
    const refusal = await refusalOf(tx, found, actor, now);
    if (refusal) return refusal;
    const { decision, row } = found;
    await lockAccount(tx, decision.accountId);
    await takeBack(tx, decision, now);
    const moved = await moveCase(tx, row, { ...(await handBack(tx, row, decision, actor, now)), decidedAt: null });
    return ok({ decisionId, caseId: row.id, platform: row.platformId, version: moved.version, state: moved.state });
  },
});

type Found = {
  decision: Standing & { undoneAt: Date | null; reversedAt: Date | null; supersededBy: string | null };
  row: CaseRow;
};

/** The case first, as every other command locks it, then the decision as it stands under that lock. */
async function lockDecision(tx: Tx, decisionId: string): Promise<Found | null> {
  const [named] = await tx.select({ caseId: decisions.caseId }).from(decisions).where(eq(decisions.id, decisionId));
  const row = named && (await lockCase(tx, named.caseId));
  if (!row) return null;
  const [decision] = await tx
    .select({
      id: decisions.id,
      caseId: decisions.caseId,
      platformId: decisions.platformId,
      accountId: decisions.accountId,
      decidedBy: decisions.decidedBy,
      effectiveAt: decisions.effectiveAt,
      undoneAt: decisions.undoneAt,
      reversedAt: decisions.reversedAt,
      supersededBy: decisions.supersededBy,
    })
    .from(decisions)
    .where(eq(decisions.id, decisionId));
  return decision ? { decision, row } : null;
}

async function refusalOf(tx: Tx, { decision, row }: Found, actor: Person, now: Date): Promise<Failure | null> {
  if (decision.undoneAt) return fail("stale", "decision_already_undone");
  if (decision.reversedAt || decision.supersededBy) return fail("refused", "decision_superseded");
  if (now >= decision.effectiveAt) return fail("refused", "undo_window_over");
  if (decision.decidedBy !== actor.id && actor.role !== "supervisor") {
    const [decider] = await tx.select({ name: people.name }).from(people).where(eq(people.id, decision.decidedBy));
    return fail("refused", "undo_not_yours", { values: { name: decider?.name ?? "" } });
  }
  if (row.state !== "decided") return fail("stale", "undo_case_moved");
  // A report that came in since has opened a case of its own, and an item has one open case.
  const other = and(eq(cases.itemId, row.itemId), ne(cases.id, row.id), ne(cases.state, "decided"));
  const [newer] = await tx.select({ id: cases.id }).from(cases).where(other).limit(1);
  return newer ? fail("refused", "undo_new_case") : null;
}

async function takeBack(tx: Tx, { id, platformId }: Standing, now: Date): Promise<void> {
  await tx.update(decisions).set({ undoneAt: now }).where(eq(decisions.id, id));
  await tx.update(sanctions).set({ state: "lifted", endedAt: now }).where(eq(sanctions.decisionId, id));
  await tx
    .update(strikes)
    .set({ overturnedAt: now })
    .where(and(eq(strikes.decisionId, id), isNull(strikes.overturnedAt)));
  await tx.update(statements).set({ delivery: "cancelled", revokedAt: now }).where(eq(statements.decisionId, id));
  await cancelMessages(tx, id, now);
  await tx.update(noticeItems).set({ decisionId: null }).where(eq(noticeItems.decisionId, id));
  await flagReliance(tx, { id, platformId }, now);
}

/** Somebody may have counted the strike within these seconds: their decision must be looked at again (DESIGN 3.8). */
async function flagReliance(tx: Tx, { id, platformId }: Pick<Standing, "id" | "platformId">, now: Date): Promise<void> {
  const later = await tx
    .select({ decisionId: strikeReliance.decisionId })
    .from(strikeReliance)
    .innerJoin(strikes, eq(strikes.id, strikeReliance.strikeId))
    .innerJoin(decisions, eq(decisions.id, strikeReliance.decisionId))
    .where(and(eq(strikes.decisionId, id), isNull(decisions.undoneAt)));
  if (later.length === 0) return;
  const flags = later.map(({ decisionId }) => ({
    platformId,
    decisionId,
    becauseDecisionId: id,
    reason: "undone",
    createdAt: now,
  }));
  await tx.insert(reviewFlags).values(flags).onConflictDoNothing();
}

/** Back into the hands of who decided; where a supervisor steps in, back to the queue. */
async function handBack(tx: Tx, row: CaseRow, decision: Standing, actor: Person, now: Date): Promise<Partial<CaseRow>> {
  if (decision.decidedBy !== actor.id) return { state: row.restingState, ...notHeld };
  const { leaseSeconds } = await settingsFor(tx, row.platformId);
  return { state: "claimed", claimedBy: actor.id, leaseUntil: leaseEnd(now, leaseSeconds) };
}
