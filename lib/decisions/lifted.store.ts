import "server-only";
import { and, eq, inArray, not, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, decisions, misuseMeasures, remedies, reviewFlags } from "@/db/schema";
import type { HowItFell } from "./decision-state.rules";

/** Of these decisions, the suspensions for misuse that the desk ended before their day and that no complaint has overturned since. */
async function liftedAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const overturned = sql`exists (select 1 from ${appeals} where ${appeals.decisionId} = ${misuseMeasures.decisionId} and ${appeals.outcome} = 'reversed')`;
  const rows = await db
    .select({ id: misuseMeasures.decisionId })
    .from(misuseMeasures)
    .where(and(inArray(misuseMeasures.decisionId, [...ids]), eq(misuseMeasures.endedHow, "lifted"), not(overturned)));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/**
 * Of these decisions, those whose case was opened to be decided anew: for a notifier who was right, for a part that is
 * decided again, for a strike that fell, or because a body outside was followed (then measures wait to be replaced).
 */
async function anewAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const isRight = sql`${appeals.outcome} in ('reversed', 'partly_reversed')`;
  const opens = sql`(${appeals.by} = 'notifier' or ${appeals.change} ->> 'decideAgain' = 'true')`;
  const won = sql`exists (select 1 from ${appeals} where ${appeals.decisionId} = ${decisions.id} and ${isRight} and ${opens})`;
  const flagged = sql`exists (select 1 from ${reviewFlags} where ${reviewFlags.decisionId} = ${decisions.id} and ${reviewFlags.resolution} like 'decide_again:%')`;
  const waits = sql`exists (select 1 from ${remedies} where ${remedies.decisionId} = ${decisions.id} and ${remedies.kind} = 'replace_sanction')`;
  const rows = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(inArray(decisions.id, [...ids]), sql`(${won} or ${flagged} or ${waits})`));
  return rows.map(({ id }) => id);
}

/** Of these decisions, how those fell that nobody reversed. */
export async function fallenAmong(db: Db, ids: readonly string[]): Promise<Map<string, HowItFell>> {
  if (ids.length === 0) return new Map();
  const anew = (await anewAmong(db, ids)).map((id) => [id, "anew"] as const);
  const lifted = [...(await liftedAmong(db, ids))].map((id) => [id, "lifted"] as const);
  return new Map<string, HowItFell>([...anew, ...lifted]);
}
