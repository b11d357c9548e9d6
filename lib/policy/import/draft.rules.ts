import { amendmentIn } from "./amendment.rules";
import { titledIn, withBeside } from "./beside-cites.rules";
import { type CitingRow, printedRefs, tied } from "./cites.rules";
import { clashesIn } from "./clashes.rules";
import { damageOf } from "./clean.rules";
import { withCodes } from "./codes.rules";
import { areCommitments, commitmentsIn } from "./commitments.rules";
import {
  type ImportedClause,
  type ImportedDraft,
  type ImportedRow,
  type ImportProblem,
  importLimits,
  type LeftLine,
  refuse,
} from "./contract";
import { countsOfWhole } from "./counts-of-whole.rules";
import { leftLines, withoutFurniture } from "./furniture.rules";
import { withHeadingNumbers } from "./heading-numbers.rules";
import { settle } from "./kinds.rules";
import { markAt } from "./marks.rules";
import { type Node, walk } from "./node.rules";
import { openedIn } from "./opened.rules";
import { outline } from "./outline.rules";
import { piecesOf } from "./paragraph.rules";
import { isPenal } from "./penal-sentence.rules";
import { measureColumns, penaltyTable } from "./penalty-table.rules";
import { type Piece, piece } from "./piece.rules";
import { refsOf } from "./refs.rules";
import { registerColumns, registerTable } from "./register-table.rules";
import { columnText, isChangeTable, stretches, type Table } from "./tables.rules";
import { isRule, kindByWords } from "./words.rules";

/** What was read of a document: its pieces in order, and every line of the source that holds words. */
export type Source = { pieces: Piece[]; lines: Map<number, string> };

type Work = {
  documents: Node[];
  rows: ImportedRow[];
  citing: CitingRow[];
  left: LeftLine[];
  problems: ImportProblem[];
};

/** The draft of a policy as the document words it; nothing in it is a rule until a person has read it (Q15). */
export function draftOf(source: Source, platform: string): ImportedDraft {
  const { kept, left } = withoutFurniture(source.pieces);
  if (areCommitments(kept)) {
    const { commitments, notUnderstood } = commitmentsIn(kept);
    const all = [...left, ...notUnderstood];
    return complete({ ...nothing, document: "commitments", commitments, notUnderstood: all }, source);
  }
  const work: Work = { documents: [], rows: [], citing: [], left, problems: [] };
  readStretches(withCodes(withHeadingNumbers(kept)), work);
  refuseMany(work.documents);
  const { measures } = settle(work.documents);
  const refs = refsOf(work.documents, platform);
  const clauses = clausesOf(work.documents, refs);
  const cited = tied(work.citing, clauses);
  const beside = withBeside(clauses, cited.beside, titledIn(work.documents, refs));
  const rows = [...work.rows, ...cited.rows, ...measureRows(measures, refs), ...namedMeasures(work.documents, refs)];
  const counting = countsOfWhole(work.documents, refs);
  const problems = [
    ...clashesIn(work.documents, refs),
    ...cited.problems,
    ...beside.problems,
    ...work.problems,
    ...counting,
  ];
  const lost = cited.lost.map((line): LeftLine => ({ line, text: source.lines.get(line) ?? "", why: "unread" }));
  const notUnderstood = [...work.left, ...lost];
  return complete({ ...nothing, document: "rules", clauses: beside.clauses, rows, notUnderstood, problems }, source);
}

const nothing = { clauses: [], rows: [], commitments: [], warnings: [], problems: [], version: null };

/** Before anything looks at neighbours: beyond this no person reads a draft. */
function refuseMany(documents: readonly Node[]): void {
  let count = 0;
  for (const document of documents)
    for (const at of walk(document)) {
      count += 1;
      if (count > importLimits.clauses)
        refuse("too_large", `A document may hold ${importLimits.clauses} clauses.`, `line ${at.from}`);
    }
}

