import { isOneCharacter, isPair, withoutScheme, wordsOf } from "./words.rules";

/** A word that was asked for, `after` so many words behind the one before it. */
export type Asked = { word: string; isBeginning: boolean; after: number };
/** Words that must stand together, in this order. */
export type Phrase = Asked[];
export type Query = { phrases: Phrase[]; tsquery: string };

const mostPhrases = 8;
const mostWords = 60;
/** Shorter beginnings are in everything. */
const leastBeginning = 3;

/**
 * What somebody looks for: everything they typed must be there, in any order; what stands between quotes, or is written
 * without a space (Chinese, a handle, a link), must stand together. A word of three letters or more also finds those that
 * begin with it, unless it is quoted. Null: there is no letter or digit in it.
 */
export function readQuery(typed: string): Query | null {
  const phrases: Phrase[] = [];
  let left = mostWords;
  for (const { 1: quoted, 2: plain } of typed.matchAll(
    /["“”„«»「『]([^"“”„«»」』]*)["“”„«»」』]?|([^\s"“”„«»「『]+)/gu,
  )) {
    if (phrases.length === mostPhrases || left <= 0) break;
    const phrase = phraseOf(quoted ?? plain ?? "", quoted === undefined).slice(0, left);
    left -= phrase.length;
    if (phrase.length > 0) phrases.push(phrase);
  }
  if (phrases.length === 0) return null;
  return { phrases, tsquery: phrases.map((phrase) => `(${phrase.map(asWritten).join(" ")})`).join(" & ") };
}

function phraseOf(text: string, mayContinue: boolean): Phrase {
  const { words } = wordsOf(withoutScheme(text));
  // The last character of a run is in the pair before it; alone it would ask for a run that ends there.
  const kept = words.filter(({ word, position }, at) => {
    const before = words[at - 1];
    return !(isOneCharacter(word) && before && isPair(before.word) && before.position === position - 1);
  });
  return kept.map(({ word, position }, at) => ({
    word,
    after: at === 0 ? 0 : position - (kept[at - 1]?.position ?? position),
    isBeginning: isOneCharacter(word) || (mayContinue && at === kept.length - 1 && mayBegin(word)),
  }));
}

const mayBegin = (word: string) => !isPair(word) && word.length >= leastBeginning;

const asWritten = ({ word, isBeginning, after }: Asked, at: number) =>
  `${at === 0 ? "" : `<${after}> `}'${word}'${isBeginning ? ":*" : ""}`;

/** Where these phrases stand in a text, in UTF-16 units, in order and without overlaps. */
export function placesOf(text: string, phrases: readonly Phrase[]): { start: number; end: number }[] {
  const { words } = wordsOf(text);
  const byPosition = new Map(words.map((word) => [word.position, word]));
  const found = phrases.flatMap((phrase) =>
    words.flatMap((first) => {
      let position = first.position;
      let end = first.end;
      for (const { word, isBeginning, after } of phrase) {
        position += after;
        const here = byPosition.get(position);
        if (!here || !(isBeginning ? here.word.startsWith(word) : here.word === word)) return [];
        end = isOneCharacter(word) && here.word !== word ? oneCharacter(text, here.start) : here.end;
      }
      return [{ start: first.start, end }];
    }),
  );
  return joined(found);
}

const oneCharacter = (text: string, at: number) => at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;

function joined(found: { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** A stretch of a text around what was found, with marks counted from its beginning. */
export type Snippet = {
  text: string;
  marks: { start: number; end: number }[];
  isCutBefore: boolean;
  isCutAfter: boolean;
};

const shown = 200;
const lead = 60;

/** What a hit shows of one field: around the first mark, no character cut in two, line breaks as spaces. Null: nothing of it was found. */
export function snippetOf(text: string, phrases: readonly Phrase[]): Snippet | null {
  const places = placesOf(text, phrases);
  const [first] = places;
  return first ? cut(text, Math.max(0, first.start - lead), places) : null;
}

/** The beginning of a text, where what was found stands elsewhere. */
export const beginningOf = (text: string): Snippet => cut(text, 0, []);

function cut(text: string, from: number, places: readonly { start: number; end: number }[]): Snippet {
  const begin = isLow(text, from) ? from - 1 : from;
  let until = Math.min(text.length, begin + shown);
  if (isLow(text, until)) until -= 1;
  return {
    text: text.slice(begin, until).replace(/[\n\r\t\u2028\u2029]/gu, " "),
    marks: places
      .filter(({ start }) => start < until)
      .map(({ start, end }) => ({ start: start - begin, end: Math.min(end, until) - begin })),
    isCutBefore: begin > 0,
    isCutAfter: until < text.length,
  };
}

const isLow = (text: string, at: number) => /^[\udc00-\udfff]/.test(text.charAt(at));
