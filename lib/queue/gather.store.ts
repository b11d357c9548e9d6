import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { isDatabaseAway } from "@/db/query-failed";
import { cases, contentItems, type Likeness, snapshots, waveMembers, waves } from "@/db/schema";
import { plainError } from "@/lib/platform/plain-error.rules";
import { settingsForEach } from "@/lib/platform/settings";
import { type Features, type Found, featuresOf, keysOf, likenessOf } from "./gather.rules";
import { picturesAreHashed, shownIn, wavesWithPictures } from "./gather-pictures.store";
import { joinWaves } from "./join-waves.store";
import { compared, lookAgain } from "./wave-first.store";
import { isFirstOfWave, notTakenOut } from "./wave-members.store";

/** Undecided cases that were read (a short text needs its suggestion), the oldest first. */
async function ungathered(db: Db, limit: number) {
  return db
    .select({ caseId: cases.id, platformId: cases.platformId, snapshotId: cases.snapshotId, ...compared })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(
      and(
        isNull(cases.gatheredAt),
        ne(cases.state, "decided"),
        isNotNull(cases.suggestedAt),
        picturesAreHashed,
        // A wave shows its items to everybody; child safety is for those cleared, one by one.
        eq(cases.childSafety, false),
      ),
    )
    .orderBy(asc(cases.openedAt), asc(cases.id))
    .limit(limit);
}

type Ungathered = Awaited<ReturnType<typeof ungathered>>[number];

/** The most waves that one case is compared with; more that share a signature share it by chance. */
const mostCompared = 8;

/** Waves that share a signature, each by its first item; the oldest first, so that two that meet go on as one. */
async function candidates(tx: Tx, { platformId, caseId }: Ungathered, features: Features) {
  const keys = keysOf(platformId, { ...features, pictures: [] });
  const pictured = await wavesWithPictures(tx, { platformId, pictures: features.pictures, limit: mostCompared });
  if (keys.length === 0 && pictured.length === 0) return [];
  const list = sql`array[${sql.join(
    keys.map((key) => sql`${key}::integer`),
    sql`, `,
  )}]`;
  const shares = keys.length > 0 ? sql`${waves.keys} && ${list}` : undefined;
  const takenOut = sql`not exists (select 1 from ${waveMembers} where ${waveMembers.waveId} = ${waves.id} and ${waveMembers.caseId} = ${caseId})`;
  return tx
    .select({ waveId: waves.id, snapshotId: waves.snapshotId, ...compared })
    .from(waves)
    .innerJoin(snapshots, eq(snapshots.id, waves.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, waves.id), isFirstOfWave))
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(
      and(
        or(shares, pictured.length > 0 ? inArray(waves.id, pictured) : undefined),
        gt(waves.size, 0),
        eq(waves.platformId, platformId),
        takenOut,
      ),
    )
    .orderBy(asc(waves.beganAt), asc(waves.id))
    .limit(2 * mostCompared);
}

/** The nearest wave that holds: equal before alike before shown before linked, then the most alike. */
async function nearest(tx: Tx, row: Ungathered, features: Features, least: number) {
  const order: Likeness[] = ["equal", "text", "video", "picture", "link"];
  const found: ({ waveId: string } & Found)[] = [];
  for (const { waveId, snapshotId, ...first } of await candidates(tx, row, features)) {
    const isShowing = features.pictures.length + features.videos.length > 0;
    const shown = isShowing ? await shownIn(tx, snapshotId) : {};
    const like = likenessOf(features, featuresOf({ ...first, ...shown }), least);
    if (like) found.push({ waveId, ...like });
  }
  found.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by) || b.likeness - a.likeness);
  return found[0] ?? null;
}

type Waved = { memberId: string; waveId: string; by: Likeness; isAlone: boolean };

/** The wave that the case is in from before: it is gathered again when a picture of it has arrived late. */
async function wavedBefore(tx: Tx, caseId: string): Promise<Waved | undefined> {
  const others = sql<boolean>`exists (select 1 from wave_members o where o.wave_id = "wave_members"."wave_id" and o.id <> "wave_members"."id")`;
  const [row] = await tx
    .select({ memberId: waveMembers.id, waveId: waveMembers.waveId, by: waveMembers.by, hasOthers: others })
    .from(waveMembers)
    .where(and(eq(waveMembers.caseId, caseId), notTakenOut))
    .for("update");
  return row && { ...row, isAlone: !row.hasOthers };
}

/**
 * The wave it is in is locked before the case itself, as by whoever takes an item out: two who each held what the other
 * waits for would be stopped by the database.
 */