function readStretches(pieces: readonly Piece[], work: Work): void {
  const parts = stretches(pieces);
  const announces = parts.some(({ table }) => table !== null && isChangeTable(table));
  const printed = printedRefs(parts.flatMap(({ pieces: between }) => between.map(({ mark }) => mark)));
  let penalties = 0;
  const text: Piece[] = [];
  const tables: Node[] = [];
  const readTable = (read: { top: Node; rows: ImportedRow[] }) => {
    tables.push(read.top);
    work.rows.push(...read.rows);
  };
  for (const [index, { pieces: between, table }] of parts.entries()) {
    if (announces) readAround(between, work);
    else for (const [at, piece] of between.entries()) text.push({ ...piece, isBehindTable: index > 0 && at === 0 });
    if (!table) continue;
    const columns = measureColumns(table);
    const register = registerColumns(table);
    if (isChangeTable(table)) readEditions(table, work);
    else if (register) {
      work.left.push(...headingOf(table));
      readTable(registerTable(table, register));
    } else if (columns.length > 0) {
      penalties += 1;
      const name = penalties === 1 ? "Table" : `Table${penalties}`;
      const read = penaltyTable(table, name, printed);
      if (read.citing.length > 0) {
        read.top.to = read.top.from - 1;
        work.left.push(...headingOf(table));
        work.citing.push(...read.citing);
      }
      work.problems.push(...read.problems);
      readTable(read);
    } else {
      work.left.push(...headingOf(table));
      text.push(...rulesOfTable(table));
    }
  }
  // Text goes on behind a table: it is one document, whatever stands between its parts.
  if (text.length > 0) work.documents.push(...readText(text, work));
  work.documents.push(...tables);
}

/** The heading of a table is no rule, however many lines it has. */
function headingOf({ from, headTo, header }: Table): LeftLine[] {
  const lines = Array.from({ length: headTo - from + 1 }, (_, at) => from + at);
  return lines.map((line) => ({ line, text: header.join(" | "), why: "remark" }));
}

/** A notice of changes: what stands around its tables is about them, unless it defines a word that they use. */
function readAround(pieces: readonly Piece[], work: Work): void {
  for (const piece of pieces) {
    const defines = work.documents.length > 0 && (kindByWords(piece.text) === "definition" || isRule(piece.text));
    if (defines)
      work.documents.at(-1)?.children.push(...under(work.documents.at(-1), outline([piece])[0]?.children ?? []));
    else work.left.push(...leftLines(piece, "announcement"));
  }
}

function under(parent: Node | undefined, children: Node[]): Node[] {
  for (const child of children) child.parent = parent ?? null;
  return children;
}

function readEditions(table: Table, work: Work): void {
  for (const [column, edition] of ["v1", "v2"].entries()) {
    const cells = columnText(table, column);
    const pieces = cells.flatMap(({ line, text }) =>
      piecesOf({ line, toLine: line, text, bullet: false, heading: null, mark: null }),
    );
    for (const document of outline(withCodes(pieces))) {
      document.edition = edition;
      document.title = table.header[column] ?? edition;
      document.kind = "scope";
      if (document.to < document.from) [document.from, document.to] = [table.from, table.from];
      work.documents.push(document);
    }
  }
}

/** A table without measures: each row is a rule, its first cell the heading or the number. */
function rulesOfTable(table: Table): Piece[] {
  return table.rows.map((row) => {
    const [first = "", ...rest] = row.cells.map((cell) => cell.text).filter(Boolean);
    const own = markAt(first);
    const name = own ? own.rest : first;
    const text = rest.length > 0 ? rest.join(" ") : name;
    return piece(row.from, text, { toLine: row.to, mark: own?.mark ?? null, lead: rest.length > 0 ? name : null });
  });
}

function readText(pieces: Piece[], work: Work): Node[] {
  const amendment = amendmentIn(pieces);
  if (!amendment) return outline(pieces);
  for (const piece of [...amendment.before, ...amendment.after]) work.left.push(...leftLines(piece, "announcement"));
  return [amendment.top];
}

