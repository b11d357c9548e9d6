import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, decisions, people } from "@/db/schema";
import { refusalToAct } from "@/lib/people/consent.store";
import { type Actor, mayOn, type Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { blindFailure } from "./blind.store";
import type { Moved } from "./contract";
import { wasReversedOf } from "./reversed.store";
import { type CaseRefusal, type CaseVerb, caseRefusal, stateAfter } from "./rules";

export type CaseRow = typeof cases.$inferSelect;

/** The case's row, locked until the transaction ends: whoever comes second waits, then sees what the first did. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseRow | null> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
  return row ?? null;
}

/** The same of several, one after another by id, so that two who lock the same ones wait and do not stop each other. */
async function lockCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseRow>> {
  const rows = await tx
    .select()
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
    .orderBy(asc(cases.id))
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
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

/** The same move of several cases that are locked, in one statement. */
export async function moveCases(
  tx: Tx,
  rows: readonly Pick<CaseRow, "id">[],
  patch: Partial<typeof cases.$inferInsert>,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx
    .update(cases)
    .set({ ...patch, version: sql`${cases.version} + 1` })
    .where(inArray(cases.id, ids));
}

export const notHeld = {
  claimedBy: null,
  leaseUntil: null,
  claimedThrough: null,
  claimedAhead: false,
  heldUntil: null,
} as const;
export const notHanded = { handedTo: null, handedBy: null, handedWhy: null, handedUntil: null } as const;

/**
 * The one way in which a case leaves somebody's hands without anything decided: to where it was taken from. What a
 * colleague kept for them is anybody's again, or it would wait up to a day for somebody who just gave it back; `isUnseen`:
 * it was only laid ready and never before them, so it stays kept.
 */
export function releaseRow(tx: Tx, row: CaseRow, isUnseen = false): Promise<CaseRow> {
  const state = stateAfter("release", { ...row, decidedBefore: row.decidedAt !== null });
  return moveCase(tx, row, { state, ...notHeld, ...(isUnseen ? {} : notHanded) });
}

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
    case "case_handed":
      return fail("conflict", refusal.reason, { values: { name: await nameOf(tx, refusal.heldBy ?? "") } });
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
  { verb, actor, ...asked }: { verb: CaseVerb; actor: Actor } & AskedCase,
  now: Date,
): Promise<FoundCase> {
  const [found] = await casesFor(tx, { verb, actor, asked: [asked] }, now);
  return found ?? { failure: fail("not_found", "case_not_found") };
}

type AskedCase = { caseId: string; version?: number };
export type FoundCase = { row: CaseRow; failure?: undefined } | { failure: Failure; row?: undefined };

/** The same of several cases that one person decides, each with an answer of its own, in the order asked for. */
export async function casesFor(
  tx: Tx,
  { verb, actor, asked }: { verb: CaseVerb; actor: Actor; asked: readonly AskedCase[] },
  now: Date,
): Promise<FoundCase[]> {
  // A case is held and decided by a named person: a key or a schedule has nobody who could answer for it.
  const notAllowed = actor.kind === "person" ? await refusalToAct(tx, actor) : fail("forbidden");
  if (actor.kind !== "person" || notAllowed) return asked.map(() => ({ failure: notAllowed ?? fail("forbidden") }));
  const ids = asked.map(({ caseId }) => caseId);
  const rows = await lockCases(tx, ids);
  const found: FoundCase[] = [];
  for (const { caseId, version } of asked)
    found.push(await mayMove(tx, { verb, actor, version, row: rows.get(caseId) }, now));
  return found;
}

/** What only somebody else may do with a case whose decision was taken away from this person. */
const anewVerbs: ReadonlySet<CaseVerb> = new Set(["claim", "decide"]);

async function isReversedOf(tx: Tx, { id }: CaseRow, actor: Person): Promise<boolean> {
  const [found] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.id, id), wasReversedOf(actor.id)));
  return found !== undefined;
}

async function mayMove(
  tx: Tx,
  { verb, actor, version, row }: { verb: CaseVerb; actor: Person; version?: number; row?: CaseRow },
  now: Date,
): Promise<FoundCase> {
  if (!row || !mayOn(actor, row.platformId) || (row.childSafety && !isCleared(actor)))
    return { failure: fail("not_found", "case_not_found") };
  const refusal = caseRefusal(verb, { ...row, decidedBefore: row.decidedAt !== null }, actor, now);
  if (refusal) return { failure: await refusalFailure(tx, row, refusal) };
  if (version !== undefined && version !== row.version) return { failure: fail("stale", "case_changed") };
  if (anewVerbs.has(verb) && (await isReversedOf(tx, row, actor)))
    return { failure: fail("refused", "case_needs_another_person") };
  const blind = verb === "claim" ? await blindFailure(tx, row, actor) : null;
  if (blind) return { failure: blind };
  return { row };
}

/** What a person is told of a case that they moved. */
export function movedOf(row: CaseRow): Moved {
  return { caseId: row.id, platform: row.platformId, version: row.version, state: row.state };
}

export function asMoved(row: CaseRow): Result<Moved> {
  return ok(movedOf(row));
}
