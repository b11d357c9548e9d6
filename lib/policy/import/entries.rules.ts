import { mended } from "./clean.rules";
import { type Paragraph, piecesOf } from "./paragraph.rules";
import type { Piece } from "./piece.rules";
import { readParagraphs } from "./text.rules";

/** What a page or a Word document holds, in its order: paragraphs, and what is a piece already, as rows of tables are. */
export type Entry = Paragraph | Piece;

const isPiece = (entry: Entry): entry is Piece => "cells" in entry;

/**
 * The entries as pieces. Where not one paragraph has a heading, a list or a number of the format's own, its author has only
 * typed: then it is read as the text it is, with its own numbers, bullets, headings and tables of bars.
 */
export function piecesOfEntries(given: readonly Entry[]): Piece[] {
  const texts = mended(given.flatMap((entry) => (isPiece(entry) && entry.cells ? entry.cells : [entry.text])));
  let at = 0;
  const entries = given.map((entry): Entry => {
    const count = isPiece(entry) && entry.cells ? entry.cells.length : 1;
    const own = texts.slice(at, at + count);
    at += count;
    return isPiece(entry) && entry.cells
      ? { ...entry, cells: own, text: own.join(" | ") }
      : { ...entry, text: own[0] ?? "" };
  });
  const paragraphs = entries.filter((entry): entry is Paragraph => !isPiece(entry));
  if (paragraphs.some(({ heading, bullet, mark, isListed }) => heading !== null || bullet || mark !== null || isListed))
    return entries.flatMap((entry) => (isPiece(entry) ? [entry] : piecesOf(entry)));
  const read = readParagraphs(paragraphs);
  // Each list is in order already; of one line a paragraph comes first.
  return [...read, ...entries.filter(isPiece)].sort((one, other) => one.line - other.line);
}