function clausesOf(documents: readonly Node[], refs: Map<Node, string>): ImportedClause[] {
  const clauses: ImportedClause[] = [];
  for (const document of documents) {
    for (const at of walk(document)) {
      if (at.to < at.from) continue;
      const parent =
        at.parent && at.parent.to >= at.parent.from && at.parent.type !== "document"
          ? (refs.get(at.parent) ?? null)
          : null;
      clauses.push({
        ref: refs.get(at) ?? "",
        parent,
        kind: at.kind ?? "scope",
        title: titleOf(at),
        lines: [at.from, at.to],
        confidence: confidenceOf(at, refs.get(at) ?? ""),
        text: at.text,
        parts: at.parts,
        exceptions: at.exceptions,
      });
    }
  }
  return clauses;
}

function titleOf(at: Node): string {
  const words = at.title ?? at.text.split(/[:：;；。(（\n]|\.\s|\s[-–—]\s/u)[0] ?? "";
  const whole = words.trim() || at.text.trim() || "–";
  const short = whole.slice(0, 120).trim();
  return short.length < whole.length && short.includes(" ") ? `${short.slice(0, short.lastIndexOf(" "))} …` : short;
}

const sure: Record<string, number> = {
  decimal: 0.95,
  row: 0.95,
  section: 0.9,
  document: 0.9,
  lead: 0.85,
  bullet: 0.8,
  para: 0.6,
  part: 0.5,
};

/** What a kind is worth that no words say: the place and the number may be right, and a person must read what it is. */
const guess = 0.55;

function confidenceOf(at: Node, ref: string): number {
  const base = at.mark ? 0.95 : (sure[at.scheme] ?? 0.7);
  const less =
    (at.damaged ? 0.25 : 0) +
    (/-\d+$/.test(ref) && !/-\d+$/.test(at.mark?.label ?? "") ? 0.2 : 0) +
    (at.scheme === "para" && !isRule(at.text) ? 0.15 : 0);
  const most = at.guessed ? guess : 1;
  return Math.max(0.1, Math.round(Math.min(base - less, most) * 100) / 100);
}

function measureRows(measures: ReturnType<typeof settle>["measures"], refs: Map<Node, string>): ImportedRow[] {
  return measures.map(({ at, actions, lines }) => row(refs.get(at) ?? "", actions, lines, 0.7));
}

function namedMeasures(documents: readonly Node[], refs: Map<Node, string>): ImportedRow[] {
  const rows: ImportedRow[] = [];
  for (const document of documents) {
    for (const at of walk(document)) {
      if (at.type === "document" || at.scheme === "row" || !isPenal(at.text)) continue;
      for (const { opening, actions } of openedIn(at.text))
        rows.push({ ...row(refs.get(at) ?? "", actions, [at.from, at.to], 0.6), ...opening });
    }
  }
  return rows;
}

function row(ref: string, actions: string[], lines: ImportedRow["lines"], confidence: number): ImportedRow {
  return {
    ref,
    role: "any",
    step: "base",
    withinDays: null,
    actions,
    lines,
    confidence,
    cellFrom: null,
    heading: null,
  };
}

/** Every line of the source is used or left; damage is named. */
function complete(draft: ImportedDraft, source: Source): ImportedDraft {
  const seen = new Set<number>(draft.notUnderstood.map((left) => left.line));
  for (const { lines } of [...draft.clauses, ...draft.rows])
    for (let line = lines[0]; line <= lines[1]; line += 1) seen.add(line);
  const unread = [...source.lines]
    .filter(([line]) => !seen.has(line))
    .map(([line, text]): LeftLine => ({ line, text, why: "unread" }));
  const used = new Set<number>();
  for (const { lines } of draft.clauses) for (let line = lines[0]; line <= lines[1]; line += 1) used.add(line);
  const left = draft.notUnderstood.filter(({ line, text }) => text !== "" && !used.has(line));
  const warnings = [...source.lines].flatMap(([line, text]) => {
    const warning = damageOf(text);
    return warning ? [{ line, warning }] : [];
  });
  return { ...draft, notUnderstood: [...left, ...unread].sort((a, b) => a.line - b.line), warnings };
}
