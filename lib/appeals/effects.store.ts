import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { decisions, sanctions, strikeReliance, strikes } from "@/db/schema";
import type { DecisionEffects } from "@/lib/decisions/remedy.rules";
import { sanctionFacts } from "@/lib/decisions/sanction-facts.rules";

export type SanctionRow = typeof sanctions.$inferSelect;
export type StoredEffects = { effects: DecisionEffects; measures: SanctionRow[]; hasStrike: boolean };

/** Decisions that counted one of these strikes and still stand. */
async function reliedOn(db: Db | Tx, strikeIds: readonly string[]): Promise<DecisionEffects["laterDecisions"]> {
  if (strikeIds.length === 0) return [];
  const rows = await db
    .select({ id: strikeReliance.decisionId, strikeId: strikeReliance.strikeId, supersededBy: decisions.supersededBy })
    .from(strikeReliance)
    .innerJoin(decisions, eq(decisions.id, strikeReliance.decisionId))
    .where(
      and(inArray(strikeReliance.strikeId, [...strikeIds]), isNull(decisions.undoneAt), isNull(decisions.reversedAt)),
    )
    .orderBy(asc(strikeReliance.id));
  return rows.map(({ id, strikeId, supersededBy }) => ({
    id,
    reliedOnStrikeIds: [strikeId],
    superseded: supersededBy !== null,
  }));
}

/** What a decision did, and which later decisions counted its strike, as the pure rule of remedies wants it. */
export async function effectsOf(db: Db | Tx, decisionId: string): Promise<StoredEffects> {
  const measures = await db
    .select()
    .from(sanctions)
    .where(eq(sanctions.decisionId, decisionId))
    .orderBy(asc(sanctions.id));
  const struck = await db.select().from(strikes).where(eq(strikes.decisionId, decisionId));
  const standing = struck.filter(({ overturnedAt }) => overturnedAt === null);
  return {
    measures,
    hasStrike: standing.length > 0,
    effects: {
      id: decisionId,
      sanctions: measures.map(sanctionFacts),
      strikes: struck.map((row) => ({
        id: row.id,
        decisionId,
        role: row.role ?? "",
        versionRef: row.versionRef,
        clauseRef: row.clauseRef,
        // What counts it plays no part in taking it away.
        counters: [],
        points: row.points,
        state: row.overturnedAt ? ("voided" as const) : ("confirmed" as const),
        confirmedAt: row.confirmedAt,
        expiresAt: null,
      })),
      laterDecisions: await reliedOn(
        db,
        standing.map(({ id }) => id),
      ),
    },
  };
}
