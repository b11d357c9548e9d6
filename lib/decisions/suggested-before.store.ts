import "server-only";
import { and, asc, desc, eq, gte, inArray, isNull, or } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases, type decisions } from "@/db/schema";
import { isOverride, type Suggested } from "./override.rules";

const Refs = z.array(z.object({ ref: z.string() }));

/** The first of what was suggested. A row that cannot be read says nothing. */
export function suggestedIn({ matches, confident }: { matches: unknown; confident: "yes" | "no" | null }): Suggested {
  return { first: Refs.safeParse(matches).data?.[0]?.ref ?? null, isConfident: confident === "yes" };
}

/** All that were suggested, the first first. */
export function refsOf({ matches }: { matches: unknown }): string[] {
  return Refs.safeParse(matches).data?.map(({ ref }) => ref) ?? [];
}

export type StandingSuggestion = Pick<typeof caseSuggestions.$inferSelect, "id" | "matches" | "confident">;

/**
 * Somebody works on a case that a report joined and that nothing has read again yet: they decide beside what they were shown.
 * Had its content changed, so would its version have, and whoever looks at the new one has it read.
 */
const waitsAtWork = and(isNull(cases.suggestedAt), eq(cases.state, "claimed"));

/** What stands suggested, by case: of other content than it shows now, older suggestions say nothing. */
export async function standingSuggestions(
  db: Db | Tx,
  caseIds: readonly string[],
): Promise<Map<string, StandingSuggestion>> {
  const { caseId, id, matches, confident, madeAt } = caseSuggestions;
  const rows = await db
    .selectDistinctOn([caseId], { caseId, id, matches, confident })
    .from(caseSuggestions)
    .innerJoin(cases, and(eq(cases.id, caseId), or(gte(madeAt, cases.suggestedAt), waitsAtWork)))
    .where(inArray(caseId, [...caseIds]))
    .orderBy(asc(caseId), desc(madeAt));
  return new Map(rows.map(({ caseId: of, ...row }) => [of, row]));
}

type Made = Pick<typeof decisions.$inferInsert, "outcome" | "clauseRef" | "alsoBreaks" | "overrideCode">;

/** What a decision keeps of the suggestion it was made beside; a reason only where it is another than was suggested. */
export function keptOfSuggestion(row: StandingSuggestion | undefined, made: Made) {
  const concluded = { outcome: made.outcome, clauses: [made.clauseRef ?? null, ...(made.alsoBreaks ?? [])] };
  const isOther = row !== undefined && isOverride(suggestedIn(row), concluded);
  return { suggestionId: row?.id ?? null, overrideCode: isOther ? (made.overrideCode ?? null) : null };
}
