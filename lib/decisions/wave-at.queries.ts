import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, waveMembers, waves } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { joinedInto } from "@/lib/queue/join-waves.store";
import { isFirstOfWave } from "@/lib/queue/wave-members.store";

/**
 * Under which id a reader finds this wave: its own, or that of the wave it was joined into; null where `waveView` finds
 * nothing for them. One look by its key, for the status of its page.
 */
export async function waveAt(db: Db, actor: Actor, waveId: string): Promise<string | null> {
  if (!isId(waveId) || !can(actor, "case.view")) return null;
  const [row] = await db
    .select({ platformId: waves.platformId })
    .from(waves)
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, waves.id), isFirstOfWave))
    .innerJoin(cases, and(eq(cases.id, waveMembers.caseId), eq(cases.childSafety, false)))
    .where(eq(waves.id, waveId));
  if (row) return mayOn(actor, row.platformId) ? waveId : null;
  const there = await joinedInto(db, waveId);
  return there === null ? null : waveAt(db, actor, there);
}
