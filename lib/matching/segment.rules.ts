let segmenter: Intl.Segmenter | null = null;
const window = 6;

/** Whether [from, to) is one word of ordinary Chinese by the dictionary that ships with ICU; loaded on the first question. */
export function isOrdinaryWord(text: string, from: number, to: number): boolean {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const start = Math.max(0, from - window);
  for (const { segment, index } of segmenter.segment(text.slice(start, to + window))) {
    const at = start + index;
    if (at <= from && to <= at + segment.length) return true;
    if (at >= to) return false;
  }
  return false;
}

/** Words of one character that stand in every text: nobody writes them for another that sounds the same. */
const functionWords = new Set("的了在是与和我你他她它们这那个也都就不");

/**
 * Whether the character at `at` is there for itself: a function word, or part of a word of ordinary Chinese. In 这个手机 the 个
 * is the end of 这个, in 什么时间开放 the 放 that of 开放, and neither was written for another that sounds the same.
 */
export function isItself(text: string, at: number): boolean {
  if (functionWords.has(text.charAt(at))) return true;
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const start = Math.max(0, at - window);
  for (const { segment, index } of segmenter.segment(text.slice(start, at + window)))
    if (start + index + segment.length > at) return /^\p{Script=Han}{2,}$/u.test(segment);
  return false;
}

/** Whether a word of ordinary Chinese goes on over the end of [from, to): the 酒 of 这家酒店 belongs to what follows. */
export function isCutOff(text: string, from: number, to: number): boolean {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const start = Math.max(0, from - window);
  for (const { segment, index } of segmenter.segment(text.slice(start, to + window))) {
    const at = start + index;
    if (at >= to) return false;
    if (at > from && at + segment.length > to) return /^\p{Script=Han}{2,}$/u.test(segment);
  }
  return false;
}

export type Word = { text: string; from: number; to: number };

const longestLoose = 8;

/** Latin words, and Chinese ones as the dictionary cuts them; characters it knows no word for count as one where they are few (坐过牢). */
export function wholeWords(text: string): Word[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const words: Word[] = [];
  let loose = "";
  const flush = (end: number): void => {
    if (loose.length > 1 && loose.length <= longestLoose)
      words.push({ text: loose, from: end - loose.length, to: end });
    loose = "";
  };
  for (const { segment, index } of segmenter.segment(text)) {
    if (/^\p{Script=Han}$/u.test(segment)) {
      loose += segment;
      continue;
    }
    flush(index);
    if (/^(?:[a-z][a-z']+|\p{Script=Han}{2,})$/u.test(segment))
      words.push({ text: segment, from: index, to: index + segment.length });
  }
  flush(text.length);
  return words;
}
