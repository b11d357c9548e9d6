import type { Clause } from "@/lib/policy/pack.contract";
import { keywordPoints, type Lexicon, noLexicon, withSame } from "./build.rules";
import type { Signal } from "./lexicon.contract";
import { namesIn } from "./signals.rules";

/** A word with what it is worth, as it stands in the lexicon or follows from its form. */
export type ShownWord = { word: string; points: number };

/** Word groups that have to be met near each other (each part by one of its groups), and what it is worth then. */
export type ShownSignal = { parts: string[][]; without: string[]; points: number };

/** The words of a group, in the syntax of the lexicon; null lists for a pattern, which has none. */
export type ShownGroup = { name: string; words: { en: string[]; zh: string[]; guards: string[] } | null };

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
  moreExamples: number;
  /** Covers what more specific clauses say, so that it is suggested only when none of those is. */
  isUmbrella: boolean;
};

const mostExamples = 20;

const alphabetically = (one: string, other: string) => one.localeCompare(other, "en");
const shown = ([source, points]: Signal): ShownSignal => ({ ...namesIn(source), points });

function uniqueNames(signals: readonly ShownSignal[]): string[] {
  return [...new Set(signals.flatMap(({ parts, without }) => [...parts.flat(), ...without]))].sort(alphabetically);
}

/** What the lexicon holds for a clause: its own words, its themes with the words of their groups, and examples. */
export function clauseWords(clause: Clause, { shared, platform, examples }: Lexicon): ClauseWords {
  const own = platform[clause.ref] ?? noLexicon;
  const { en, zh, zhHant } = clause.editorial.keywords;
  const worth = (word: string): ShownWord => ({ word, points: keywordPoints(word, clause, own) });
  const same = withSame(clause.ref, platform);
  const themes = Object.entries(same.themes)
    .map(([name, weight]) => ({ name, weight, signals: (shared.themes[name] ?? []).map(shown) }))
    .sort((one, other) => other.weight - one.weight);
  const signals = same.signals.map(shown);
  const all = [...signals, ...themes.flatMap((theme) => theme.signals)];
  const texts = examples[clause.ref] ?? [];
  return {
    keywords: { en: en.map(worth), zh: [...new Set([...zh, ...zhHant])].map(worth) },
    themes,
    signals: signals.filter(({ points }) => points > 0),
    against: {
      signals: all.filter(({ points }) => points <= 0),
      without: [...new Set(all.flatMap(({ without }) => without))].sort(alphabetically),
    },
    groups: uniqueNames(all).map((name) => groupOf(name, shared)),
    examples: texts.slice(0, mostExamples),
    moreExamples: Math.max(0, texts.length - mostExamples),
    isUmbrella: own.umbrella || clause.kind === "general",
  };
}

function groupOf(name: string, shared: Lexicon["shared"]): ShownGroup {
  const group = shared.groups[name];
  return { name, words: group ? { en: group.en, zh: group.zh, guards: group.guards } : null };
}
