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
