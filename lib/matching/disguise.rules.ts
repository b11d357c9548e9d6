import { leetLetters } from "./characters.rules";
import type { Scanner } from "./compile.rules";
import { mayBeMisspelt, rightSpelling } from "./misspelt.rules";

/** How a word was hidden: letters as digits, split by symbols or spaces, masked with stars, drawn out, spelled wrong, or by its sound. */
export const disguises = ["leet", "split", "masked", "stretched", "misspelt", "homophone"] as const;
export type Disguise = (typeof disguises)[number];
export type Found = { from: number; to: number; word: string; disguise: Disguise };

const chunkPattern = /[^\s\p{Script=Han}，。！？；：、,;"()[\]{}<>《》「」]+/gu;
const notWords = /^(?:https?:|www\.|[\w.+-]+@[\w-]+\.|#\w+$|[-+$€£¥]?[\d.,:%/x+-]+[a-z]{0,3}$)/i;
/** Letters set apart, two at most together: "c.r.o.s.s", "v4 p e". */
const spacedPattern = /(?<![\p{L}\p{N}])(?:[a-z0-9@$!]{1,2}[\s._\-*~|/+·]{1,3}){2,40}[a-z0-9]{1,2}(?![\p{L}\p{N}])/gu;
const spacedPiece = /[a-z0-9@$!]{1,2}/gu;
const mostPieces = 16;
const longestChunk = 32;

function known(scanner: Scanner, word: string): boolean {
  return word.length > 2 && scanner.surfaces.has(word);
}

const iOrL = ["i", "l"] as const;
const mostReadings = 16;

/** Every word that the signs may stand for: "1" is an i or an l, wherever it stands. */
function readingsOf(chunk: string): string[] {
  let words = [""];
  for (const char of chunk) {
    const letters = char === "1" || char === "!" ? iOrL : [leetLetters[char] ?? char];
    words = words.flatMap((word) => letters.map((letter) => word + letter));
    if (words.length > mostReadings) return [];
  }
  return words;
}

/** The word of the lexicon that these letters and signs spell. */
function spelled(scanner: Scanner, chunk: string): string | null {
  return known(scanner, chunk) ? chunk : (readingsOf(chunk).find((word) => known(scanner, word)) ?? null);
}

/** "caaasino" -> "casino": a drawn-out word with its repeats cut to two, then to one. */
function unstretched(scanner: Scanner, word: string): string | null {
  if (!/([a-z])\1/.test(word)) return null;
  const toTwo = word.replace(/([a-z])\1{2,}/g, "$1$1");
  if (toTwo !== word && known(scanner, toTwo)) return toTwo;
  const toOne = word.replace(/([a-z])\1{2,}/g, "$1");
  if (toOne !== word && known(scanner, toOne)) return toOne;
  const all = word.replace(/([a-z])\1+/g, "$1");
  return /([a-z])\1{2}/.test(word) && known(scanner, all) ? all : null;
}

/** "f*ck" -> the only known word of that length with these letters. */
function unmasked(scanner: Scanner, chunk: string): string | null {
  if (!/^[a-z]+[*#]+[a-z]*$/.test(chunk) || chunk.replace(/[^a-z]/g, "").length < 2) return null;
  const shape = new RegExp(`^${chunk.replace(/[*#]/g, "[a-z]")}$`);
  const words = scanner.byShape.get(`${chunk.charAt(0)}${chunk.length}`) ?? [];
  return words.find((word) => shape.test(word)) ?? null;
}

/** What is put between the letters of a word: marks, and ornaments. */
const between = /[-_.·*~|/\\^'"+=]|[^\p{L}\p{N}\p{P}\p{Sc}\p{ASCII}]/gu;

function decode(scanner: Scanner, chunk: string): { word: string; disguise: Disguise } | null {
  if (known(scanner, chunk)) return null;
  const masked = unmasked(scanner, chunk);
  if (masked) return { word: masked, disguise: "masked" };
  const letters = chunk.replace(/[^a-z]/g, "").length;
  if (letters < 2) return null;
  const bare = chunk.replace(between, "");
  if (bare !== chunk && known(scanner, bare)) return { word: bare, disguise: "split" };
  if (/[0-9@$!|€£+¡¢¥]/.test(bare)) {
    const word = spelled(scanner, bare);
    if (word) return { word, disguise: bare === chunk ? "leet" : "split" };
  }
  const short = unstretched(scanner, bare);
  return short ? { word: short, disguise: "stretched" } : null;
}

/** The longest known words that neighbouring pieces spell; most pieces must be single letters, or "to be at" would spell words. */
function spacedWords(scanner: Scanner, run: string, offset: number): Found[] {
  const pieces = Array.from(run.matchAll(spacedPiece), (match) => ({ text: match[0], at: match.index }));
  const found: Found[] = [];
  for (let first = 0; first + 2 < pieces.length; first += 1) {
    const longest = longestFrom(scanner, pieces, first);
    const [start, end] = [pieces[first], pieces[longest?.last ?? -1]];
    if (!longest || !start || !end) continue;
    found.push({
      from: offset + start.at,
      to: offset + end.at + end.text.length,
      word: longest.word,
      disguise: "split",
    });
    first = longest.last;
  }
  return found;
}

function longestFrom(scanner: Scanner, pieces: readonly { text: string }[], first: number) {
  let longest: { word: string; last: number } | null = null;
  let joined = "";
  let singles = 0;
  const end = Math.min(pieces.length, first + mostPieces);
  for (let last = first; last < end; last += 1) {
    const text = pieces[last]?.text ?? "";
    joined += text;
    if (text.length === 1) singles += 1;
    const taken = last - first + 1;
    // One letter again and again is no word in pieces: "x x x".
    if (taken < 3 || singles * 2 < taken || new Set(joined).size < 2) continue;
    const word = spelled(scanner, joined);
    if (word) longest = { word, last };
  }
  return longest;
}

const endMarks = new Set(".!?…:'\"-");
/** A picture or ornament of any kind, or half of one. */
const ornament = /[^\p{L}\p{N}\p{P}\p{Sc}\p{ASCII}]/u;

/** By hand: an expression that looks for the end tries again from every mark of a row of them. */
function withoutEndMarks(chunk: string): string {
  let end = chunk.length;
  while (end > 0 && (endMarks.has(chunk.charAt(end - 1)) || ornament.test(chunk.charAt(end - 1)))) end -= 1;
  return chunk.slice(0, end);
}

/** Where a chunk begins in earnest: a picture before a word hides nothing of it. */
function ornamentsBefore(chunk: string): number {
  let start = 0;
  while (start < chunk.length && ornament.test(chunk.charAt(start))) start += 1;
  return start;
}

/** Looking for a misspelt word takes hundreds of look-ups: a long text is not searched for them to its end. */
const mostMisspelt = 40;

/** Whether a chunk is worth decoding: not a plain word that is known or merely unknown. */
function mayHide(scanner: Scanner, chunk: string): boolean {
  if (chunk.length < 3 || chunk.length > longestChunk || notWords.test(chunk)) return false;
  return !/^[a-z']+$/.test(chunk) || (/([a-z])\1/.test(chunk) && !known(scanner, chunk));
}

/** Words of the lexicon hidden in the text, in order. Only words the lexicon knows are decoded, so "4k" stays "4k". */
export function disguisedWords(scanner: Scanner, text: string): Found[] {
  const found: Found[] = [];
  const isKnown = (word: string) => known(scanner, word);
  let misspelt = 0;
  for (const match of text.matchAll(spacedPattern)) found.push(...spacedWords(scanner, match[0], match.index));
  for (const match of text.matchAll(chunkPattern)) {
    const start = ornamentsBefore(match[0]);
    const chunk = withoutEndMarks(match[0].slice(start));
    const from = match.index + start;
    const result = mayHide(scanner, chunk) ? decode(scanner, chunk) : null;
    if (result) found.push({ from, to: from + chunk.length, ...result });
    else if (mayBeMisspelt(chunk) && !isKnown(chunk) && misspelt < mostMisspelt) {
      misspelt += 1;
      const word = rightSpelling(chunk, isKnown);
      if (word) found.push({ from, to: from + chunk.length, word, disguise: "misspelt" });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}
