/** Who reported: kinds that are compared with each other, so that no gap between them goes unseen (DSA Art. 16(6), N10). */
export type HandledKind = "guest" | "registered" | "trusted_flagger" | "authority" | "other";

/** Answered reports of one kind with their times from receipt to decision, in hours; null where there is none. */
export type Handling = { kind: HandledKind; count: number; median: number | null; p90: number | null };

/** Times under which a difference says nothing: so few of a kind can be chance. */
export const leastCompared = 10;

/** How many times slower the slowest kind is than the quickest, of kinds with enough reports; null where fewer than two have. */
export function gapOf(
  rows: readonly Handling[],
): { ratio: number; slowest: HandledKind; quickest: HandledKind } | null {
  const known = rows
    .flatMap(({ kind, count, median }) => (median !== null && count >= leastCompared ? [{ kind, median }] : []))
    .sort((a, b) => a.median - b.median);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  const ratio = first.median === 0 ? (last.median === 0 ? 1 : Infinity) : last.median / first.median;
  return { ratio: Math.round(ratio * 10) / 10, slowest: last.kind, quickest: first.kind };
}
