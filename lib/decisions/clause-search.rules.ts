import { normalise } from "@/lib/matching/normalise.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { clausesGoverning, type Scope } from "@/lib/policy/governing.rules";
import type { Clause } from "@/lib/policy/pack.contract";

const folded = (text: string) => normalise(text).text.toLowerCase();

type Indexed = { clause: Clause; ref: string; title: string; rest: string };
const indexes = new WeakMap<PolicyPack, Indexed[]>();

/** Folded once a pack: lower case, simplified characters, so that a search in either script finds both (Q17). */
function indexOf(pack: PolicyPack): Indexed[] {
  const known = indexes.get(pack);
  if (known) return known;
  const made = pack.clauses.map((clause) => {
    const { en, zh } = clause.editorial.keywords;
    const titles = [clause.title, clause.titleZh?.hans, clause.zh?.title, clause.refZh];
    const rest = [clause.summary, clause.zh?.summary, ...clause.elements, ...(clause.zh?.elements ?? []), ...en, ...zh];
    return {
      clause,
      ref: folded(clause.ref),
      title: folded(titles.filter(Boolean).join(" ")),
      rest: folded(rest.filter(Boolean).join(" ")),
    };
  });
  indexes.set(pack, made);
  return made;
}

/** What the lexicon calls the matter of a clause, by reference; folded, a term a line. */
export type LexiconWords = ReadonlyMap<string, string>;
const noWords: LexiconWords = new Map();

/** "table12.1" and "Table 12-1" are Table.12.1. */
const squashed = (ref: string) => ref.replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Clauses in force that hold every word of `text`: by reference first, then by title, then anywhere, then by what the
 * lexicon calls the matter (`known`); where none does, with one letter of a word wrong. Without a text, the enforceable
 * ones in the document's order. At most `limit`.
 */
export function searchClauses(
  pack: PolicyPack,
  text: string,
  scope: Scope,
  { limit = 20, known = noWords }: { limit?: number; known?: LexiconWords } = {},
): Clause[] {
  // By the clause itself: a reference may have other words in a version that does not govern.
  const governing = new Set(clausesGoverning(pack, scope));
  const inForce = indexOf(pack).filter(({ clause }) => governing.has(clause));
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0)
    return inForce
      .filter(({ clause }) => clause.enforceable)
      .slice(0, limit)
      .map(({ clause }) => clause);
  const found = ranked(inForce, words, known);
  if (found.length > 0) return found.slice(0, limit);
  const inPairs = words.flatMap(pairsOf);
  if (inPairs.length > words.length) return ranked(inForce, inPairs, known).slice(0, limit);
  const mended = mendedWords(inForce, words, known);
  return mended ? ranked(inForce, mended, known).slice(0, limit) : [];
}

/** Chinese of four characters or six is mostly words of two, which may stand in another order: 图片盗用 is 盗用图片. */
function pairsOf(word: string): string[] {
  return /^(?:\p{Script=Han}{2}){2,3}$/u.test(word) ? (word.match(/../gu) ?? [word]) : [word];
}

function ranked(entries: readonly Indexed[], words: readonly string[], known: LexiconWords): Clause[] {
  const scored = entries.flatMap((entry, order) => {
    const place = placeOf(entry, words, known.get(entry.clause.ref) ?? "");
    return place === null
      ? []
      : [{ clause: entry.clause, score: place * 2 + (entry.clause.enforceable ? 0 : 1), order }];
  });
  return scored.sort((a, b) => a.score - b.score || a.order - b.order).map(({ clause }) => clause);
}

/** How near a clause is to the words, 0 for nearest; null where one of them is nowhere in it. */
function placeOf({ ref, title, rest }: Indexed, words: readonly string[], lexicon: string): number | null {
  const joined = words.join(" ");
  const number = squashed(joined);
  if (ref === joined || squashed(ref) === number) return 0;
  if (ref.includes(joined) || (/\d/.test(number) && squashed(ref).includes(number))) return 1;
  if (words.every((word) => title.includes(word))) return 2;
  if (words.every((word) => ref.includes(word) || title.includes(word) || rest.includes(word))) return 3;
  if (lexicon.includes(joined)) return 4;
  const everywhere = [ref, title, rest, lexicon];
  return words.every((word) => everywhere.some((held) => held.includes(word))) ? 5 : null;
}

/** A shorter word is a letter away from too many others. */
const shortestMended = 4;
const oneWord = /[a-z]{4,}/g;

/** The words, with those that no clause holds replaced by one that is a letter away; null where there is none. */
function mendedWords(entries: readonly Indexed[], words: readonly string[], known: LexiconWords): string[] | null {
  const texts = entries.flatMap(({ clause, title, rest }) => [title, rest, known.get(clause.ref) ?? ""]);
  let isMended = false;
  const mended = words.map((word) => {
    if (word.length < shortestMended || texts.some((held) => held.includes(word))) return word;
    const near = texts.flatMap((held) => held.match(oneWord) ?? []).find((other) => isOneLetterAway(word, other));
    isMended ||= near !== undefined;
    return near ?? word;
  });
  return isMended ? mended : null;
}

/** One letter wrong, missing or too many, or two neighbours swapped. */
function isOneLetterAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0;
  while (start < one.length && one.charAt(start) === other.charAt(start)) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0) && a.slice(2) === b.slice(2);
}
