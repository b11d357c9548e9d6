import "server-only";
import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { recordOpened } from "./care.store";
import { aheadEnd, holderOf, leaseEnd, mostReady } from "./rules";
import { type CaseRow, releaseRow } from "./store";

type Asked = {
  /** Which cases may be the next one. */
  asked: SQL | undefined;
  inHand: string | undefined;
  /** What the screen has laid ready by now. */
  ready: readonly string[];
};

/**
 * The case that was laid ready for this person before, that still answers what they ask for and that their screen does not
 * have (`ready`): an answer was lost, or it is to be read anew. Everything else that was laid ready is settled on the way,
 * so that nobody has more than a few ahead: the case in hand is simply theirs, what the screen has is theirs for another
 * while, and what nobody asks for any more goes back to the queue. `behind`: what the screen still has, in its order.
 */
export async function laidReady(
  tx: Tx,
  actor: Person,
  { asked, inHand, ready }: Asked,
  now: Date,
): Promise<{ kept: CaseRow | null; behind: CaseRow[] }> {
  // Two tabs of one person that ask at the same moment come one after the other: the second finds what the first laid ready.
  if (inHand) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ahead ${actor.id}`}, 0))`);
  const ahead = await tx
    .select({ row: cases, isAsked: sql<boolean>`(${asked ?? sql`true`})` })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), eq(cases.claimedBy, actor.id), eq(cases.claimedAhead, true)))
    .orderBy(asc(cases.id))
    .for("update");
  let kept: CaseRow | null = null;
  const behind: CaseRow[] = [];
  let count = 0;
  for (const { row, isAsked } of ahead) {
    const isHeld = holderOf(row, now) === actor.id;
    if (row.id === inHand) await inHandNow(tx, { row, isHeld }, now);
    else if (!isHeld || !isAsked || count === mostReady) await putBack(tx, { row, actor }, now);
    else {
      count += 1;
      if (ready.includes(row.id)) {
        await stillReady(tx, row, now);
        behind.push(row);
      } else kept ??= row;
    }
  }
  return { kept, behind: behind.sort((one, other) => ready.indexOf(one.id) - ready.indexOf(other.id)) };
}

const { id, platformId, harms, severity, state, claimedBy, leaseUntil } = cases;
const shown = { id, platformId, harms, severity, state, claimedBy, leaseUntil };

/** What was laid ready and is on the screen now is before them now, and counts before the next one is chosen. */
export async function inHandByNow(tx: Tx, actor: Person, caseId: string, now: Date): Promise<void> {
  const [row] = await tx.select(shown).from(cases).where(eq(cases.id, caseId));
  if (row && holderOf(row, now) === actor.id) await recordOpened(tx, actor, row, now);
}

/** Of the cases that their screen has laid ready those that are theirs, in its order: what is given next comes behind them. */
export async function readyBehind(db: Db | Tx, actor: Person, ready: readonly string[], now: Date) {
  if (ready.length === 0) return [];
  const rows = await db
    .select(shown)
    .from(cases)
    .where(inArray(cases.id, [...ready]));
  return rows
    .filter((row) => holderOf(row, now) === actor.id)
    .sort((one, other) => ready.indexOf(one.id) - ready.indexOf(other.id));
}

async function stillReady(tx: Tx, row: CaseRow, now: Date): Promise<void> {
  const { leaseSeconds } = await settingsFor(tx, row.platformId);
  await tx
    .update(cases)
    .set({ leaseUntil: aheadEnd(now, leaseSeconds) })
    .where(eq(cases.id, row.id));
}

/** It is on the screen by now: from here on it has the lease of any case in hand, if nobody was quicker. */
async function inHandNow(tx: Tx, { row, isHeld }: { row: CaseRow; isHeld: boolean }, now: Date): Promise<void> {
  const { leaseSeconds } = await settingsFor(tx, row.platformId);
  const lease = isHeld ? { leaseUntil: leaseEnd(now, leaseSeconds) } : {};
  await tx
    .update(cases)
    .set({ claimedAhead: false, ...lease })
    .where(eq(cases.id, row.id));
}

/** Written down as any release is: the entry of what they take now is about another case. */
async function putBack(tx: Tx, { row, actor }: { row: CaseRow; actor: Person }, now: Date): Promise<void> {
  await releaseRow(tx, row, true);
  const subject = { kind: "case", id: row.id, platformId: row.platformId };
  await appendAudit(tx, { actor, verb: "case.release", outcome: "done", subject, now });
}
