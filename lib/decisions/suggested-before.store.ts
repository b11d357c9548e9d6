import "server-only";
import { and, desc, eq, gte } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases, type decisions } from "@/db/schema";
import { isOverride, type Suggested } from "./override.rules";

const Refs = z.array(z.object({ ref: z.string() }));

/** The first of what was suggested. A row that cannot be read says nothing. */
export function suggestedIn({ matches, confident }: { matches: unknown; confident: "yes" | "no" | null }): Suggested {
  return { first: Refs.safeParse(matches).data?.[0]?.ref ?? null, isConfident: confident === "yes" };
}

/** What stands suggested for a case: of other content than it shows now, older suggestions say nothing. */
async function suggestedNow(db: Db | Tx, caseId: string) {
  const [row] = await db
    .select({ id: caseSuggestions.id, matches: caseSuggestions.matches, confident: caseSuggestions.confident })
    .from(caseSuggestions)
    .innerJoin(cases, and(eq(cases.id, caseSuggestions.caseId), gte(caseSuggestions.madeAt, cases.suggestedAt)))
    .where(eq(caseSuggestions.caseId, caseId))
    .orderBy(desc(caseSuggestions.madeAt))
    .limit(1);
  return row;
}

type Made = Pick<typeof decisions.$inferInsert, "caseId" | "outcome" | "clauseRef" | "alsoBreaks" | "overrideCode">;

/** What a decision keeps of the suggestion it was made beside; a reason only where it is another than was suggested. */
export async function keptOfSuggestion(tx: Tx, made: Made) {
  const row = await suggestedNow(tx, made.caseId);
  const concluded = { outcome: made.outcome, clauses: [made.clauseRef ?? null, ...(made.alsoBreaks ?? [])] };
  const isOther = row !== undefined && isOverride(suggestedIn(row), concluded);
  return { suggestionId: row?.id ?? null, overrideCode: isOther ? (made.overrideCode ?? null) : null };
}
