import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { decisions, sanctions } from "@/db/schema";
import { lastingActions } from "./running.rules";

/** Actions that still hold on an account after one ended or fell: what is given back is only what nobody else took (Q47). */
export async function stillInForce(tx: Tx, accountId: string | null): Promise<string[]> {
  if (!accountId) return [];
  const running = await tx
    .select({ action: sanctions.action, target: sanctions.target })
    .from(sanctions)
    .where(and(eq(sanctions.accountId, accountId), eq(sanctions.state, "in_force")));
  return lastingActions(running);
}

/** The same for the account that a decision was about. */
export async function stillInForceAfter(tx: Tx, decisionId: string): Promise<string[]> {
  const [decision] = await tx
    .select({ accountId: decisions.accountId })
    .from(decisions)
    .where(eq(decisions.id, decisionId));
  return stillInForce(tx, decision?.accountId ?? null);
}
