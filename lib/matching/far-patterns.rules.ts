import { normalise, spanInOriginal } from "./normalise.rules";
import { type PatternHit, type PatternName, patternsIn } from "./patterns.rules";

/** A pattern past the part that is read in full; `place` is where it stands in the original, in UTF-16 units. */
export type FarPattern = PatternHit & { place: { start: number; end: number } };

/** How much is read at once, so that a book costs no more memory than its longest piece. */
const pieceLength = 20_000;
/** No pattern is longer (`writtenPatterns`), so what begins in one piece ends within this of the next. */
const longestPattern = 2200;

/**
 * The patterns of `original` from `after` on, piece by piece to its end, each once. `from` and `to` go on where a plain text
 * of `plainLength` ends, so that what stands near each other there is near here too.
 */
export function farPatterns(original: string, after: number, plainLength: number): FarPattern[] {
  const found: FarPattern[] = [];
  const last = new Map<PatternName, number>();
  for (let at = after; at < original.length; at += pieceLength) {
    const piece = normalise(original.slice(at, at + pieceLength + longestPattern));
    for (const { name, from, to } of patternsIn(piece.text).sort((one, other) => one.from - other.from)) {
      const span = spanInOriginal(piece, from, to);
      const place = { start: at + span.start, end: at + span.end };
      // The end of the piece before, read again.
      if (place.start < (last.get(name) ?? 0)) continue;
      last.set(name, place.end);
      const shift = plainLength - after;
      found.push({ name, from: place.start + shift, to: place.end + shift, place });
    }
  }
  return found;
}
