import type { LetterLanguage } from "@/i18n/locales";
import {
  isChinese,
  languageInWords,
  listedParts,
  type MessagePart,
  type Translate,
  type TypedWords,
} from "@/lib/platform/letter.rules";
import { languageOf, saysWhichChinese, smallWordsIn } from "./language.rules";

/** From so many characters on a text says which language it is; where Latin letters are in it, from so many more. */
const enough = { latin: 24, other: 8 };
/** A person is told which language it is: of a name, an address or a line of code one or two small words say nothing. */
const fewestSmallWords = 3;

/** Of Chinese the script counts, because letters are written in one; of all others the language without its region. */
const plain = (tag: string) => (tag.startsWith("zh") ? tag : (tag.split("-")[0] ?? tag));

/**
 * The language in which words are typed, where it is plainly another than that of the letter that quotes them; null: the
 * same, or too little to tell.
 * @param letter BCP 47, as in `AppealView`
 */
export function otherLanguage(words: string, letter: string): string | null {
  const least = /\p{Script=Latin}/u.test(words) ? enough.latin : enough.other;
  if ([...words.trim()].length < least) return null;
  const typed = languageOf(words);
  if (typed === "und" || plain(typed) === plain(letter)) return null;
  if ((smallWordsIn(words, typed) ?? fewestSmallWords) < fewestSmallWords) return null;
  // Characters that both writings share are of either.
  const isBoth = typed.startsWith("zh") && letter.startsWith("zh") && !saysWhichChinese(words);
  return isBoth ? null : typed;
}

/**
 * A part of a letter, of which `typed` are words that somebody of ours typed: where they are in another language than the
 * letter's, the letter says so in its own (Art. 17(4): clear and easily comprehensible), and they are marked for whatever
 * reads it aloud. `t` reads the namespace `statement`.
 */
export function withTypedWords(
  part: MessagePart,
  typed: readonly string[],
  language: LetterLanguage,
  t: Translate,
): MessagePart {
  const words = typed.flatMap((each): TypedWords[] => {
    const text = each.trim();
    const read = otherLanguage(text, language);
    return read && part.paragraphs.some((paragraph) => paragraph.includes(text)) ? [{ text, language: read }] : [];
  });
  if (words.length === 0) return part;
  const said = (tag: string) => t("typed.otherLanguage", { language: languageInWords(tag, language) });
  const tags = [...new Set(words.map((word) => word.language))];
  // In a list every item stands for itself, so that the sentence stands beside the words it is about.
  const paragraphs = listedParts.includes(part.id)
    ? part.paragraphs.map((paragraph) => {
        const inIt = words.find(({ text }) => paragraph.includes(text));
        return inIt ? [paragraph, said(inIt.language)].join(isChinese(language) ? "" : " ") : paragraph;
      })
    : [...tags.map(said), ...part.paragraphs];
  return { ...part, paragraphs, typed: words };
}
