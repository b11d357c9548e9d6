import "server-only";
import { and, asc, inArray, isNotNull, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { databaseQueues, platforms, settings } from "@/db/schema";
import { stopsToForget } from "./database-stops.rules";
import type { SettingKey } from "./settings.rules";

export type ResumedLane = { platformId: string; why: string | null };

const running = { stoppedAt: null, stoppedWhy: null, waitsUntil: null, failures: 0, lastFailure: null };

/**
 * Starts the queues of these platforms that stand still or wait, and says why each did. With `causes`, only those that
 * were stopped for one of them.
 */
export async function resumeLanes(
  db: Db | Tx,
  platformIds: readonly string[],
  causes?: readonly string[],
): Promise<ResumedLane[]> {
  const { platformId, stoppedAt, stoppedWhy, waitsUntil } = databaseQueues;
  const still = causes
    ? and(isNotNull(stoppedAt), inArray(stoppedWhy, [...causes]))
    : or(isNotNull(stoppedAt), isNotNull(waitsUntil));
  const found = await db
    .select({ platformId, why: stoppedWhy })
    .from(databaseQueues)
    .where(and(inArray(platformId, [...platformIds]), still))
    .orderBy(asc(platformId))
    .for("update");
  if (found.length > 0)
    await db
      .update(databaseQueues)
      .set(running)
      .where(
        inArray(
          platformId,
          found.map((one) => one.platformId),
        ),
      );
  return found;
}

/**
 * A setting was changed: a stop that came of what it was before no longer says anything, and the next try finds out anew.
 * `platformId` may be '*': then of all platforms without a value of their own.
 */
export async function resumeAfterSetting(
  tx: Tx,
  { key, platformId }: { key: SettingKey; platformId: string },
): Promise<ResumedLane[]> {
  const causes = stopsToForget(key);
  if (causes.length === 0) return [];
  return resumeLanes(tx, platformId === "*" ? await withoutOwn(tx, key) : [platformId], causes);
}

async function withoutOwn(tx: Tx, key: SettingKey): Promise<string[]> {
  const all = await tx.select({ id: platforms.id }).from(platforms);
  const rows = await tx.select({ id: settings.platformId, key: settings.key }).from(settings);
  const own = new Set(rows.filter((row) => row.key === key).map(({ id }) => id));
  return all.map(({ id }) => id).filter((id) => !own.has(id));
}
