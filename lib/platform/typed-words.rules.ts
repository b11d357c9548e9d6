import type { TypedWords } from "./letter.rules";

/** A stretch of a paragraph; `language` (BCP 47) where it is another than the letter's. */
export type Stretch = { text: string; language: string | null };

/** A paragraph cut where words in another language begin and end; whole where there are none. In order, nothing left out. */
export function stretchesOf(paragraph: string, typed: readonly TypedWords[] = []): Stretch[] {
  const [first, ...later] = typed;
  if (!first) return paragraph === "" ? [] : [{ text: paragraph, language: null }];
  const at = first.text === "" ? -1 : paragraph.indexOf(first.text);
  if (at < 0) return stretchesOf(paragraph, later);
  return [
    ...stretchesOf(paragraph.slice(0, at), later),
    first,
    ...stretchesOf(paragraph.slice(at + first.text.length), later),
  ];
}
