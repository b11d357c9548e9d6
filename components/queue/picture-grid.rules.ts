/** Where a tile begins on the screen, in points. */
export type TilePlace = { left: number; top: number };

/**
 * Which tile an arrow leads to: left and right along the order, up and down to the one above or below that is nearest.
 * Without a tile in focus (-1), the first; at an edge it stays.
 */
export function tileTowards(places: readonly TilePlace[], at: number, side: "left" | "right" | "up" | "down"): number {
  const here = places[at];
  if (!here) return 0;
  if (side === "left") return Math.max(0, at - 1);
  if (side === "right") return Math.min(places.length - 1, at + 1);
  const isBeyond = ({ top }: TilePlace) => (side === "down" ? top > here.top + 1 : top < here.top - 1);
  const beyond = places.map((place, index) => ({ ...place, index })).filter(isBeyond);
  const rows = beyond.map(({ top }) => top);
  const row = side === "down" ? Math.min(...rows) : Math.max(...rows);
  const inRow = beyond.filter(({ top }) => Math.abs(top - row) <= 1);
  inRow.sort((a, b) => Math.abs(a.left - here.left) - Math.abs(b.left - here.left));
  return inRow[0]?.index ?? at;
}
