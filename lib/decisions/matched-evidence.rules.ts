import type { PreviewDecision, SuggestedClause } from "./contract";

type Evidence = PreviewDecision["evidence"][number];
type Content = { title: string; text: string };

/**
 * The words of the content that the matcher points at, as evidence that can be bound. Where they are not at the place
 * it names (it read title and text as one), the same words are looked for; words that are gone are not bound.
 */
export function matchedIn({ title, text }: Content, pieces: SuggestedClause["evidence"]): Evidence[] {
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
