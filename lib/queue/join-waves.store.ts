import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, contentItems, snapshots, waveMembers, waveRuns, waves } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { isId } from "@/lib/platform/ids.rules";
import { type Features, featuresOf } from "./gather.rules";
import { shownIn } from "./gather-pictures.store";
import { belonging, type Judged, olderOf } from "./join-waves.rules";
import { chooseFirst, compared, countAnew } from "./wave-first.store";
import { isFirstOfWave, isShownInWave, notTakenOut } from "./wave-members.store";

/** Nobody decides anything here: the log names the part of the product that did it. */
const gathering = { kind: "system", name: "gathering" } as const;

/** So many items move in one transaction; the rest follow by the next first item, which is looked at again. */
const mostMoved = 1_000;

const undecided = sql`${cases.state} <> 'decided'`;

/** What the others of a wave are compared with. */
async function firstOf(tx: Tx, waveId: string): Promise<Features | null> {
  const [row] = await tx
    .select({ snapshotId: waves.snapshotId, ...compared })
    .from(waves)
    .innerJoin(snapshots, eq(snapshots.id, waves.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, waves.id), isFirstOfWave))
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(eq(waves.id, waveId));
  return row ? featuresOf({ ...row, ...(await shownIn(tx, row.snapshotId)) }) : null;
}

/** Undecided items of one wave that the other has never known: what somebody took out of it there stays out of it. */
async function judgedIn(tx: Tx, { from, to }: { from: string; to: string }, withPictures: boolean): Promise<Judged[]> {
  const known = tx.select({ id: waveMembers.caseId }).from(waveMembers).where(eq(waveMembers.waveId, to));
  const rows = await tx
    .select({ memberId: waveMembers.id, snapshotId: cases.snapshotId, ...compared })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(and(eq(waveMembers.waveId, from), isShownInWave, undecided, notInArray(waveMembers.caseId, known)))
    .orderBy(asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(mostMoved);
  const judged: Judged[] = [];
  for (const { memberId, snapshotId, ...row } of rows) {
    const shown = withPictures ? await shownIn(tx, snapshotId) : {};
    judged.push({ memberId, features: featuresOf({ ...row, ...shown }) });
  }
  return judged;
}

/** What was taken out by hand is taken out of the wave that goes on as well, and can be put back there. */
async function takeOutThere(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  const known = tx.select({ id: waveMembers.caseId }).from(waveMembers).where(eq(waveMembers.waveId, to));
  await tx
    .update(waveMembers)
    .set({ waveId: to })
    .where(
      and(
        eq(waveMembers.waveId, from),
        isNotNull(waveMembers.takenOutAt),
        isNotNull(waveMembers.takenOutBy),
        notInArray(waveMembers.caseId, known),
      ),
    );
}

type Move = { to: string; found: ReturnType<typeof belonging> };

/** The rows left behind are how an address of the wave that went still leads to where its items are. */
async function move(tx: Tx, { to, found }: Move, now: Date): Promise<void> {
  const ids = found.map(({ memberId }) => memberId);
  const likeness = new Map(found.map((one) => [one.memberId, one]));
  const left = await tx
    .update(waveMembers)
    .set({ takenOutAt: now, by: sql`case ${waveMembers.by} when 'first' then 'text' else ${waveMembers.by} end` })
    .where(and(inArray(waveMembers.id, ids), notTakenOut))
    .returning();
  await tx.insert(waveMembers).values(
    left.map(({ id, platformId, caseId, joinedAt }) => ({
      platformId,
      waveId: to,
      caseId,
      by: likeness.get(id)?.by ?? "text",
      likeness: likeness.get(id)?.likeness ?? 0,
      joinedAt,
    })),
  );
}

/**
 * Joins two waves whose first items are alike: the older one goes on, and gets the undecided items of the other that are
 * like its own first. What was decided stays with the run that decided it. The caller holds no case of either wave but
 * the one it looks at. False while one of them is being decided: it is tried again later.
 */
export async function joinWaves(tx: Tx, ids: readonly [string, string], least: number, now: Date): Promise<boolean> {
  const { id, platformId, beganAt, lastAt } = waves;
  const [one, other] = await tx
    .select({ id, platformId, beganAt, lastAt })
    .from(waves)
    .where(inArray(id, [...ids]))
    .orderBy(asc(id))
    .for("update");
  if (!one || !other) return true;
  const going = and(inArray(waveRuns.waveId, [...ids]), inArray(waveRuns.state, ["running", "undoing"]));
  const [run] = await tx.select({ id: waveRuns.id }).from(waveRuns).where(going).limit(1);
  if (run) return false;
  const { stays, goes } = olderOf(one, other);
  const way = { from: goes.id, to: stays.id };
  const first = await firstOf(tx, stays.id);
  if (!first) return true;
  const judged = await judgedIn(tx, way, first.pictures.length + first.videos.length > 0);
  const found = belonging(judged, first, least);
  if (found.length === 0) return true;
  await takeOutThere(tx, way);
  await move(tx, { to: stays.id, found }, now);
  const latest = new Date(Math.max(one.lastAt.getTime(), other.lastAt.getTime()));
  await tx.update(waves).set({ lastAt: latest }).where(eq(waves.id, stays.id));
  const hasFirst = and(eq(waveMembers.waveId, goes.id), isFirstOfWave);
  const [left] = await tx.select({ id: waveMembers.id }).from(waveMembers).where(hasFirst);
  if (!left) await chooseFirst(tx, goes.id);
  await countAnew(tx, [stays.id, goes.id]);
  const detail = { joined: goes.id, items: found.length };
  const subject = { kind: "wave", id: stays.id, platformId: stays.platformId, detail };
  await appendAudit(tx, { actor: gathering, verb: "wave.join", outcome: "done", subject, now });
  return true;
}

/** Where the items of a wave are that was joined into another one and has none left; null when it was not. */
export async function joinedInto(db: Db, waveId: string): Promise<string | null> {
  if (!isId(waveId)) return null;
  const [row] = await db
    .select({ waveId: sql<string>`there.wave_id` })
    .from(waveMembers)
    .innerJoin(sql`wave_members there`, sql`there.case_id = ${waveMembers.caseId} and there.taken_out_at is null`)
    .where(and(eq(waveMembers.waveId, waveId), isNotNull(waveMembers.takenOutAt), isNull(waveMembers.takenOutBy)))
    .orderBy(asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(1);
  return row?.waveId ?? null;
}
