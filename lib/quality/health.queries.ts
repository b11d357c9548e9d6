import "server-only";
import { and, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { caseSuggestions, cases, decisions } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { type Health, healthOf, type Outcome } from "./health.rules";

/** How many of the newest decisions are looked at: enough to see a change, few enough to be told at once. */
export const mostOutcomes = 2000;

const Refs = z.array(z.object({ ref: z.string() }));

type Where = { platformId: string; now: Date };
export type DecidedOutcome = Outcome & { caseId: string; decidedAt: Date };

/**
 * The newest decisions of a platform that stand, each beside what had been suggested when it was made; without those on
 * cases that are hidden from the reader, whose clause alone would tell.
 */
export async function outcomesOf(db: Db, actor: Actor, { platformId, now }: Where): Promise<DecidedOutcome[]> {
  const before = db
    .select({ matches: caseSuggestions.matches, confident: caseSuggestions.confident })
    .from(caseSuggestions)
    .where(and(eq(caseSuggestions.caseId, decisions.caseId), lte(caseSuggestions.madeAt, decisions.decidedAt)))
    .orderBy(desc(caseSuggestions.madeAt))
    .limit(1)
    .as("before");
  const rows = await db
    .select({
      outcome: decisions.outcome,
      clause: decisions.clauseRef,
      alsoBreaks: decisions.alsoBreaks,
      override: decisions.overrideCode,
      caseId: decisions.caseId,
      decidedAt: decisions.decidedAt,
      matches: before.matches,
      confident: before.confident,
      language: cases.language,
      source: cases.source,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoinLateral(before, sql`true`)
    .where(
      and(
        eq(decisions.platformId, platformId),
        inArray(decisions.outcome, ["violation", "no_violation"]),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
        isNull(decisions.supersededBy),
        lte(decisions.effectiveAt, now),
        shownTo(actor),
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostOutcomes);
  return rows.flatMap(({ outcome, clause, alsoBreaks, matches, confident, ...about }) => {
    const isViolation = outcome === "violation";
    // Law alone names no clause, so no suggestion was right or wrong.
    if (isViolation && clause === null) return [];
    const suggested = Refs.safeParse(matches).data ?? [];
    return {
      ...about,
      decided: isViolation ? [clause ?? "", ...alsoBreaks] : [],
      suggested: suggested.map(({ ref }) => ref),
      confident: confident === "yes",
    };
  });
}

/** How often people followed what was suggested to them, by the newest decisions that stand. */
export async function suggestionHealth(db: Db, actor: Actor, where: Where): Promise<Health> {
  return healthOf(await outcomesOf(db, actor, where));
}
