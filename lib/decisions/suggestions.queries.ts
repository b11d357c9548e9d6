import "server-only";
import { and, desc, eq, gte } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { caseSuggestions, cases, outsideReadings } from "@/db/schema";
import type { Locale } from "@/i18n/locales";
import { suggestFor } from "@/lib/intake/suggest.command";
import { hasMoreExplanations } from "@/lib/intake/suggest.store";
import { isProof } from "@/lib/matching/alike.rules";
import { ClauseMatch, Evidence, MatchedException, type MatchNote } from "@/lib/matching/contract";
import { readersOf } from "@/lib/matching/outside.rules";
import { budgetSpentUntil, couldCall } from "@/lib/matching/outside.store";
import { settingsFor } from "@/lib/platform/settings";
import { foundBy } from "@/lib/platform/subject.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Translate } from "@/messages/load";
import type { CaseView, SuggestedClause } from "./contract";
import { titleOf } from "./localised.rules";
import { raisedOf } from "./raised.store";
import { type ReadBy, readByOf, type Silent, silenceOf } from "./read-by.rules";
import { reasonIn, saidAs } from "./reason.rules";
import type { Likely } from "./resources.rules";
import { wordsOf } from "./words.store";

export type Suggestions = {
  suggestions: SuggestedClause[];
  isConfident: boolean;
  /** Why there is none, or what they leave out. */
  limit: CaseView["suggestionsLimit"];
  /** What else a reader should know of their limits. */
  notes: CaseView["suggestionsNotes"];
  readBy: ReadBy;
  clauses: Clause[];
  /** The same with what each was found by, for what depends on the subject (where help is). */
  likely: Likely[];
};

/** As stored: title and text have spans of their own (lib/intake/suggest.rules.ts). */
const evidence = z.array(Evidence.extend({ in: z.string() }));
const StoredMatch = ClauseMatch.extend({
  evidence,
  exceptions: z.array(MatchedException.extend({ evidence })).optional(),
});

/** What was read last, if the case is still what was read then: after other content came in, older suggestions are of something else. */
async function newest(db: Db, caseId: string) {
  const [row] = await db
    .select({
      platformId: cases.platformId,
      suggestedAt: cases.suggestedAt,
      unreadWhy: cases.unreadWhy,
      model: caseSuggestions.model,
      matches: caseSuggestions.matches,
      notes: caseSuggestions.notes,
      confident: caseSuggestions.confident,
    })
    .from(cases)
    .leftJoin(
      caseSuggestions,
      and(eq(caseSuggestions.caseId, cases.id), gte(caseSuggestions.madeAt, cases.suggestedAt)),
    )
    .where(eq(cases.id, caseId))
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
  if (row?.suggestedAt === null) {
    // Somebody opens the case before the worker has come to it.
    await suggestFor(db, caseId, now);
    row = await newest(db, caseId);
  }
  const isCut = row?.notes?.includes("only-the-beginning-was-read" satisfies MatchNote) ?? false;
  const limit = row?.unreadWhy ?? (isCut ? "beginning" : null);
  const words = wordsOf(locale, "matching");
  const notes: Suggestions["notes"] = [];
  if (row?.notes?.includes("language-not-covered" satisfies MatchNote)) notes.push("language");
  if (row?.suggestedAt && (await hasMoreExplanations(db, caseId))) notes.push("explanations");
  if (row && limit !== "no_rules" && !(await settingsFor(db, row.platformId)).learnFromDecisions)
    notes.push("unlearned");
  return {
    ...toSuggestions(pack, row?.matches, { isConfident: row?.confident === "yes", words }),
    limit,
    notes,
    readBy: { ...readByOf(row?.model ?? null), ...(row && (await silentFor(db, caseId, row, now))) },
  };
}

