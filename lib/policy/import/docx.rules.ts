import { Parser } from "htmlparser2";
import { refuse } from "./contract";
import { headingStyles, Numbering, ownStyle } from "./docx-styles.rules";
import type { Source } from "./draft.rules";
import { type Entry, piecesOfEntries } from "./entries.rules";
import { piece } from "./piece.rules";
import { unpack } from "./zip.rules";

type Cell = { text: string[]; span: number; merged: boolean };

/**
 * A Word document as pieces. Its lines are its paragraphs and table rows, counted from 1; numbers that Word would print are
 * printed. Text that is struck out as a tracked deletion is not read.
 */
export function readDocx(bytes: Uint8Array): Source {
  const parts = unpack(bytes, /^word\/(document|styles|numbering)\.xml$/);
  const body = parts.get("word/document.xml");
  if (body === undefined) refuse("damaged_file", "This is no Word document.", "word/document.xml");
  const reader = new WordReader(
    headingStyles(parts.get("word/styles.xml") ?? ""),
    new Numbering(parts.get("word/numbering.xml") ?? ""),
  );
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.words(text),
      onclosetag: (name) => reader.close(name),
    },
    { xmlMode: true },
  );
  parser.end(body);
  return { pieces: piecesOfEntries(reader.entries), lines: reader.lines };
}

class WordReader {
  readonly entries: Entry[] = [];
  readonly lines = new Map<number, string>();
  private line = 0;
  private text: string[] = [];
  private inText = false;
  private inRun = false;
  private bold = false;
  private heading: number | null = null;
  private number: { id: string; level: number } | null = null;
  private table = 0;
  private row: Cell[] | null = null;

  constructor(
    private readonly styles: ReadonlyMap<string, { rank: number; numId: string | null }>,
    private readonly numbering: Numbering,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string | undefined>>): void {
    const value = attributes["w:val"] ?? "";
    if (name === "w:p") this.startParagraph();
    else if (name === "w:pStyle") this.applyStyle(value);
    else if (name === "w:outlineLvl") this.heading ??= (Number(value) + 1) * 10;
    else if (name === "w:ilvl") this.number = { id: this.number?.id ?? "", level: Number(value) };
    else if (name === "w:numId") this.number = { id: value, level: this.number?.level ?? 0 };
    else if (name === "w:r") [this.inRun, this.bold] = [true, false];
    else if (name === "w:b" && this.inRun) this.bold = value !== "0" && value !== "false";
    else if (name === "w:t") this.inText = true;
    else if (name === "w:tab" || name === "w:br" || name === "w:cr") this.text.push(" ");
    else if (name === "w:tbl") this.table += 1;
    else if (name === "w:tr" && this.table === 1) this.row = [];
    else if (name === "w:tc" && this.table === 1) this.row?.push({ text: [], span: 1, merged: false });
    else if (name === "w:gridSpan") this.lastCell((cell) => (cell.span = Math.min(200, Number(value) || 1)));
    else if (name === "w:vMerge") this.lastCell((cell) => (cell.merged = value !== "restart"));
  }

  private lastCell(change: (cell: Cell) => unknown): void {
    const cell = this.row?.at(-1);
    if (cell) change(cell);
  }

  private startParagraph(): void {
    this.text = [];
    this.heading = null;
    this.number = null;
    this.inRun = false;
  }

  private applyStyle(id: string): void {
    const style = this.styles.get(id) ?? ownStyle(id);
    if (!style) return;
    if (style.rank > 0) this.heading = style.rank;
    if (style.numId) this.number = { id: style.numId, level: Math.max(0, Math.round(style.rank / 10) - 1) };
  }

  words(text: string): void {
    if (this.inText) this.text.push(this.bold ? `**${text}**` : text);
  }

  close(name: string): void {
    if (name === "w:t") this.inText = false;
    else if (name === "w:r") this.inRun = false;
    else if (name === "w:p") this.endParagraph();
    else if (name === "w:tr" && this.table === 1) this.endRow();
    else if (name === "w:tbl") this.table -= 1;
  }

  private endParagraph(): void {
    const words = this.text.join("").replaceAll("****", "").replace(/\s+/g, " ").trim();
    const cell = this.row?.at(-1);
    if (cell) {
      const printed = this.number ? this.numbering.next(this.number.id, this.number.level) : "";
      if (words !== "")
        cell.text.push(`${printed && printed !== "•" ? `${printed} ` : ""}${words.replaceAll("**", "")}`);
      return;
    }
    this.line += 1;
    if (words === "") return;
    const printed = this.number ? this.numbering.next(this.number.id, this.number.level) : "";
    const bullet = printed === "•";
    const text = printed && !bullet ? `${printed} ${words}` : words;
    this.lines.set(this.line, text.replaceAll("**", ""));
    const depth = Math.min(9, (this.number?.level ?? 0) + 1);
    const at = { line: this.line, toLine: this.line };
    this.entries.push({ ...at, text, bullet, depth, heading: this.heading, mark: null, isListed: printed !== "" });
  }

  private endRow(): void {
    this.line += 1;
    const row = this.row ?? [];
    const cells = row.flatMap((cell) =>
      Array.from({ length: cell.span }, () => (cell.merged ? "" : cell.text.join(" "))),
    );
    this.row = null;
    if (cells.every((cell) => cell === "")) return;
    this.lines.set(this.line, cells.join(" | "));
    const merged = row.flatMap((cell) => Array.from({ length: cell.span }, () => cell.merged));
    this.entries.push(piece(this.line, cells.join(" | "), { cells, merged }));
  }
}
