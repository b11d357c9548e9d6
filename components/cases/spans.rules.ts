/** A stretch of a text, offsets in UTF-16 units as the browser and the matcher count. */
export type Span = { start: number; end: number; kind: "suggested" | "bound"; title: string };
/** A piece of the text in reading order; the pieces joined are the whole text. */
export type Piece = { text: string; start: number; suggested: boolean; bound: boolean; title: string };

/**
 * Cuts a text at the edges of all spans. Spans may overlap, touch, or reach outside the text (the content changed, or
 * somebody sends nonsense): what lies outside is dropped, never thrown.
 */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(text.length, span.end) }))
    .filter((span) => span.start < span.end);
  const edges = [...new Set([0, text.length, ...inside.flatMap((span) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((start, position) => {
    const end = edges[position + 1] ?? text.length;
    const over = inside.filter((span) => span.start <= start && span.end >= end);
    return {
      text: text.slice(start, end),
      start,
      suggested: over.some((span) => span.kind === "suggested"),
      bound: over.some((span) => span.kind === "bound"),
      title: [...new Set(over.map((span) => span.title).filter(Boolean))].join(" · "),
    };
  });
}

/** Selected words without the blanks at their edges; null when nothing is left. Longer than 2,000 units is cut. */
export function trimmedSpan(
  text: string,
  start: number,
  end: number,
): { start: number; end: number; text: string } | null {
  const raw = text.slice(start, Math.min(end, start + 2_000));
  const words = raw.trim();
  if (words === "") return null;
  const from = start + raw.indexOf(words);
  return { start: from, end: from + words.length, text: words };
}
