import type { Clause } from "@/lib/policy/pack.contract";
import { keywordPoints, type Lexicon, noLexicon, withSame } from "./build.rules";
import { type ContextKind, contextKinds, cueGroup, leftOf } from "./context.rules";
import type { ExceptionLexicon, Signal, WordGroup } from "./lexicon.contract";
import { mostForHarmless } from "./rank.rules";
import { namesIn } from "./signals.rules";

/** A word with what it is worth, as it stands in the lexicon or follows from its form. */
export type ShownWord = { word: string; points: number };

/** Word groups that have to be met near each other (each part by one of its groups), and what it is worth then. */
export type ShownSignal = { parts: string[][]; without: string[]; points: number };

/** The words of a group, each with its weight in it (1 unless the lexicon says otherwise), and what they are harmless in. */
export type ShownList = { en: ShownWord[]; zh: ShownWord[]; guards: string[] };

/** Words in the syntax of the lexicon; null for a pattern, which has none. */
export type ShownGroup = { name: string; words: ShownList | null };

/** An exception that applies, and the words that raise it; null: none are known, it is shown without. */
export type ShownException = { letter: string; text: string; words: { en: ShownWord[]; zh: ShownWord[] } | null };

/** Words around a hit that leave only a share of it (0–1), for every clause: negation, quotation, condemnation … */
export type ShownCue = { kind: ContextKind; left: number; words: ShownList };

export type ShownTheme = { name: string; weight: number; signals: ShownSignal[] };

/** What the matcher knows of one clause: editorial data, to be read and not changed here. */
export type ClauseWords = {
  keywords: { en: ShownWord[]; zh: ShownWord[] };
  themes: ShownTheme[];
  /** For this clause alone. */
  signals: ShownSignal[];
  /** What speaks against it: signals below zero, and groups beside which a signal is not counted. */
  against: { signals: ShownSignal[]; without: string[] };
  /** Every group that is named above, once. */
  groups: ShownGroup[];
  examples: string[];
  /** Its own exceptions and those it takes from another clause. */
  exceptions: ShownException[];
  /** For every clause of the platform: texts that look like a breach and are none, and the points one just like them loses. */
  harmless: { examples: string[]; points: number };
  /** For every clause of every platform. */
  cues: ShownCue[];
  /** Covers what more specific clauses say, so that it is suggested only when none of those is. */
  isUmbrella: boolean;
};

/** Where the harmless examples of a platform stand among those of its clauses. */
const harmlessOnes = "";

const alphabetically = (one: string, other: string) => one.localeCompare(other, "en");
const shown = ([source, points]: Signal): ShownSignal => ({ ...namesIn(source), points });

function uniqueNames(signals: readonly ShownSignal[]): string[] {
  return [...new Set(signals.flatMap(({ parts, without }) => [...parts.flat(), ...without]))].sort(alphabetically);
}

/**
 * All that the lexicon holds for a clause: its own words, its themes with the words of their groups, examples, the words of
 * its exceptions, and what is weighed for all clauses alike. `lender`: the clause whose exceptions apply here too, if any.
 */
export function clauseWords(clause: Clause, lexicon: Lexicon, lender: Clause | null = null): ClauseWords {
  const { shared, platform, examples, exceptions = {} } = lexicon;
  const own = platform[clause.ref] ?? noLexicon;
  const { en, zh, zhHant } = clause.editorial.keywords;
  const worth = (word: string): ShownWord => ({ word, points: keywordPoints(word, clause, own) });
  const same = withSame(clause.ref, platform);
  const themes = Object.entries(same.themes)
    .map(([name, weight]) => ({ name, weight, signals: (shared.themes[name] ?? []).map(shown) }))
    .sort((one, other) => other.weight - one.weight);
  const signals = same.signals.map(shown);
  const all = [...signals, ...themes.flatMap((theme) => theme.signals)];
  return {
    keywords: { en: en.map(worth), zh: [...new Set([...zh, ...zhHant])].map(worth) },
    themes,
    signals: signals.filter(({ points }) => points > 0),
    against: {
      signals: all.filter(({ points }) => points <= 0),
      without: [...new Set(all.flatMap(({ without }) => without))].sort(alphabetically),
    },
    groups: uniqueNames(all).map((name) => groupOf(name, shared)),
    examples: examples[clause.ref] ?? [],
    exceptions: [clause, ...(lender ? [lender] : [])].flatMap((owner) => exceptionsOf(owner, exceptions)),
    harmless: { examples: examples[harmlessOnes] ?? [], points: mostForHarmless },
    cues: contextKinds.flatMap((kind) => {
      const group = shared.groups[cueGroup(kind)];
      return group ? [{ kind, left: leftOf[kind], words: listOf(group) }] : [];
    }),
    isUmbrella: own.umbrella || clause.kind === "general",
  };
}

function groupOf(name: string, shared: Lexicon["shared"]): ShownGroup {
  const group = shared.groups[name];
  return { name, words: group ? listOf(group) : null };
}

const listOf = ({ en, zh, guards }: WordGroup): ShownList => ({ en: en.map(weighed), zh: zh.map(weighed), guards });

/** "word^0.5" of the lexicon: a word and its weight. */
function weighed(source: string): ShownWord {
  const [word = "", weight] = source.split("^");
  return { word: word.trim(), points: weight === undefined ? 1 : Number(weight) };
}

function exceptionsOf({ ref, exceptions }: Clause, known: ExceptionLexicon): ShownException[] {
  return exceptions.map(({ letter, text }) => {
    const cues = known[`${ref}#${letter}`];
    const said = cues && "same" in cues ? known[cues.same] : cues;
    const words = said && !("same" in said) ? { en: said.en.map(weighed), zh: said.zh.map(weighed) } : null;
    return { letter, text, words };
  });
}
