import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { platforms, policyVersions } from "@/db/schema";
import { dayIn } from "@/lib/platform/time.rules";
import { versionState } from "./fingerprint.rules";

/** Announced becomes in force, and in force retired, by the calendar of the platform's zone; answers which moved. */
export async function moveVersions(tx: Tx, now: Date, platformId?: string): Promise<string[]> {
  const rows = await dueVersions(tx, now, platformId);
  for (const { id, state } of rows) await tx.update(policyVersions).set({ state }).where(eq(policyVersions.id, id));
  return rows.map(({ id }) => id);
}

/** Versions whose state is not what their dates say today, with the state they should have. */
export async function dueVersions(db: Db | Tx, now: Date, platformId?: string) {
  const { id, state, effectiveFrom, effectiveTo } = policyVersions;
  const rows = await db
    .select({ id, state, effectiveFrom, effectiveTo, zone: platforms.zone })
    .from(policyVersions)
    .innerJoin(platforms, eq(platforms.id, policyVersions.platformId))
    .where(
      and(isNotNull(policyVersions.publishedAt), platformId === undefined ? undefined : eq(platforms.id, platformId)),
    );
  return rows
    .map((row) => ({ id: row.id, was: row.state, state: versionState(row, dayIn(now, row.zone)) }))
    .filter((row) => row.state !== row.was);
}
