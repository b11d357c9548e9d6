import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
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
 * while, and what nobody asks for any more goes back to the queue.
 */
export async function laidReady(
  tx: Tx,
  actor: Person,
  { asked, inHand, ready }: Asked,
  now: Date,
): Promise<CaseRow | null> {
  // Two tabs of one person that ask at the same moment come one after the other: the second finds what the first laid ready.
  if (inHand) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ahead ${actor.id}`}, 0))`);
  const ahead = await tx
    .select({ row: cases, isAsked: sql<boolean>`(${asked ?? sql`true`})` })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), eq(cases.claimedBy, actor.id), eq(cases.claimedAhead, true)))
    .orderBy(asc(cases.id))
    .for("update");
  let kept: CaseRow | null = null;
  let count = 0;
  for (const { row, isAsked } of ahead) {
    const isHeld = holderOf(row, now) === actor.id;
    if (row.id === inHand) await inHandNow(tx, { row, isHeld }, now);
    else if (!isHeld || !isAsked || count === mostReady) await putBack(tx, { row, actor }, now);
    else {
      count += 1;
      if (ready.includes(row.id)) await stillReady(tx, row, now);
      else kept ??= row;
    }
  }
  return kept;
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
