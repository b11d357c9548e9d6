import { markAt } from "./marks.rules";
import type { Piece } from "./piece.rules";
import { commonRole } from "./roles.rules";
import { stepOf } from "./step-words.rules";

/** `to`: the line of its last row. */
export type Head = { title: string | null; header: string[]; body: readonly Piece[]; to: number };

/** A heading is short, and names a role, a step or how often. */
const longest = 40;
const namesColumn = (text: string) => text.length <= longest && (stepOf(text) !== null || commonRole(text) !== null);

/**
 * The heading of a table out of its first rows: a line across the whole table is its title, and a second row of headings says
 * for each column what the first said for several ("Seller" over "first time" and "second time").
 */
export function headOf(pieces: readonly Piece[]): Head {
  const [first, second] = pieces;
  const titled = first && second ? titleAcross(first.cells ?? [], second.cells ?? []) : null;
  const [head, next, ...rest] = titled === null ? pieces : pieces.slice(1);
  const header = head?.cells ?? [];
  const below = next?.cells ?? [];
  const to = head?.toLine ?? 0;
  if (!next || !isSecondHead(header, below)) return { title: titled, header, body: next ? [next, ...rest] : [], to };
  let over = "";
  const both = header.map((text, index) => {
    over = text === "" ? over : text;
    const own = below[index] ?? "";
    return own === "" || own === text ? text : [text || over, own].filter(Boolean).join(", ");
  });
  return { title: titled, header: both, body: rest, to: next.toLine };
}

function titleAcross(first: readonly string[], second: readonly string[]): string | null {
  const words = [...new Set(first.filter(Boolean))];
  const [only = ""] = words;
  const isAcross = words.length === 1 && first.length > 1 && first[0] !== "" && !markAt(only);
  const named = second.slice(1).filter(namesColumn).length;
  return isAcross && !namesColumn(only) && second[0] !== "" && named > 0 ? only : null;
}

/** Nothing stands under the first heading, and what stands under the others are headings as well. */
function isSecondHead(header: readonly string[], below: readonly string[]): boolean {
  const [first = "", ...others] = below;
  if (first !== "" && first !== header[0]) return false;
  const said = others.filter((text) => text !== "");
  return (
    said.length > 1 && said.every((text) => text.length <= longest) && said.filter(namesColumn).length * 2 > said.length
  );
}
