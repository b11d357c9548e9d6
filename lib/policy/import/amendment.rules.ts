import { type Mark, markAt } from "./marks.rules";
import { adopt, type Node, node } from "./node.rules";
import type { Piece } from "./piece.rules";

const changes =
  /\b(?:add|amend|revis|insert|replac|updat|chang)\w*\b[\s\S]{0,400}?\b((?:section|article|clause|chapter|rule|part|paragraph)\s+(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*))\b/iu;
const asFollows = /\b(?:as follows|to read|following (?:text|wording|paragraph))\b|如下/iu;
const takesEffect =
  /\b(?:come|comes|came|enter|enters|take|takes|taking|go|goes) (?:in)?to (?:effect|force)\b|\b(?:effective|in force) (?:from|on|as of)\b|[生][效]|施行/iu;

export type Amendment = { before: Piece[]; top: Node; after: Piece[] };

/**
 * A notice that quotes what it changes: "… adding to Section II …, which reads as follows:". What it quotes stands under
 * that section; the quotation ends at the paragraph that says from when it holds, whether or not it is ever closed.
 */
export function amendmentIn(pieces: readonly Piece[]): Amendment | null {
  const index = pieces.findIndex(
    ({ text }) => asFollows.test(text) && changes.test(text) && /[:：]|\)$/u.test(text.slice(-200)),
  );
  const opening = pieces[index];
  if (!opening || pieces.slice(index + 1).some((piece) => piece.heading !== null)) return null;
  const rest = pieces.slice(index + 1);
  const end = rest.findIndex(({ text }) => takesEffect.test(text) && /\d/.test(text));
  const quoted = end < 0 ? rest : rest.slice(0, end);
  if (quoted.length === 0) return null;
  const mark = markAt(changes.exec(opening.text)?.[1] ?? "")?.mark ?? null;
  const top = node("document", opening.line, opening.line - 1);
  const section = adopt(
    top,
    node("section", opening.line, opening.toLine, { mark, text: opening.text, kind: "scope", rank: 1 }),
  );
  for (const piece of quoted) adopt(section, paragraph(piece, piece.mark));
  return { before: pieces.slice(0, index), top, after: end < 0 ? [] : rest.slice(end) };
}

function paragraph(piece: Piece, mark: Mark | null): Node {
  const text = piece.text.replace(/^["“「『]/u, "");
  return node("item", piece.line, piece.toLine, { mark, scheme: mark?.scheme ?? "para", title: piece.lead, text });
}
