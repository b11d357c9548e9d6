import { ascii, loans, otherWords, tellingLetters, weakWords } from "./language-words.rules";

/** Whether a text is in a language that the lexicon covers. */
export type Covered = "en" | "zh" | "other" | "none";

const english = new Set(
  (
    "the and you is to of in it for that with this are on not have was but they your what my we can do how just so if " +
    "me be a i as"
  ).split(" "),
);

/** More of what nearly every English sentence has a word of: one is enough to let a single foreign word be borrowed. */
const plainEnglish = new Set(
  (
    "he she him her his hers us our ours them their there here then than when where who why which whose an at by from or " +
    "no yes all any some more most very too also only out up down off over under into about after before again now will " +
    "would can could should may might must has had did does done been being were am im its dont cant ill ive get got go " +
    "going come came make made take see look want need know think say said tell ask give new old good bad best free buy " +
    "sell selling sale cheap price please thanks thank help hello hi like love one two three first last day time people " +
    "man woman men women boy girl money call phone order shop store size brand set per"
  ).split(" "),
);

/** Japanese has a kana for every few characters; a の between Chinese ones, or a smile (ツ), is an ornament. */
const kanaShare = 8;
const mostRead = 2000;

/** One name or dish from abroad makes no text foreign: two different words do, and more than of English ones. */
const fewestAlien = 2;
const beyondEnglish = 1;
/** In a text of at most so many words one foreign word tells, where no English one does. */
const fewInAll = 10;
const shortestTelling = 3;

// Pieces of a word that signs break up ("sh0es", "l*uis") are no words of any language.
const foldedWord = /(?<![^\s.,;:!?"'()/-])[a-z]+(?![^\s.,;:!?"'()/-]|[!.](?=[a-z]))/g;
const writtenWord = /(?<![^\s.,;:!?"'“”‘’«»()¡¿/-])\p{L}+(?![^\s.,;:!?"'“”‘’«»()/-])/gu;

/**
 * By script, and among Latin words by the small ones every sentence needs and by letters that English has not.
 * `folded` is plain text of normalise.rules.ts; `original` is what was written, whose letters still have their marks.
 */
export function languageOf(folded: string, original: string): Covered {
  const sample = folded.slice(0, mostRead);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[a-z]/g)?.length ?? 0;
  const other = sample.match(/[\p{L}]/gu)?.length ?? 0;
  const foreign = other - han - latin;
  if (han + latin + foreign === 0) return "none";
  const kana = sample.match(/[\u3040-\u30ff\uac00-\ud7af]/g)?.length ?? 0;
  const isKana = kana > 1 && kanaShare * kana >= han + latin;
  if (han * 3 >= latin && han >= foreign && !isKana) return "zh";
  if (foreign > latin || isKana) return "other";
  return isOtherLatin(sample.replace(loans, " "), original.slice(0, mostRead)) ? "other" : "en";
}

function isOtherLatin(sample: string, original: string): boolean {
  const words = sample.match(foldedWord) ?? [];
  const own = words.filter((word) => english.has(word)).length;
  const small = words.filter((word) => otherWords.has(word));
  const marked = wordsByLetters(original);
  const alien = small.length + marked.length;
  if (new Set([...small, ...marked]).size >= fewestAlien && alien > own + beyondEnglish) return true;
  // A few words without an English one among them, and one that is no loan: a title, or half a sentence.
  return (
    words.length <= fewInAll &&
    words.every(isNoEnglish) &&
    small.some((word) => word.length >= shortestTelling && !weakWords.has(word))
  );
}

const isNoEnglish = (word: string) => !english.has(word) && !plainEnglish.has(word);

/**
 * Words whose letters belong to one language other than English, of the language with most of them. Who hides a word
 * under marks ("càšîñø") takes them from everywhere, so letters of several languages in one word tell nothing.
 */
function wordsByLetters(original: string): string[] {
  if (ascii.test(original)) return [];
  const written = original.normalize("NFC").toLowerCase().replace(loans, " ").match(writtenWord) ?? [];
  // Words of the lists are counted there already.
  const marked = written.filter((word) => !ascii.test(word) && !otherWords.has(withoutMarks(word)));
  let most: string[] = [];
  for (const letters of tellingLetters) {
    const fitting = marked.filter((word) => letters.test(word));
    if (fitting.length > most.length) most = fitting;
  }
  return most;
}

const withoutMarks = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i");
