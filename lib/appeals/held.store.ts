import "server-only";
import type { Tx } from "@/db/client";
import { fail, ok, type Result } from "@/lib/platform/result";
import { lockAppeal } from "./store";

export type Held = NonNullable<Awaited<ReturnType<typeof lockAppeal>>>;

/** The appeal under its locks, as the caller saw it; else what stands in the way. */
export async function heldAppeal(tx: Tx, seen: { appealId: string; version: number }): Promise<Result<Held>> {
  const found = await lockAppeal(tx, seen.appealId);
  if (!found) return fail("not_found", "appeal_not_found");
  return found.appeal.version === seen.version ? ok(found) : fail("stale", "appeal_changed");
}

/** The two sides of the question who may answer, as the rule of independence wants them. */
export function sidesOf({ appeal, decision, reviewedBy }: Pick<Held, "appeal" | "decision" | "reviewedBy">) {
  return {
    appeal: { state: appeal.state, assignedTo: appeal.assignedTo, filedBy: null },
    decision: { decidedBy: decision.decidedBy, reviewedBy },
  };
}
