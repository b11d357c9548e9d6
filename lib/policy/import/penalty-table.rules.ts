import { type CitingRow, type CitingWords, citesAt, citesIn, citesRules, titleCited } from "./cites.rules";
import { damageOf } from "./clean.rules";
import type { ImportedRow, ImportProblem } from "./contract";
import { countedIn } from "./counting-words.rules";
import { withRowsJoined } from "./joined-rows.rules";
import { type Mark, markAt } from "./marks.rules";
import { adopt, type Node, node } from "./node.rules";
import { piecesOf } from "./paragraph.rules";
import { commonRole, roleSlug, whoIn } from "./roles.rules";
import { emptyCell, saysNone, silentCells } from "./silent-cells.rules";
import { countingStep, type Opening, stepOf } from "./step-words.rules";
import type { Table, TableRow } from "./tables.rules";
import { kindByWords } from "./words.rules";

const measure =
  /[处處][理罚罰置分]|措施|penalt|sanction|\baction|consequence|enforcement|measure|offen[cs]e|violation \d|strike|maßnahme|sanción|mesure/iu;
const breach =
  /违规|違規|[内內]容|行[为為]|violation|breach|clause|rule|conduct|behaviou?r|description|verstoß|infraction|^(?:no|nr|#|ref|item)\b/iu;
const repeated =
  /累[计計]|再次|[屡屢]次|多次|第[二两兩三]次|\b(?:repeat\w*|again|second|third|\d+ times|or more times)\b/iu;
const severe = /情[节節].{0,3}[严嚴]重|\b(?:severe|serious|grave|aggravat\w+)\b/iu;

type Column = { index: number; role: string; who: string | null; step: Opening | null };

/** What measures are worded with in a cell. */
const measureWords =
  /\b(?:warn\w*|suspen\w*|remov\w*|delet\w*|clos\w*|bann?\w*|block\w*|restrict\w*|terminat\w*|revok\w*|deduct\w*|points?|fine)\b|警告|[扣封删刪]|下架|限制|[暂暫]停|[关關][闭閉]|sperr|verwarn|avertiss|suspension/iu;

/** Columns of the table that say what follows; an empty list means that it is no penalty table. */
export function measureColumns(table: Table): Column[] {
  const columns = table.header.map((text, index) => columnOf(text, index));
  const sure = columns.filter(({ index, step, role }) => {
    if (index === 0) return false;
    const text = table.header[index] ?? "";
    if (step !== null || role !== "any") return true;
    return measure.test(text) && !isBreachOnly(text);
  });
  if (!sure.some(({ who }) => who !== null)) return sure;
  // Beside columns that say who they are for, one of measures says the same, even of somebody nobody knows.
  const others = columns.filter(
    ({ index, who }) =>
      index > 0 && who !== null && !sure.some((known) => known.index === index) && holdsMeasures(table, index),
  );
  return [...sure, ...others.map((column) => ({ ...column, role: roleSlug(column.who ?? "") }))].sort(
    (a, b) => a.index - b.index,
  );
}

function columnOf(text: string, index: number): Column {
  const [step, who, common] = [stepOf(text), whoIn(text), commonRole(text)];
  const role = common ?? (step !== null && who !== null && !breach.test(who) ? roleSlug(who) : "any");
  return { index, role, who: role === "any" && breach.test(who ?? "") ? null : who, step };
}

function holdsMeasures(table: Table, index: number): boolean {
  const cells = table.rows.map((row) => row.cells[index]?.text ?? "").filter((text) => text !== "" && !saysNone(text));
  return cells.length > 0 && cells.filter((text) => measureWords.test(text)).length * 2 > cells.length;
}

function isBreachOnly(text: string): boolean {
  return breach.test(text) && !measure.test(text);
}

type Read = { top: Node; rows: ImportedRow[]; citing: CitingRow[]; problems: ImportProblem[] };

/**
 * Rows as clauses "Table.4" with the items of their definitions under them, and the measures of each cell. Where the first
 * column cites rules of the document (`printed`: their references), the rows are those rules', and no clauses of their own.
 */
export function penaltyTable(printedTable: Table, name: string, printed: ReadonlySet<string>): Read {
  const columns = measureColumns(printedTable);
  const table = withRowsJoined(printedTable, new Set(columns.map(({ index }) => index)));
  const top = node("document", table.from, table.headTo, { title: table.title ?? name, edition: name, kind: "scope" });
  const above = new Map<number, Above>();
  const numbered = table.rows.filter((row) => markAt(row.cells[0]?.text ?? "")).length * 2 > table.rows.length;
  const notes = new Map(table.rows.map((row) => [row, noteOf(row, numbered)]));
  const ruled = { ...table, rows: table.rows.filter((row) => notes.get(row) === null) };
  const describes = table.header.length > columns.length + 1;
  const read: Read = { top, rows: [], citing: [], problems: [] };
  const isCiting = printed.size > 0 && citesRules(ruled, describes, printed);
  const labels = new Set<string>();
  for (const [index, row] of table.rows.entries()) {
    const note = notes.get(row) ?? null;
    if (note !== null) {
      adopt(top, node("item", row.from, row.to, { scheme: "para", text: note, kind: kindByWords(note) }));
      continue;
    }
    const cites = isCiting ? citesAt(row.cells[0]?.text ?? "", printed) : null;
    if (cites) {
      const { rows: cells, problems } = cellRows({ table, row, columns, ref: "", above });
      const lines: ImportedRow["lines"] = [row.from, row.to];
      const words = wordsBeside({ table, row, columns }, titleCited(row.cells[0]?.text ?? "", printed));
      read.citing.push({ cites, lines, cells, problems, words });
      continue;
    }
    const clause = adopt(top, rowNode(row, index + 1, columns));
    const ref = `${name}.${ownLabel(clause, index + 1, labels)}`;
    const { rows, problems } = cellRows({ table, row, columns, ref, above });
    read.rows.push(...rows);
    read.problems.push(...problems);
  }
  return read;
}

const titleHead = /^(?:标题|標題|名[称稱]|title|heading|name|titel|bezeichnung|titre|título|titolo|tytuł)$/iu;

/** The cells of a row that cites rules and are neither its references nor its measures. */
function wordsBeside({ table, row, columns }: Omit<At, "ref" | "above">, cited: string | null): CitingWords {
  const cells = row.cells.flatMap(({ text }, index) => {
    const isOther = index > 0 && text !== "" && !saysNone(text) && !columns.some((column) => column.index === index);
    return isOther ? [{ text, isTitle: titleHead.test(table.header[index]?.trim() ?? "") }] : [];
  });
  const title = cited ?? cells.find(({ isTitle }) => isTitle)?.text ?? null;
  return { title, others: cells.map(({ text }) => text).filter((text) => text !== title) };
}

/** A line across the whole table, or without a number among numbered rows, is a note on it and no row. */
function noteOf(row: TableRow, numbered: boolean): string | null {
  const words = [...new Set(row.cells.map((cell) => cell.text).filter(Boolean))];
  const whole = row.cells.length > 1 && row.cells.every((cell) => cell.text === words[0]);
  const [only = ""] = words;
  return words.length === 1 && (whole || numbered) && !markAt(only) ? only : null;
}

/** Two rows with one number are two rows: each has measures of its own, so that the second is told apart. */
function ownLabel(clause: Node, position: number, taken: Set<string>): string {
  const printed = clause.mark?.label ?? String(position);
  let label = taken.has(printed) ? String(position) : printed;
  for (let count = 2; taken.has(label); count += 1) label = `${printed}-${count}`;
  taken.add(label);
  if (clause.mark) clause.mark = { ...clause.mark, label };
  return label;
}

function rowNode(row: TableRow, position: number, columns: readonly Column[]): Node {
  const first = row.cells[0]?.text ?? "";
  // "2.1 – 2.3" is cited, and rules of that number stand elsewhere: only its place tells the row apart.
  const isCited = markAt(first)?.mark.scheme === "decimal" && citesIn(first) !== null;
  const own = isCited ? null : markAt(first);
  const counted: Mark = { scheme: "num.", values: [position], label: String(position), bracketed: false, roman: null };
  const texts = row.cells.filter((_, index) => index > 0 && !columns.some((column) => column.index === index));
  const value = own?.mark.values[0];
  const clause = node("item", row.from, row.to, {
    mark: own && value ? { ...own.mark, label: String(value), bracketed: false, scheme: "num." } : counted,
    scheme: "row",
    title: own?.rest || first || null,
    kind: "penalty-row",
    damaged: texts.some((cell) => damageOf(cell.text) !== null),
  });
  for (const cell of texts.filter((own, index) => texts.findIndex((other) => other.text === own.text) === index)) {
    const [intro, ...items] = piecesOf({
      line: cell.line,
      toLine: cell.line,
      text: cell.text,
      bullet: false,
      heading: null,
      mark: null,
    });
    const first = intro?.mark ? [intro, ...items] : items;
    if (intro && !intro.mark) clause.text = clause.text ? `${clause.text}\n${intro.text}` : intro.text;
    for (const item of first)
      adopt(
        clause,
        node("item", cell.line, cell.line, {
          mark: item.mark,
          scheme: item.mark?.scheme ?? "para",
          text: item.text,
          kind: "prohibition",
        }),
      );
  }
  return clause;
}

type Actions = (Opening & { actions: string[] })[];

type Above = { actions: Actions; ref: string };
type At = { table: Table; row: TableRow; columns: readonly Column[]; ref: string; above: Map<number, Above> };

/** The measures of a row's cells. What is in none of them stays out, and where nobody can tell why it is named. */
function cellRows({ table, row, columns, ref, above }: At): { rows: ImportedRow[]; problems: ImportProblem[] } {
  const rows: ImportedRow[] = [];
  const indexes = columns.map(({ index }) => index);
  const [unstated, taken]: [number[], number[]] = [[], []];
  for (const column of columns) {
    const text = row.cells[column.index]?.text ?? "";
    const empty = text === "" ? emptyCell(row, indexes, column.index) : null;
    const shared = empty === null || empty === "unstated" ? undefined : above.get(column.index);
    const found = shared ?? { actions: saysNone(text) ? [] : actionsOf(text), ref };
    above.set(column.index, found);
    if (empty !== null && !shared) unstated.push(column.index);
    if (empty === "above?" && shared) taken.push(column.index);
    for (const { step, withinDays, actions } of found.actions)
      rows.push({
        ref,
        role: column.role,
        ...(column.step ?? { step, withinDays }),
        actions,
        lines: [row.from, row.to],
        confidence: shared ? 0.7 : 0.85,
        cellFrom: shared && shared.ref !== "" ? shared.ref : null,
        heading: column.who === null ? null : { text: column.who, line: table.from },
      });
  }
  const problems = [
    ...silentCells("cell_empty", { table, row, columns: unstated }),
    ...silentCells("row_as_above", { table, row, columns: taken }),
  ];
  return { rows, problems };
}

/** The measures of a cell by step. A condition ("on the third …", "where it is serious …") opens the step of what follows it. */
export function actionsOf(text: string): Actions {
  const steps = new Map<string, Opening & { actions: string[] }>();
  for (const sentence of text.split(/[。;；\n]|\.(?=\s|$)/u)) {
    let opening: Opening = { step: "base", withinDays: null };
    for (const part of sentence
      .split(/[,，、]/u)
      .map((words) => words.trim())
      .filter(Boolean)) {
      const condition = openingIn(part);
      const split: RegExpExecArray | null = condition ? /^(.*?[:：])\s*(.+)$/u.exec(part) : null;
      if (condition) opening = condition;
      if (condition && !split) continue;
      const measures = (split?.[2] ?? part)
        .split(/[并並]且?|(?:^|\s)(?:and|plus|und|et)\s/iu)
        .map((words) => words.trim());
      const key = `${opening.step} ${opening.withinDays}`;
      const known = steps.get(key)?.actions ?? [];
      steps.set(key, { ...opening, actions: [...new Set([...known, ...measures.filter(Boolean)])] });
    }
  }
  return [...steps.values()];
}

/** What the words of a condition open: grave cases, a number of violations, or some more of them. */
function openingIn(part: string): Opening | null {
  if (severe.test(part)) return { step: "severe", withinDays: null };
  const counted = countedIn(part);
  if (counted) return countingStep(counted);
  return repeated.test(part) ? { step: "repeat", withinDays: null } : null;
}
