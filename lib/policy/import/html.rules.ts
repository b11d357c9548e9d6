import { Parser } from "htmlparser2";
import { importLimits, refuse } from "./contract";
import type { Source } from "./draft.rules";
import { type Entry, piecesOfEntries } from "./entries.rules";
import type { Mark } from "./marks.rules";
import { markAt } from "./marks.rules";
import { piece } from "./piece.rules";

const unseen = new Set(["script", "style", "template", "noscript", "head", "svg", "iframe", "select"]);
const furniture = new Set(["nav", "footer", "aside", "form", "button"]);
const blocks = new Set(
  "p div section article main header ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th tbody thead br hr nav footer aside form figure figcaption body html button".split(
    " ",
  ),
);
/** A term is the heading of its description, as words in bold are of their paragraph. */
const bold = new Set(["b", "strong", "dt"]);

/** Browsers stop near here too; a parser slows down beyond it. */
const deepest = 1_000;

type List = { ordered: boolean; type: string; next: number };
type TableState = {
  rows: { line: number; cells: string[]; merged: boolean[] }[];
  cell: string[] | null;
  spans: Map<number, number>;
  span: number;
  down: number;
};

/** A page as pieces: its headings, paragraphs, lists and tables, with the source lines of their words. Nothing is run or fetched. */
export function readHtml(html: string): Source {
  const bySource = read(html, false);
  const { entries, lines } = bySource.isCrowded ? read(html, true) : bySource;
  return { pieces: piecesOfEntries(entries), lines };
}

function read(html: string, byBlock: boolean): PageReader {
  const reader = new PageReader(html, byBlock);
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes, parser.startIndex),
      ontext: (text) => reader.words(text, parser.startIndex),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  reader.flush();
  return reader;
}

class PageReader {
  /** Two blocks share a line of the source, so that its lines tell nobody where a block stands. */
  isCrowded = false;
  /** Of the last block; by block they are counted from 1, a row of a table being one. */
  private block = 0;
  private lastTo = 0;
  readonly entries: Entry[] = [];
  readonly lines = new Map<number, string>();
  /** The next line break; sought once, as a page may be one line. */
  private next: number;
  private line = 1;
  private text: string[] = [];
  private from = 1;
  private to = 1;
  private hidden = 0;
  private depth = 0;
  private aside = 0;
  private heading: number | null = null;
  private lists: List[] = [];
  private item: List | null = null;
  private tables: TableState[] = [];

  constructor(
    private readonly html: string,
    private readonly byBlock: boolean,
  ) {
    this.next = html.indexOf("\n");
  }

  /** Places come in order, so that lines are counted once. */
  private lineOf(index: number): number {
    while (this.next >= 0 && this.next < index) {
      this.line += 1;
      this.next = this.html.indexOf("\n", this.next + 1);
    }
    return this.line;
  }

  /** A row is a line of its own, and what stands in its cells stands on it. */
  private rowLine(line: number): number {
    if (this.tables.length > 1) return this.tables[0]?.rows.at(-1)?.line ?? line;
    this.taken(line, line);
    if (this.byBlock) this.block += 1;
    return this.byBlock ? this.block : line;
  }

  private taken(from: number, to: number): void {
    if (from <= this.lastTo) this.isCrowded = true;
    this.lastTo = Math.max(this.lastTo, to);
  }

  open(name: string, attributes: Readonly<Record<string, string | undefined>>, index: number): void {
    const line = this.lineOf(index);
    this.depth += 1;
    if (this.depth > deepest) refuse("damaged_file", `The page nests more than ${deepest} elements.`, `line ${line}`);
    if (unseen.has(name)) this.hidden += 1;
    if (blocks.has(name) && name !== "dd") this.flush();
    if (furniture.has(name)) this.aside += 1;
    if (/^h[1-6]$/.test(name)) this.heading = Number(name[1]) * 10;
    if (name === "ul" || name === "ol")
      this.lists.push({
        ordered: name === "ol",
        type: attributes.type ?? "1",
        next: Number(attributes.start ?? 1) || 1,
      });
    if (name === "li") this.item = this.lists.at(-1) ?? { ordered: false, type: "", next: 1 };
    if (name === "li" && attributes.value && this.item) this.item.next = Number(attributes.value) || this.item.next;
    if (bold.has(name)) this.text.push("**");
    if (name === "table") this.tables.push({ rows: [], cell: null, spans: new Map(), span: 1, down: 1 });
    const table = this.tables.at(-1);
    if (!table) return;
    if (name === "tr") table.rows.push({ line: this.rowLine(line), cells: [], merged: [] });
    if (name === "td" || name === "th") {
      table.cell = [];
      table.span = clamp(attributes.colspan);
      table.down = clamp(attributes.rowspan);
    }
  }

