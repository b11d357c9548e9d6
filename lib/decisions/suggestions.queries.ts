import "server-only";
import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { caseSuggestions } from "@/db/schema";
import type { Locale } from "@/i18n/locales";
import { suggestFor } from "@/lib/intake/suggest.store";
import { ClauseMatch, Evidence } from "@/lib/matching/contract";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Translate } from "@/messages/load";
import type { SuggestedClause } from "./contract";
import { titleOf } from "./localised.rules";
import { reasonIn } from "./reason.rules";
import { wordsOf } from "./words.store";

export type Suggestions = { suggestions: SuggestedClause[]; isConfident: boolean; clauses: Clause[] };

/** As stored: title and text have spans of their own (lib/intake/suggest.rules.ts). */
const StoredMatch = ClauseMatch.extend({ evidence: z.array(Evidence.extend({ in: z.string() })) });
type StoredMatch = z.infer<typeof StoredMatch>;

async function newest(db: Db, caseId: string) {
  const [row] = await db
    .select({ matches: caseSuggestions.matches, confident: caseSuggestions.confident })
    .from(caseSuggestions)
    .where(eq(caseSuggestions.caseId, caseId))
    .orderBy(desc(caseSuggestions.madeAt))
    .limit(1);
  return row;
}

/** The matcher's newest suggestions for a case, with the clauses they name in the pack in use. */
export async function suggestionsFor(
  db: Db,
  caseId: string,
  pack: PolicyPack,
  locale: Locale,
  now: Date,
): Promise<Suggestions> {
  let row = await newest(db, caseId);
  if (!row) {
    // Somebody opens the case before the worker has come to it.
    await suggestFor(db, caseId, now);
    row = await newest(db, caseId);
  }
  const matches = z.array(StoredMatch).safeParse(row?.matches).data ?? [];
  return toSuggestions(pack, matches, { isConfident: row?.confident === "yes", words: wordsOf(locale, "matching") });
}

function toSuggestions(
  pack: PolicyPack,
  matches: readonly StoredMatch[],
  { isConfident, words }: { isConfident: boolean; words: Translate },
): Suggestions {
  const known = matches.flatMap((match) => {
    const clause = pack.clauses.find(({ ref }) => ref === match.ref);
    return clause ? [{ match, clause }] : [];
  });
  return {
    suggestions: known.map(({ match, clause }) => ({
      ref: match.ref,
      title: titleOf(clause),
      score: match.score,
      evidence: match.evidence.map((piece) => {
        const { in: where, start, end, text } = piece;
        return { in: where, start, end, text, reason: reasonIn(words, piece) };
      }),
    })),
    isConfident,
    clauses: known.map(({ clause }) => clause),
  };
}
