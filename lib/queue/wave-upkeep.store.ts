import "server-only";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import { cases, decisions, waveMembers, waves } from "@/db/schema";
import { chooseFirst, countAnew } from "./wave-first.store";
import { isFirstOfWave, notTakenOut } from "./wave-members.store";

/** Chooses a first item where the wave has none. The caller has locked the wave. */
export async function chooseFirstIfNone(tx: Tx, waveId: string): Promise<void> {
  const first = and(eq(waveMembers.waveId, waveId), isFirstOfWave);
  const [there] = await tx.select({ id: waveMembers.id }).from(waveMembers).where(first);
  if (!there) await chooseFirst(tx, waveId);
}

/** Items that a later notice made cases of child safety leave their waves: those are decided one by one, by who is cleared. */
async function takeOutChildSafety(db: Db, now: Date): Promise<void> {
  const found = await db
    .selectDistinct({ waveId: waveMembers.waveId })
    .from(cases)
    .innerJoin(waveMembers, and(eq(waveMembers.caseId, cases.id), notTakenOut))
    .where(sql`${cases.childSafety}`);
  for (const { waveId } of found)
    await db.transaction(async (tx) => {
      await tx.select({ id: waves.id }).from(waves).where(eq(waves.id, waveId)).for("update");
      const hidden = tx.select({ id: cases.id }).from(cases).where(sql`${cases.childSafety}`);
      await tx
        .update(waveMembers)
        .set({ takenOutAt: now, by: sql`case ${waveMembers.by} when 'first' then 'text' else ${waveMembers.by} end` })
        .where(and(eq(waveMembers.waveId, waveId), notTakenOut, inArray(waveMembers.caseId, hidden)));
      await chooseFirstIfNone(tx, waveId);
      await countAnew(tx, [waveId]);
    });
}

/** Looks at the waves of what was decided or taken back lately; by single decisions too, which know nothing of waves. */
async function countLately(db: Db, now: Date): Promise<void> {
  const lately = new Date(now.getTime() - 300_000);
  const decided = db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.state, "decided"), gt(cases.decidedAt, lately)));
  const undone = db.select({ id: decisions.caseId }).from(decisions).where(gt(decisions.undoneAt, lately));
  const rows = await db
    .selectDistinct({ waveId: waveMembers.waveId })
    .from(waveMembers)
    .where(and(notTakenOut, inArray(waveMembers.caseId, unionAll(decided, undone))));
  await countAnew(
    db,
    rows.map(({ waveId }) => waveId),
  );
}

/** For the worker's schedule: waves hold what is still to be decided in them. Safe to run twice. */
export async function keepUpWaves(db: Db, now: Date): Promise<void> {
  await takeOutChildSafety(db, now);
  await countLately(db, now);
}
