import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, decisions, platforms, sanctions } from "@/db/schema";
import { caseReference } from "@/lib/queue/row.rules";
import type { Localised } from "./contract";
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

/** A lasting measure that runs against an account, with the decision it comes from. */
export type RunningMeasure = {
  action: string;
  target: string;
  label: Localised;
  dsaValue: string | null;
  decisionId: string;
  reference: string;
};

/** What keeps something from an account now, each with the reference of its case; oldest first. */
export async function runningOn(db: Db | Tx, accountId: string | null): Promise<RunningMeasure[]> {
  return runningOnEach(db, accountId ? [accountId] : []);
}

/** The same of several accounts, each with whose it is. */
export async function runningOnEach(
  db: Db | Tx,
  accountIds: readonly string[],
): Promise<(RunningMeasure & { accountId: string | null })[]> {
  if (accountIds.length === 0) return [];
  const rows = await db
    .select({
      accountId: sanctions.accountId,
      action: sanctions.action,
      target: sanctions.target,
      label: sanctions.label,
      dsaValue: sanctions.dsaValue,
      decisionId: sanctions.decisionId,
      number: cases.number,
      prefix: platforms.prefix,
    })
    .from(sanctions)
    .innerJoin(decisions, eq(decisions.id, sanctions.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(
      and(
        inArray(sanctions.accountId, [...accountIds]),
        eq(sanctions.state, "in_force"),
        inArray(sanctions.target, ["feature", "account"]),
      ),
    )
    .orderBy(asc(sanctions.startsAt), asc(sanctions.id));
  return rows.map(({ number, prefix, ...row }) => ({ ...row, reference: caseReference(prefix, number) }));
}

/** What other decisions keep in force on the account of one that is contested. */
export async function heldByOthers(
  db: Db | Tx,
  decision: { id: string; accountId: string | null },
): Promise<RunningMeasure[]> {
  const running = await runningOn(db, decision.accountId);
  return running.filter(({ decisionId }) => decisionId !== decision.id);
}

/** The case of another decision that keeps the same measure, whatever happens to this one; null when none does. */
export function keptBy(others: readonly RunningMeasure[], fallen: { action: string } | undefined): string | null {
  return others.find(({ action }) => action === fallen?.action)?.reference ?? null;
}
