import "server-only";
import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, contentItems, snapshots, waveMembers, waves } from "@/db/schema";
import { featuresOf, keysOf } from "./gather.rules";
import { shownIn } from "./gather-pictures.store";
import { isShownInWave, notTakenOut } from "./wave-members.store";

/** What of a case is compared, but for its pictures. */
export const compared = {
  title: snapshots.title,
  text: sql<string>`left(${snapshots.text}, 20000)`,
  location: contentItems.location,
  group: cases.clauseGroup,
};

/** Gathers a case again, with the next that come in. */
export async function lookAgain(tx: Tx, caseId: string): Promise<void> {
  await tx
    .update(cases)
    .set({ gatheredAt: null })
    .where(and(eq(cases.id, caseId), ne(cases.state, "decided")));
}

/** How many undecided items these waves hold now; a wave that is empty gathers nothing more. */
export async function countAnew(db: Db | Tx, waveIds: readonly string[]): Promise<void> {
  if (waveIds.length === 0) return;
  const undecided = sql`(select count(*)::int from ${waveMembers} m join ${cases} c on c.id = m.case_id
    where m.wave_id = "waves"."id" and m.taken_out_at is null and c.state <> 'decided' and not c.child_safety)`;
  await db
    .update(waves)
    .set({ size: undecided })
    .where(inArray(waves.id, [...waveIds]));
}

/**
 * The first item was taken out: the earliest that is left takes its place, so that nothing is gathered any more by what
 * somebody said does not belong. The caller has locked the wave.
 */
export async function chooseFirst(tx: Tx, waveId: string): Promise<void> {
  const [next] = await tx
    .select({
      memberId: waveMembers.id,
      caseId: waveMembers.caseId,
      platformId: waveMembers.platformId,
      snapshotId: cases.snapshotId,
      ...compared,
    })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(and(eq(waveMembers.waveId, waveId), isShownInWave))
    .orderBy(desc(sql`${cases.state} <> 'decided'`), asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(1);
  if (!next) return;
  const [chosen] = await tx
    .update(waveMembers)
    .set({ by: "first", likeness: 100 })
    .where(and(eq(waveMembers.id, next.memberId), notTakenOut))
    .returning({ id: waveMembers.id });
  if (!chosen) return;
  await tx
    .update(waves)
    .set({
      snapshotId: next.snapshotId,
      keys: keysOf(next.platformId, featuresOf({ ...next, ...(await shownIn(tx, next.snapshotId)) })),
    })
    .where(eq(waves.id, waveId));
  // Another wave may be like this first item.
  await lookAgain(tx, next.caseId);
}
