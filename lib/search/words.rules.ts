import { type Normalised, normalise, spanInOriginal } from "@/lib/matching/normalise.rules";

/** One word of a text as the index holds it. `position` counts words, and in scripts without spaces characters. */
export type Word = { word: string; position: number; start: number; end: number };

/** Written without spaces: each character and its neighbour are a word of the index. Korean has spaces. */
const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30fc";
const pieces = new RegExp(`[${unspaced}](?:\\s*[${unspaced}])*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const isUnspaced = new RegExp(`^[${unspaced}]`, "u");

/** PostgreSQL keeps positions up to 16,383 and words up to 2,046 bytes. */
const lastPosition = 12_000;
const longestWord = 60;

/**
 * The words of a text, folded as the matcher folds (width, case, accents, look-alikes, traditional script), with their
 * places in the original in UTF-16 units. A run of Chinese gives each pair of neighbours, and its last character alone, so
 * that one character is found as the beginning of a pair. Spaces inside such a run hide nothing.
 */
export function wordsOf(text: string, from = 1): { words: Word[]; next: number } {
  const folded = normalise(text);
  const words: Word[] = [];
  let position = from;
  for (const { 0: piece, index } of folded.text.matchAll(pieces)) {
    if (position > lastPosition) break;
    if (isUnspaced.test(piece)) position = addPairs(words, folded, { piece, index, position });
    else {
      words.push({
        word: piece.slice(0, longestWord).toWellFormed(),
        position,
        ...spanInOriginal(folded, index, index + piece.length),
      });
      position += 1;
    }
  }
  return { words, next: position };
}

function addPairs(
  words: Word[],
  folded: Normalised,
  { piece, index, position }: { piece: string; index: number; position: number },
): number {
  const characters: { char: string; from: number }[] = [];
  let at = index;
  for (const char of piece) {
    if (!/\s/u.test(char)) characters.push({ char, from: at });
    at += char.length;
  }
  for (const [count, { char, from }] of characters.entries()) {
    const next = characters[count + 1];
    const end = next ? next.from + next.char.length : from + char.length;
    words.push({ word: char + (next?.char ?? ""), position: position + count, ...spanInOriginal(folded, from, end) });
  }
  return position + characters.length;
}

/** A word of a run that has a neighbour after it: what stands alone at the end of a run is one character. */
export const isPair = (word: string) => isUnspaced.test(word) && [...word].length === 2;
export const isOneCharacter = (word: string) => isUnspaced.test(word) && [...word].length === 1;

/** Between two fields no phrase reaches over: more than a query can bridge. */
const gap = 100;

/**
 * The fields of one document as PostgreSQL's `tsvector` writes them: `'加微':1,7 'sale':9`. Only letters and digits are
 * ever in it, so there is nothing to quote.
 */
export function tokensOf(fields: readonly (string | null)[]): string {
  const places = new Map<string, number[]>();
  let from = 1;
  for (const field of fields) {
    if (!field) continue;
    const { words, next } = wordsOf(withoutScheme(field), from);
    for (const { word, position } of words) {
      const known = places.get(word);
      if (known) known.push(position);
      else places.set(word, [position]);
    }
    from = next + gap;
  }
  // The database keeps 255 places of a word.
  return [...places].map(([word, positions]) => `'${word}':${positions.slice(0, 255).join(",")}`).join(" ");
}

/** Every address begins alike: nobody looks for that, and in the index it would be its longest entry. */
export function withoutScheme(text: string): string {
  return text.replace(/^https?:\/\/(?:www\.)?/i, "");
}