/** Readers outside that did not answer about what the case is now, each as it was asked last. */
async function silentFor(
  db: Db,
  caseId: string,
  { platformId, suggestedAt }: { platformId: string; suggestedAt: Date | null },
  now: Date,
): Promise<Pick<ReadBy, "silent">> {
  if (suggestedAt === null) return {};
  const { tool, state, why, createdAt } = outsideReadings;
  const rows = await db
    .selectDistinctOn([tool], { tool, state, why })
    .from(outsideReadings)
    .where(and(eq(outsideReadings.caseId, caseId), gte(createdAt, suggestedAt)))
    .orderBy(tool, desc(createdAt));
  const silent: Silent[] = [];
  for (const row of rows) {
    const spent = row.state === "waiting" ? await spentOf(db, platformId, row.tool, now) : null;
    const why = silenceOf(row.state, row.why);
    if (spent) silent.push(spent);
    else if (why) silent.push({ tool: row.tool, why });
  }
  return silent.length > 0 ? { silent } : {};
}

/** What is told of a reader that waits because its budget is spent; null where it waits for its turn. */
async function spentOf(db: Db, platformId: string, tool: Silent["tool"], now: Date): Promise<Silent | null> {
  const reader = readersOf(await settingsFor(db, platformId)).find((one) => one.tool === tool);
  const until = reader ? await budgetSpentUntil(db, platformId, reader, now) : null;
  return until && { tool, why: "budget", until: until === "never" ? null : until.toISOString() };
}

/**
 * The readers outside that are switched on as a case that came in at this moment would show them: those that have read it, and
 * those that are not asked, because the budget of its day is spent or they are left alone after failures.
 */
export async function readersAsOf(
  db: Db,
  platformId: string,
  cameAt: Date,
  now: Date,
): Promise<Pick<ReadBy, "outside" | "silent">> {
  const isOfToday = cameAt.toISOString().slice(0, 10) === now.toISOString().slice(0, 10);
  const outside: ReadBy["outside"] = [];
  const silent: Silent[] = [];
  for (const reader of readersOf(await settingsFor(db, platformId))) {
    const { tool, name, perDay } = reader;
    const isAsked = perDay > 0 && (!isOfToday || (await couldCall(db, platformId, reader, now)));
    if (isAsked) outside.push({ tool, name });
    else silent.push((await spentOf(db, platformId, tool, now)) ?? { tool, why: "waiting" });
  }
  return { outside, ...(silent.length > 0 ? { silent } : {}) };
}

function raisedIn({ exceptions }: z.infer<typeof StoredMatch>, words: Translate): Pick<SuggestedClause, "exceptions"> {
  const raised = raisedOf(exceptions, words);
  return raised.length > 0 ? { exceptions: raised } : {};
}

/** Stored matches as the desk shows them, with the clauses they name in the pack. */
export function toSuggestions(
  pack: PolicyPack,
  stored: unknown,
  { isConfident, words }: { isConfident: boolean; words: Translate },
): Omit<Suggestions, "limit" | "notes" | "readBy"> {
  const matches = z.array(StoredMatch).safeParse(stored).data ?? [];
  const known = matches.flatMap((match) => {
    const clause = pack.clauses.find(({ ref }) => ref === match.ref);
    return clause ? [{ match, clause }] : [];
  });
  return {
    suggestions: known.map(({ match, clause }) => ({
      ref: match.ref,
      title: titleOf(clause),
      score: match.score,
      ...(match.evidence.some(({ code }) => code === "model" || code === "classifier") && {
        namedOutside: true as const,
      }),
      ...(match.evidence.length > 0 && !match.evidence.some(isProof) && { likeOnly: true as const }),
      evidence: match.evidence.map((piece) => {
        const { in: where, start, end, text } = piece;
        return { in: where, start, end, text, reason: reasonIn(words, saidAs(piece, match.evidence), where) };
      }),
      ...raisedIn(match, words),
    })),
    isConfident,
    clauses: known.map(({ clause }) => clause),
    likely: known.map(({ match, clause }) => ({ ...clause, ...foundBy(match.evidence), score: match.score })),
  };
}
