import type { PreviewDecision, SuggestedClause } from "./contract";

type Evidence = PreviewDecision["evidence"][number];
type Content = { title: string; text: string };

/**
 * The words of the content that the matcher points at, as evidence that can be bound. Where they are not at the place
 * it names (it read title and text as one), the same words are looked for; words that are gone are not bound. Words that
 * run into each other are one passage, so that no letter quotes them twice.
 */
export function matchedIn(content: Content, pieces: SuggestedClause["evidence"]): Evidence[] {
  return joined(content, placed(content, pieces));
}

function placed({ title, text }: Content, pieces: SuggestedClause["evidence"]): Evidence[] {
  return pieces.flatMap((piece): Evidence[] => {
    if (piece.in === "explanation" || piece.text === "") return [];
    if (piece.in !== "title" && text.slice(piece.start, piece.end) === piece.text)
      return [found("text", piece.start, piece.text)];
    if (piece.in === "title" && title.slice(piece.start, piece.end) === piece.text)
      return [found("title", piece.start, piece.text)];
    if (text.includes(piece.text)) return [found("text", text.indexOf(piece.text), piece.text)];
    return title.includes(piece.text) ? [found("title", title.indexOf(piece.text), piece.text)] : [];
  });
}

function found(where: "text" | "title", start: number, text: string): Evidence {
  return { in: where, start, end: start + text.length, text, element: "" };
}

/** Whether two passages share words; those of different notices, or of title and text, never do. */
export function isOverlapping(one: Evidence, other: Evidence): boolean {
  if (one.in !== other.in || one.noticeId !== other.noticeId) return false;
  return one.start < other.end && other.start < one.end;
}

/** In the order in which they came; each run of overlapping ones in the place of its first. */
function joined(content: Content, pieces: readonly Evidence[]): Evidence[] {
  let kept: Evidence[] = [];
  for (const piece of pieces) {
    const touched = kept.filter((other) => isOverlapping(other, piece));
    const first = touched[0] ?? piece;
    const start = Math.min(piece.start, ...touched.map((each) => each.start));
    const end = Math.max(piece.end, ...touched.map((each) => each.end));
    const whole = { ...first, start, end, text: content[first.in === "title" ? "title" : "text"].slice(start, end) };
    if (touched.length === 0) kept.push(whole);
    else kept = kept.flatMap((each) => (each === first ? [whole] : touched.includes(each) ? [] : [each]));
  }
  return kept;
}
