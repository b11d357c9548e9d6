import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { waveRunMembers } from "@/db/schema";

/**
 * The item of a wave's run that this decision was made for, locked before the case as a run locks it: whoever takes the
 * whole run back at the same moment comes before or after, and never waits for what waits for them.
 */
export async function lockRunMember(tx: Tx, decisionId: string): Promise<void> {
  await tx
    .select({ id: waveRunMembers.id })
    .from(waveRunMembers)
    .where(eq(waveRunMembers.decisionId, decisionId))
    .for("update");
}

/** A decision that was taken back by itself is no longer one that its run made. */
export async function markUndoneInRun(tx: Tx, decisionId: string): Promise<void> {
  await tx
    .update(waveRunMembers)
    .set({ state: "undone" })
    .where(and(eq(waveRunMembers.decisionId, decisionId), eq(waveRunMembers.state, "decided")));
}