async function lockWaveOf(tx: Tx, caseId: string): Promise<void> {
  const own = tx
    .select({ id: waveMembers.waveId })
    .from(waveMembers)
    .where(and(eq(waveMembers.caseId, caseId), notTakenOut));
  await tx.select({ id: waves.id }).from(waves).where(inArray(waves.id, own)).for("update");
}

/** From now on a wave is also found by what its first item shows since. */
async function keepKeys(tx: Tx, waveId: string, keys: number[]): Promise<void> {
  await tx.update(waves).set({ keys }).where(eq(waves.id, waveId));
}

/** Out of a wave in which it was alone; nothing is left that could be gathered there. */
async function leave(tx: Tx, { memberId, waveId }: Waved): Promise<void> {
  await tx.delete(waveMembers).where(eq(waveMembers.id, memberId));
  await tx.update(waves).set({ size: 0 }).where(eq(waves.id, waveId));
}

async function gatherOne(tx: Tx, row: Ungathered, least: number, now: Date): Promise<void> {
  await lockWaveOf(tx, row.caseId);
  // Whoever decides it meanwhile goes first; it is then in no wave.
  const [open] = await tx
    .update(cases)
    .set({ gatheredAt: now })
    .where(and(eq(cases.id, row.caseId), isNull(cases.gatheredAt), ne(cases.state, "decided")))
    .returning({ id: cases.id });
  if (!open) return;
  const features = featuresOf({ ...row, ...(await shownIn(tx, row.snapshotId)) });
  const { platformId, caseId, snapshotId } = row;
  const own = await wavedBefore(tx, caseId);
  // Others were gathered with it, or it with others: what has arrived since takes it away from nobody.
  if (own && own.by !== "first") return;
  const near = await nearest(tx, row, features, least);
  if (own && !(near && own.isAlone)) {
    await keepKeys(tx, own.waveId, keysOf(platformId, features));
    // Two waves that grew apart, and whose first items are alike by now.
    const isDone = near === null || (await joinWaves(tx, [own.waveId, near.waveId], least, now));
    return isDone ? undefined : lookAgain(tx, caseId);
  }
  if (own) await leave(tx, own);
  if (near) {
    const { waveId, by, likeness } = near;
    await tx.insert(waveMembers).values({ platformId, waveId, caseId, by, likeness, joinedAt: now });
    await tx
      .update(waves)
      .set({ size: sql`${waves.size} + 1`, lastAt: now })
      .where(eq(waves.id, waveId));
    return;
  }
  const keys = keysOf(platformId, features);
  if (keys.length === 0) return;
  const [wave] = await tx
    .insert(waves)
    .values({ platformId, snapshotId, keys, size: 1, beganAt: now, lastAt: now })
    .returning({ id: waves.id });
  if (!wave) throw new Error("the wave was not stored");
  const first = { platformId, waveId: wave.id, caseId, by: "first", likeness: 100, joinedAt: now } as const;
  await tx.insert(waveMembers).values(first);
}

/** A case that cannot be compared stands alone, and is not the oldest for ever. */
async function passOver(db: Db, { caseId }: Ungathered, error: unknown, now: Date): Promise<void> {
  if (isDatabaseAway(error)) throw error;
  console.error(`case ${caseId} could not be compared with waves: ${plainError(error)}`);
  await db.update(cases).set({ gatheredAt: now }).where(eq(cases.id, caseId));
}

/**
 * Puts cases that were read into the wave of what they repeat, or begins one of their own: one indexed look-up for each.
 * Run by one process at a time (lib/platform/worker.ts), after the suggestion and never while a notice is received.
 * Nobody decides anything here, so it is no command. Returns how many cases were looked at.
 */
export async function gatherPending(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await ungathered(db, limit);
  const settings = await settingsForEach(
    db,
    rows.map(({ platformId }) => platformId),
  );
  for (const row of rows) {
    const least = settings.get(row.platformId)?.waveLikeness ?? 70;
    await db.transaction((tx) => gatherOne(tx, row, least, now)).catch((error) => passOver(db, row, error, now));
  }
  return rows.length;
}

/** So few at a time that what people wait for comes in between. */
const atATime = 20;

/**
 * Gathers for so many milliseconds at most, and always a few: behind a hundred thousand cases that come in at once, the one
 * connection of the embedded database would serve nobody at the desk until the last is compared. True: nothing is left.
 */
export async function gatherFor(db: Db, now: Date, forMs: number): Promise<boolean> {
  const until = performance.now() + forMs;
  do if ((await gatherPending(db, now, atATime)) < atATime) return true;
  while (performance.now() < until);
  return false;
}
