import "server-only";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { lockAppeal } from "./store";

export type Held = NonNullable<Awaited<ReturnType<typeof lockAppeal>>>;

/** The appeal under its locks, as the caller saw it; else what stands in the way. */
export async function heldAppeal(
  tx: Tx,
  actor: Actor,
  seen: { appealId: string; version: number },
): Promise<Result<Held>> {
  const found = await lockAppeal(tx, seen.appealId);
  if (!found || (found.isChildSafety && !isCleared(actor))) return fail("not_found", "appeal_not_found");
  return found.appeal.version === seen.version ? ok(found) : fail("stale", "appeal_changed");
}

type Sides = Pick<Held, "appeal" | "decision" | "reviewedBy" | "team" | "letPast" | "isChildSafety">;

/** The two sides of the question who may answer, as the rule of independence wants them. */
export function sidesOf({ appeal, decision, reviewedBy, team, letPast, isChildSafety }: Sides) {
  return {
    appeal: { state: appeal.state, assignedTo: appeal.assignedTo, filedBy: null, letPast },
    decision: { decidedBy: decision.decidedBy, reviewedBy, team, isChildSafety },
  };
}
