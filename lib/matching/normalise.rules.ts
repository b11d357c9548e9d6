import { ConverterFactory } from "opencc-js/core";
import { configs } from "opencc-js/preset/t2cn";
import { isCyrillicOrGreek, isHan, lookalike, plain } from "./characters.rules";

/** A text in plain form, with the way back: unit i of `text` came from `original.slice(starts[i], ends[i])`, in UTF-16 units. */
export type Normalised = { original: string; text: string; starts: Int32Array; ends: Int32Array; hasHan: boolean };

let convert: ((text: string) => string) | null = null;
/** Written either way for an account on both sides of the strait: 帳號 is 帐号 in simplified characters, and 账号 to most. */
const sameAs = new Map([["帐", "账"]]);
const simplifiedCharacters = new Map<string, string>();

/**
 * Traditional to simplified, one character for one, so that offsets stay true (phrase conversion may change lengths; the
 * lexicon is folded the same way). The dictionary takes some 25 ms to load, so it waits for the first Chinese character.
 */
function simplified(char: string): string {
  const known = simplifiedCharacters.get(char);
  if (known !== undefined) return known;
  convert ??= ConverterFactory(...(configs.t2s?.conversionChain ?? []));
  const result = convert(char);
  const plainest = sameAs.get(result) ?? result;
  const kept = plainest.length === char.length ? plainest : char;
  simplifiedCharacters.set(char, kept);
  return kept;
}

/**
 * Undoes width, case, accents, invisible characters, look-alike letters and traditional script (Q21, Q22).
 * Never throws: a lone surrogate is a character like any other.
 */
export function normalise(original: string): Normalised {
  if (onlyAscii.test(original)) return normaliseAscii(original);
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let hasHan = false;
  let hasForeign = false;
  let at = 0;
  for (const char of original) {
    const end = at + char.length;
    const shown = plain(char);
    const folded = isHan(shown) ? simplified(shown) : shown;
    for (const unit of folded.split("")) {
      units.push(unit);
      starts.push(at);
      ends.push(end);
    }
    if (folded !== "" && char.charCodeAt(0) > 0x36f) {
      hasHan ||= isHan(folded);
      hasForeign ||= isCyrillicOrGreek(folded);
    }
    at = end;
  }
  let text = units.join("");
  if (hasForeign) text = foldLookalikes(text.replace(signInCyrillic, (sign) => cyrillicFor[sign] ?? sign));
  return { original, text, starts: Int32Array.from(starts), ends: Int32Array.from(ends), hasHan };
}

const onlyAscii = /^\p{ASCII}*$/u;

/** Most texts: only case changes, so every unit stands where it stood. */
function normaliseAscii(original: string): Normalised {
  const starts = Int32Array.from({ length: original.length }, (_, at) => at);
  return { original, text: original.toLowerCase(), starts, ends: starts.map((at) => at + 1), hasHan: false };
}

const wordPattern = /[a-z0-9\u0370-\u052f]+/gu;
const foreignLetter = /[\u0370-\u052f]/u;

/** A digit or sign between Cyrillic letters stands for the letter it looks like, as in Latin words: "лайк0в". */
const signInCyrillic = /(?<=[\u0400-\u052f])[03@](?=[\u0400-\u052f])/gu;
const cyrillicFor: Record<string, string> = { "0": "о", "3": "з", "@": "а" };

/** Cyrillic or Greek letters become Latin in a word that mixes scripts, or that only holds look-alikes in a Latin text. */
function foldLookalikes(text: string): string {
  const latin = text.match(/[a-z]/g)?.length ?? 0;
  const foreign = text.match(/[\u0370-\u052f]/g)?.length ?? 0;
  return text.replace(wordPattern, (word) => {
    if (!foreignLetter.test(word)) return word;
    const letters = Array.from(word);
    const mixed = /[a-z]/.test(word);
    const imitates = letters.every((char) => !isCyrillicOrGreek(char) || lookalike(char) !== null);
    if (!mixed && !(imitates && latin > foreign)) return word;
    return letters.map((char) => lookalike(char) ?? char).join("");
  });
}

/** Where units [from, to) of the plain text stand in the original. */
export function spanInOriginal(normalised: Normalised, from: number, to: number): { start: number; end: number } {
  const start = normalised.starts[from] ?? normalised.original.length;
  const end = normalised.ends[to - 1] ?? start;
  return { start, end: Math.max(start, end) };
}
