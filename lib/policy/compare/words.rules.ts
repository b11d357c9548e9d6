import { diffArrays } from "diff";

/** A stretch of words that both texts have, or only the one before or after. */
export type Piece = { side: "both" | "before" | "after"; text: string };

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(lang: string): Intl.Segmenter {
  const known = segmenters.get(lang);
  if (known) return known;
  const made = new Intl.Segmenter(lang, { granularity: "word" });
  segmenters.set(lang, made);
  return made;
}

/** The words of a text with what stands between them, in order; joined they are the text again. Chinese is cut into words, too. */
export function wordsOf(text: string, lang: string): string[] {
  return Array.from(segmenterOf(lang).segment(text), ({ segment }) => segment);
}

/**
 * What was taken out and put in, word by word. The pieces of one side joined are that side's text. Turning the two texts
 * around turns the pieces around and nothing else: of several shortest ways the same one is taken for both directions.
 */
export function wordDiff(before: string, after: string, lang: string): Piece[] {
  if (before > after) return joined(wordDiff(after, before, lang).map(turned));
  const changes = diffArrays(wordsOf(before, lang), wordsOf(after, lang));
  return joined(
    changes.map(({ value, added, removed }) => ({
      side: added ? "after" : removed ? "before" : "both",
      text: value.join(""),
    })),
  );
}

function turned({ side, text }: Piece): Piece {
  if (side === "both") return { side, text };
  return { side: side === "before" ? "after" : "before", text };
}

/** Each stretch that changed as one piece taken out and one put in; a gap of spaces within it belongs to both. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let run: Piece[] = [];
  const flush = () => {
    const gap = run.at(-1)?.side === "both" ? run.pop()?.text : "";
    const [before, after] = [sideOf(run, "before"), sideOf(run, "after")];
    const space = sharedEnd(before, after);
    const own = (text: string) => text.slice(0, text.length - space.length);
    if (own(before) !== "") result.push({ side: "before", text: own(before) });
    if (own(after) !== "") result.push({ side: "after", text: own(after) });
    if (space + gap !== "") result.push({ side: "both", text: space + gap });
    run = [];
  };
  for (const piece of pieces) {
    const isGap = piece.side === "both" && piece.text.trim() === "" && run.length > 0;
    if (piece.side !== "both" || isGap) run.push(piece);
    else {
      flush();
      result.push(piece);
    }
  }
  flush();
  return withoutSeams(result);
}

function sideOf(pieces: readonly Piece[], own: "before" | "after"): string {
  const texts = pieces.flatMap(({ side, text }) => (side === own || side === "both" ? [text] : []));
  return texts.join("");
}

/** The spaces with which both end: they did not change. */
function sharedEnd(before: string, after: string): string {
  const [one = "", other = ""] = [/\s*$/.exec(before)?.[0], /\s*$/.exec(after)?.[0]];
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return longer.endsWith(shorter) ? shorter : "";
}

/** Stretches of both sides that touch are one. */
function withoutSeams(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.side === "both" && last?.side === "both") last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}
