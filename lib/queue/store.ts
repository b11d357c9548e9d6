import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, decisions, people } from "@/db/schema";
import { refusalToAct } from "@/lib/people/consent.store";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { type CaseRefusal, type CaseVerb, caseRefusal } from "./rules";

export type CaseRow = typeof cases.$inferSelect;

/** The case's row, locked until the transaction ends: whoever comes second waits, then sees what the first did. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseRow | null> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
  return row ?? null;
}

/** Sets what a move changes and raises the version, so that a decision made on the old view is told so. */
export async function moveCase(tx: Tx, row: CaseRow, patch: Partial<typeof cases.$inferInsert>): Promise<CaseRow> {
  const [moved] = await tx
    .update(cases)
    .set({ ...patch, version: row.version + 1 })
    .where(eq(cases.id, row.id))
    .returning();
  if (!moved) throw new Error(`case ${row.id} was locked and is gone`);
  return moved;
}

export const notHeld = { claimedBy: null, leaseUntil: null, claimedThrough: null, claimedAhead: false } as const;

async function nameOf(tx: Tx, personId: string): Promise<string> {
  const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId));
  return person?.name ?? "";
}

/** Who decided a case last, by name; empty when nobody did. Colleagues may know, users never learn it. */
async function deciderOf(tx: Tx, caseId: string): Promise<string> {
  const [decision] = await tx
    .select({ name: people.name })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .where(and(eq(decisions.caseId, caseId), isNull(decisions.undoneAt)))
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  return decision?.name ?? "";
}

async function refusalFailure(tx: Tx, row: CaseRow, refusal: CaseRefusal): Promise<Failure> {
  switch (refusal.reason) {
    case "case_decided":
      return fail("stale", "case_decided", { values: { name: await deciderOf(tx, row.id) } });
    case "case_claimed":
      return fail("conflict", "case_claimed", { values: { name: await nameOf(tx, refusal.heldBy ?? "") } });
    case "case_needs_supervisor":
    case "case_not_held":
    case "case_move_not_allowed":
      return fail("refused", refusal.reason, { values: { state: row.state } });
  }
}

/**
 * Locks the case and asks the rules. Answers the row, or why not: `not_found`, `case_decided` and `case_claimed` with
 * the colleague's name, or `stale` when the caller looked at an older version.
 */
export async function caseFor(
  tx: Tx,
  request: { verb: CaseVerb; caseId: string; version?: number; actor: Actor },
  now: Date,
): Promise<{ row: CaseRow; failure?: undefined } | { failure: Failure; row?: undefined }> {
  const { verb, caseId, version, actor } = request;
  // A case is held and decided by a named person: a key or a schedule has nobody who could answer for it.
  if (actor.kind !== "person") return { failure: fail("forbidden") };
  const notAllowed = await refusalToAct(tx, actor);
  if (notAllowed) return { failure: notAllowed };
  const row = await lockCase(tx, caseId);
  if (!row || !mayOn(actor, row.platformId) || (row.childSafety && !isCleared(actor)))
    return { failure: fail("not_found", "case_not_found") };
  const refusal = caseRefusal(verb, { ...row, decidedBefore: row.decidedAt !== null }, actor, now);
  if (refusal) return { failure: await refusalFailure(tx, row, refusal) };
  if (version !== undefined && version !== row.version) return { failure: fail("stale", "case_changed") };
  return { row };
}
