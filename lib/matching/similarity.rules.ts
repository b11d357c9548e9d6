import { isHan } from "./characters.rules";
import type { Told } from "./told.rules";
import { isStopword, roughStem } from "./words.rules";

/** BM25 over the wording of clauses (title, summary, elements, keywords): finds a clause that no word of the lexicon names. */
export type WordingIndex = {
  size: number;
  averageLength: number;
  lengths: readonly number[];
  postings: ReadonlyMap<string, readonly { clause: number; count: number }[]>;
};
export type Similar = { score: number; terms: string[] };

const k1 = 1.2;
const b = 0.6;
const commonHan = new Set(Array.from("的了是在不我有他她这那个们你也就都和与及或等为被把对以可会要到说上下中人一"));

export type PlacedTerm = { term: string; from: number; to: number };

/** Any two neighbouring characters, whole ones, and where they stand. */
export function pairsIn(run: string): { pair: string; at: number }[] {
  const pairs: { pair: string; at: number }[] = [];
  let before = "";
  let at = 0;
  for (const char of run) {
    if (before !== "") pairs.push({ pair: before + char, at: at - before.length });
    before = char;
    at += char.length;
  }
  return pairs;
}

/** Stems of Latin words and pairs of Chinese characters, each where it stands. */
export function placedTerms(folded: string): PlacedTerm[] {
  const terms: PlacedTerm[] = [];
  for (const match of folded.matchAll(/[a-z][a-z']+|\p{Script=Han}+/gu)) {
    const run = match[0];
    const from = match.index;
    if (!isHan(run)) {
      if (!isStopword(run) && run.length > 2) terms.push({ term: roughStem(run), from, to: from + run.length });
      continue;
    }
    for (const { pair, at } of pairsIn(run))
      if (!Array.from(pair).some((char) => commonHan.has(char)))
        terms.push({ term: pair, from: from + at, to: from + at + pair.length });
  }
  return terms;
}

export function wordingTerms(folded: string): string[] {
  return placedTerms(folded).map(({ term }) => term);
}

export function indexWording(documents: readonly string[]): WordingIndex {
  const postings = new Map<string, { clause: number; count: number }[]>();
  const lengths = documents.map((text, clause) => {
    const terms = wordingTerms(text);
    for (const term of terms) {
      const list = postings.get(term) ?? [];
      const last = list.at(-1);
      if (last?.clause === clause) last.count += 1;
      else list.push({ clause, count: 1 });
      postings.set(term, list);
    }
    return terms.length;
  });
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return { size: documents.length, averageLength, lengths, postings };
}

const mostQueryTerms = 120;

/**
 * Share (0..1) of what the query's words could score that each clause reaches; words no clause uses count as missed.
 * @param told what the context leaves of each word (told.rules.ts)
 */
export function similarity(index: WordingIndex, folded: string, told: Told = new Map()): Map<number, Similar> {
  const query = [...new Set(wordingTerms(folded))].slice(0, mostQueryTerms);
  const unknown = Math.log(1 + index.size);
  let possible = 0;
  const scores = new Map<number, Similar>();
  for (const term of query) {
    const list = index.postings.get(term);
    const rarity = list ? Math.log(1 + (index.size - list.length + 0.5) / (list.length + 0.5)) : unknown * 0.5;
    possible += rarity;
    for (const { clause, count } of list ?? []) {
      const length = index.lengths[clause] ?? 0;
      const norm = k1 * (1 - b + (b * length) / index.averageLength);
      const gained = ((told.get(term)?.factor ?? 1) * rarity * count) / (count + norm);
      const similar = scores.get(clause) ?? { score: 0, terms: [] };
      similar.score += gained;
      similar.terms.push(term);
      scores.set(clause, similar);
    }
  }
  for (const similar of scores.values()) similar.score = possible > 0 ? similar.score / Math.max(possible, 6) : 0;
  return scores;
}
