import type { Mark } from "./marks.rules";

/**
 * The common form into which every format is read: one paragraph, heading, list item or part of a table row, with the
 * source lines it stands on. Nothing behind this knows whether the source was HTML, Markdown, text or DOCX.
 */
export type Piece = {
  line: number;
  toLine: number;
  /** Without markup and without its mark. */
  text: string;
  /** Rank of a heading, 1 the highest; null: no heading. */
  heading: number | null;
  /** Words in bold at the start of a paragraph that serve as its heading. */
  lead: string | null;
  bullet: boolean;
  /** How deep a bullet is nested; 1 at the outside. */
  depth: number;
  mark: Mark | null;
  /** Cells of one line of a table; a row may take several lines. */
  cells: string[] | null;
  /** Of each cell, whether the document says that it is one with the cell above; null: its format cannot say so. */
  merged: readonly boolean[] | null;
  /** Stands right behind a table: a paragraph here goes on with nothing that stands before it. */
  isBehindTable: boolean;
  /** A piece that stands on its own line and is no rule: an image, a rule, a page number. */
  furniture: boolean;
};

export function piece(line: number, text: string, more: Partial<Piece> = {}): Piece {
  return {
    line,
    toLine: line,
    text,
    heading: null,
    lead: null,
    bullet: false,
    depth: 1,
    mark: null,
    cells: null,
    merged: null,
    isBehindTable: false,
    furniture: false,
    ...more,
  };
}
