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