  words(text: string, index: number): void {
    if (this.hidden > 0) return;
    const lead = /^\s*/.exec(text)?.[0] ?? "";
    const first = this.lineOf(index + Math.min(lead.length, text.length));
    if (text.trim() === "") {
      this.text.push(" ");
      return;
    }
    const parts = text.trim().split("\n");
    const inRow = this.tables[0]?.cell ? this.tables[0].rows.at(-1)?.line : undefined;
    const isFresh = this.text.every((part) => part.trim() === "" || part === "**");
    if (isFresh && inRow === undefined) {
      this.taken(first, first);
      this.block += 1;
    }
    const at = this.byBlock ? (inRow ?? this.block) : first;
    for (const [offset, part] of parts.entries()) {
      const line = this.byBlock ? at : at + offset;
      if (/[\p{L}\p{N}]/u.test(part)) this.lines.set(line, `${this.lines.get(line) ?? ""} ${part.trim()}`.trim());
    }
    if (isFresh) this.from = at;
    this.to = this.byBlock ? at : first + parts.length - 1;
    if (inRow === undefined) this.lastTo = Math.max(this.lastTo, first + parts.length - 1);
    this.text.push(text);
  }

  close(name: string): void {
    this.depth -= 1;
    if (unseen.has(name)) this.hidden = Math.max(0, this.hidden - 1);
    if (bold.has(name)) this.text.push("**");
    if (blocks.has(name) && name !== "dt") this.flush();
    if (/^h[1-6]$/.test(name)) this.heading = null;
    if (furniture.has(name)) this.aside = Math.max(0, this.aside - 1);
    if (name === "ul" || name === "ol") this.lists.pop();
    if (name === "li") this.item = null;
    if (name === "td" || name === "th") this.closeCell();
    if (name === "table") this.closeTable();
  }

  flush(): void {
    const text = this.text
      .join("")
      .replace(/\s+/g, " ")
      .replace(/\*\*(\s*)\*\*/g, "$1")
      .trim();
    this.text = [];
    if (text === "") return;
    const cell = this.tables.at(-1)?.cell;
    if (cell) return void cell.push(text.replaceAll("**", ""));
    if (this.aside > 0)
      return void this.entries.push(piece(this.from, text.replaceAll("**", ""), { toLine: this.to, furniture: true }));
    const list = this.item;
    const mark = list?.ordered ? this.markOf(list, text) : null;
    this.item = null;
    this.entries.push({
      line: this.from,
      toLine: this.to,
      text,
      bullet: list !== null && !list.ordered,
      depth: Math.max(1, this.lists.slice(-9).filter(({ ordered }) => !ordered).length),
      heading: this.heading,
      mark,
    });
  }

  /** The number that a browser would show, unless the words begin with one of their own. */
  private markOf(list: List, text: string): Mark | null {
    const value = list.next;
    list.next += 1;
    if (markAt(text)) return null;
    const schemes: Record<string, string> = { a: "low.", A: "up.", i: "rom.", I: "ROM." };
    const label = /^a$/i.test(list.type) && value <= 26 ? String.fromCharCode(96 + value) : String(value);
    return {
      scheme: `${schemes[list.type] ?? "num."}@${Math.min(9, this.lists.length)}`,
      values: [value],
      label,
      bracketed: false,
      roman: null,
    };
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    const row = table?.rows.at(-1);
    if (!table?.cell || !row) return;
    this.fillSpans(table, row);
    if (row.cells.length > 500) refuse("damaged_file", "A row of a table has more than 500 cells.", `line ${row.line}`);
    const column = row.cells.length;
    const text = table.cell.join("; ");
    // A cell that spans columns says the same in each of them.
    row.cells.push(...Array.from({ length: table.span }, () => text));
    if (table.down > 1) for (let at = 0; at < table.span; at += 1) table.spans.set(column + at, table.down - 1);
    table.cell = null;
  }

  /** Cells that reach down from a row above are empty here: merged with the one above. */
  private fillSpans(table: TableState, { cells, merged }: TableState["rows"][number]): void {
    for (let left = table.spans.get(cells.length); left; left = table.spans.get(cells.length)) {
      table.spans.set(cells.length, left - 1);
      merged[cells.length] = true;
      cells.push("");
    }
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (!table) return;
    if (table.rows.length > importLimits.tableRows + 1) {
      const place = `line ${table.rows[importLimits.tableRows + 1]?.line}`;
      refuse(
        "too_many_rows",
        `A table may have ${importLimits.tableRows} rows; this one has ${table.rows.length}.`,
        place,
      );
    }
    for (const row of table.rows) this.fillSpans(table, row);
    const width = Math.max(0, ...table.rows.map((row) => row.cells.length));
    const isTable = width > 1 && table.rows.length > 1;
    for (const { line, cells, merged } of table.rows) {
      if (isTable)
        this.entries.push(
          piece(line, cells.join(" | "), {
            cells: [...cells, ...Array.from({ length: width - cells.length }, () => "")],
            merged: Array.from({ length: width }, (_, index) => merged[index] ?? false),
          }),
        );
      else
        for (const text of cells)
          this.entries.push({ line, toLine: line, text, bullet: false, heading: null, mark: null });
      if (isTable) for (const text of cells) if (text !== "") this.lines.set(line, cells.join(" | "));
    }
  }
}

function clamp(value: string | undefined): number {
  return Math.min(200, Math.max(1, Number.parseInt(value ?? "1", 10) || 1));
}
