import type { PreviewDecision } from "./contract";

type Span = Pick<PreviewDecision["evidence"][number], "in" | "start" | "end" | "text" | "element">;
type Place = { start: number; end: number };

/** A sentence up to this many code units is quoted whole. */
const wholeSentence = 160;
/** Of a longer one, so much is quoted before and after the bound words, and no word is longer than this: a text may have no spaces. */
const around = 40;

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(granularity: "sentence" | "word" | "grapheme"): Intl.Segmenter {
  const known = segmenters.get(granularity) ?? new Intl.Segmenter("und", { granularity });
  segmenters.set(granularity, known);
  return known;
}

/** From the start of the segment that holds the first code unit to the end of the one that holds the last. */
function whole(text: string, { start, end }: Place, granularity: "sentence" | "word" | "grapheme"): Place {
  const segments = segmenter(granularity).segment(text);
  const [first, last] = [segments.containing(start), segments.containing(end - 1)];
  return { start: first?.index ?? start, end: last ? last.index + last.segment.length : end };
}

/** Without the space around it and the stop behind it; nothing of what was bound goes. */
function trimmed(text: string, unit: Place, bound: Place): Place {
  const before = /^\s*/u.exec(text.slice(unit.start, bound.start))?.[0].length ?? 0;
  const after = /(?<![.。])[.。]?\s*$/u.exec(text.slice(bound.end, unit.end))?.[0].length ?? 0;
  return { start: unit.start + before, end: unit.end - after };
}

/** So far as whole words go in the space there is: one that is longer than that is left where it is. */
function withWordsAround(text: string, bound: Place, sentence: Place): Place {
  const words = segmenter("word").segment(text);
  let { start, end } = bound;
  for (let at = start; at > sentence.start; ) {
    at = words.containing(at - 1)?.index ?? sentence.start;
    if (at < sentence.start || bound.start - at > around) break;
    start = at;
  }
  for (let at = end; at < sentence.end; ) {
    const word = words.containing(at);
    at = word ? word.index + word.segment.length : sentence.end;
    if (at > sentence.end || at - bound.end > around) break;
    end = at;
  }
  return { start, end };
}

/**
 * The place of what is quoted to a reader for bound words: the sentence they stand in, where it is short; of a longer one
 * whole words before and after. It never ends within what is read as one character.
 */
function readablePlace(text: string, bound: Place): Place & { isCutBefore: boolean; isCutAfter: boolean } {
  const sentence = whole(text, trimmed(text, whole(text, bound, "sentence"), bound), "grapheme");
  if (sentence.end - sentence.start <= wholeSentence) return { ...sentence, isCutBefore: false, isCutAfter: false };
  const words = trimmed(text, withWordsAround(text, bound, sentence), bound);
  const { start, end } = whole(text, words, "grapheme");
  return { start, end, isCutBefore: start > sentence.start, isCutAfter: end < sentence.end };
}

/**
 * The words of the content that a statement quotes for a piece of evidence (DSA Art. 17(3)(b)): a passage that can be read,
 * for what the matcher binds may be two words out of a sentence. What is bound, and where it stands, is not changed by it;
 * words that are bound to an element of the clause were chosen for it, and are quoted as they are.
 */
export function readableQuote(content: { title: string; text: string }, span: Span): string {
  const text = span.in === "title" ? content.title : content.text;
  const isThere = span.in !== "explanation" && span.text !== "" && text.slice(span.start, span.end) === span.text;
  if (!isThere || span.element !== "") return span.text;
  const { start, end, isCutBefore, isCutAfter } = readablePlace(text, span);
  return `${isCutBefore ? "…" : ""}${text.slice(start, end)}${isCutAfter ? "…" : ""}`;
}
