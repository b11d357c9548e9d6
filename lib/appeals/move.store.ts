import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appeals } from "@/db/schema";
import { type AppealState, mayAppealMove } from "./rules";

type Patch = Omit<Partial<typeof appeals.$inferInsert>, "id" | "state" | "version">;

/**
 * Moves an appeal that the caller has locked, by the one table of moves, and raises its version: an answer written on
 * the old view is told so. @throws when the table knows no such move: the caller has to ask first what is allowed.
 */
export async function moveAppeal(
  tx: Tx,
  appeal: { id: string; state: AppealState },
  to: AppealState,
  patch: Patch,
): Promise<void> {
  if (!mayAppealMove(appeal.state, to)) throw new Error(`appeal ${appeal.id} is ${appeal.state}, and never ${to} next`);
  await changeAppeal(tx, appeal.id, { ...patch, state: to });
}

/** Writes on an appeal what moves it nowhere. */
export async function changeAppeal(tx: Tx, appealId: string, patch: Patch & { state?: AppealState }): Promise<void> {
  await tx
    .update(appeals)
    .set({ ...patch, version: sql`${appeals.version} + 1` })
    .where(eq(appeals.id, appealId));
}
