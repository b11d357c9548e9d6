import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Analysis } from "./analyse.rules";
import type { Vocabulary } from "./compile.rules";
import type { Evidence, MatchedException, MatchField } from "./contract";
import type { ExceptionLexicon } from "./lexicon.contract";
import { spanInOriginal } from "./normalise.rules";
import { sentence } from "./reasons.rules";

/** An exception that a clause knows, and the number of the group whose words speak for it; null: no words are known. */
export type KnownException = { letter: string; text: string; group: number | null };

const groupName = (mark: string) => `exception:${mark}`;
const mostCues = 3;

/** The words that speak for exceptions, as groups of the scanner. Throws where a mark stands for another that is not there. */
export function exceptionVocabulary(exceptions: ExceptionLexicon): Vocabulary {
  return Object.entries(exceptions).map(([mark, cues]) => {
    const said = "same" in cues ? exceptions[cues.same] : cues;
    if (!said || "same" in said) throw new Error(`The exception ${mark} has no words to share.`);
    return { name: groupName(mark), group: { ...said, guards: [], evasive: false } };
  });
}

/**
 * What each clause knows of exceptions: its own, and those it borrows. `names` are the scanner's groups in the order of their
 * numbers. Throws where the lexicon names an exception that the pack does not have.
 */
export function knownExceptions(
  { clauses, platform }: PolicyPack,
  exceptions: ExceptionLexicon,
  names: readonly string[],
): Map<string, KnownException[]> {
  const byRef = new Map(clauses.map((clause) => [clause.ref, clause]));
  const marks = new Set(clauses.flatMap((clause) => clause.exceptions.map(({ letter }) => `${clause.ref}#${letter}`)));
  const astray = Object.keys(exceptions).find((mark) => !marks.has(mark));
  if (astray) throw new Error(`The lexicon of ${platform} names the exception ${astray}, which no clause has.`);
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const of = (owner: Clause | undefined): KnownException[] =>
    (owner?.exceptions ?? []).map(({ letter, text }) => ({
      letter,
      text,
      group: numberOf.get(groupName(`${owner?.ref}#${letter}`)) ?? null,
    }));
  return new Map(
    clauses.map((clause) => [
      clause.ref,
      [...of(clause), ...of(clause.exceptionsFrom ? byRef.get(clause.exceptionsFrom) : undefined)],
    ]),
  );
}

/** The exceptions of a clause, those first that words of the content or of the notifier speak for, with these words. */
export function exceptionsFor(
  known: readonly KnownException[],
  fields: Partial<Record<MatchField, Analysis>>,
): MatchedException[] {
  return known
    .map(({ letter, text, group }) => ({
      letter,
      text,
      evidence: group === null ? [] : cuesFor(group, letter, fields),
    }))
    .sort((one, other) => other.evidence.length - one.evidence.length);
}

function cuesFor(group: number, letter: string, fields: Partial<Record<MatchField, Analysis>>): Evidence[] {
  return [fields.text, fields.explanation]
    .flatMap((analysis) =>
      (analysis?.byGroup.get(group) ?? []).flatMap((hit): Evidence[] => {
        // "No consent" speaks for no exception; a word that is quoted, asked or told may.
        if (!analysis || hit.context === "negated") return [];
        const span = spanInOriginal(analysis.normalised, hit.from, hit.to);
        const text = analysis.original.slice(span.start, span.end);
        const said = { code: "exception", values: { text, letter }, context: hit.context, disguise: null } as const;
        return [{ in: analysis.field, ...span, text, ...said, reason: sentence({ ...said, context: null }) }];
      }),
    )
    .filter(({ text }) => text !== "")
    .slice(0, mostCues);
}
