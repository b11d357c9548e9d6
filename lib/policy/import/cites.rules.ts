import { codeAt, codeParts } from "./codes.rules";
import type { ImportedClause, ImportedRow, ImportProblem } from "./contract";
import { hanNumber, type Mark } from "./marks.rules";
import type { Table } from "./tables.rules";
import { isEnforceable } from "./words.rules";

/** 一、2) is one reference, 一、二 are two. */
const between =
  /\s*(?:[,，;；&/]|、(?!\s*[(（]?\d{1,3}[)）])|(?<![\p{L}])(?:and|und|et|or)(?![\p{L}])|[和及与與])\s*/iu;
const named =
  /^(?:clauses?|rules?|sections?|articles?|art\.|paragraphs?|nos?\.|ziffern?|règles?|§+|[规規][则則]|[条條]款)\s*/iu;
const number = /^(\d{1,3}(?:\.\d{1,3})*(?:\.[a-z])?)\.?((?:\s*[(（][a-z0-9]{1,4}[)）])*)$/iu;
const han = "[〇零一二三四五六七八九十百]{1,5}|\\d{1,3}";
const hanArticle = new RegExp(`^第\\s*(${han})\\s*[条條](?:第?\\s*[(（]\\s*(${han})\\s*[)）]\\s*[项項款]?)?$`, "u");
/** 三 as a whole cell, and 三、2) for the second rule of it. */
const hanOutline = /^([〇零一二三四五六七八九十百]{1,5})[、.．]?\s*(?:[(（]?(\d{1,3})[)）.．]?)?$/u;
const range = /^(.*\S)\s*(?:–|—|-|至|\bto\b|\bbis\b)\s*(\S.*)$/iu;
const citingHead = /clause|rule|article|section|paragraph|provision|§|[条條]款|[规規][则則]|[条條]/iu;
/** A range that is longer is no citation. */
const longestRange = 50;

/** References that a cell is made of, "1.1, 1.2 and 3(b)", as the document prints them; null if it holds other words. */
export function citesIn(text: string): string[] | null {
  const cites: string[] = [];
  for (const part of text.split(between).map((words) => words.trim())) {
    const found = part === "" ? null : citesOf(part.replace(named, ""));
    if (!found) return null;
    cites.push(...found);
  }
  return cites.length > 0 ? [...new Set(cites)] : null;
}

const after = "(?:[.．]?[\\s:：、–—-]+|(?=\\p{Script=Han}))(?=\\S*\\p{L})";
const titledNumber = new RegExp(
  `^(\\d{1,3}(?:(?:\\.\\d{1,3})+(?:\\.[a-z])?(?:\\s?[(（][a-z0-9]{1,4}[)）])*|(?:\\s?[(（][a-z0-9]{1,4}[)）])+))${after}`,
  "iu",
);
const titledByWord = new RegExp(`^(\\d{1,3}(?:\\.\\d{1,3})*(?:\\s?[(（][a-z0-9]{1,4}[)）])*)${after}`, "iu");
const titledArticle = new RegExp(
  `^(第\\s*(?:${han})\\s*[条條](?:[(（](?:${han})[)）][项項款]?)?)[\\s:：、]*(?=\\S)`,
  "u",
);

/** References that the document prints in front of its rules, whatever joins their parts. */
export function printedRefs(marks: readonly (Mark | null)[]): ReadonlySet<string> {
  return new Set(marks.flatMap((mark) => (mark ? [codeParts(mark.label).join(".")] : [])));
}

/**
 * What the first cell of a row cites: references and nothing else, or one with the title of its rule behind it, "A.1 Fire".
 * Names look like references, too (A4 paper): where nothing but the place says that it is one, it must be printed elsewhere.
 */
export function citesAt(text: string, printed: ReadonlySet<string>): string[] | null {
  const cites = citesIn(text) ?? titledCite(text, printed)?.cite;
  return typeof cites === "string" ? [cites] : (cites ?? null);
}

/** The title that stands behind the reference in the first cell of a row; null: nothing but references. */
export function titleCited(text: string, printed: ReadonlySet<string>): string | null {
  return citesIn(text) ? null : titledCite(text, printed)?.title || null;
}

function titledCite(text: string, printed: ReadonlySet<string>): { cite: string; title: string } | null {
  const word = named.exec(text)?.[0] ?? "";
  const body = text.slice(word.length);
  const found = titledArticle.exec(body) ?? (word === "" ? titledNumber : titledByWord).exec(body);
  const cite = found ? citeOf(found[1] ?? "") : null;
  if (found && cite) return { cite, title: body.slice(found[0].length).trim() };
  const code = codeAt(text);
  if (!code || code.rest === "") return null;
  const isCode = code.isSure || printed.has(codeParts(code.mark.label).join("."));
  return isCode ? { cite: code.mark.label, title: code.rest } : null;
}

function isPrinted(cite: string, printed: ReadonlySet<string>): boolean {
  const parts = codeParts(cite);
  return printed.has(parts.join(".")) || (/[(]/.test(cite) && printed.has(parts[0] ?? ""));
}

function citesOf(part: string): string[] | null {
  const one = citeOf(part);
  if (one) return [one];
  const ends = range.exec(part);
  const [from, to] = [citeOf(ends?.[1] ?? ""), citeOf((ends?.[2] ?? "").replace(named, ""))];
  if (!from || !to) return null;
  const [first, last] = [tailOf(from), tailOf(to)];
  if (!first || !last || first.head !== last.head || first.close !== last.close || first.letter !== last.letter)
    return null;
  if (last.value < first.value || last.value - first.value > longestRange) return null;
  return Array.from({ length: last.value - first.value + 1 }, (_, at) => {
    const value = first.value + at;
    return `${first.head}${first.letter ? String.fromCharCode(96 + value) : value}${first.close}`;
  });
}

function citeOf(text: string): string | null {
  const article = hanArticle.exec(text);
  if (article) return `${figure(article[1])}${article[2] ? `(${figure(article[2])})` : ""}`;
  const outline = hanOutline.exec(text);
  if (outline) return `${figure(outline[1])}${outline[2] ? `.${Number(outline[2])}` : ""}`;
  const found = number.exec(text);
  if (!found) {
    const code = codeAt(text);
    return code?.rest === "" ? code.mark.label : null;
  }
  const letters = (found[2] ?? "").replace(/\s/g, "").replace(/（/g, "(").replace(/）/g, ")");
  return `${found[1]}${letters}`.toLowerCase();
}

/** What a range counts: 3 of 2.3, b of F1.b and of 4(b). A letter on its own is a series and counts nothing. */
function tailOf(cite: string): { head: string; value: number; letter: boolean; close: string } | null {
  const [, head = "", digits, letter, close = ""] = /^(.*?)(?:(\d+)|(?<=[.．(])([a-z]))(\)?)$/.exec(cite) ?? [];
  if (digits) return { head, value: Number(digits), letter: false, close };
  return letter ? { head, value: letter.charCodeAt(0) - 96, letter: true, close } : null;
}

function figure(text = ""): number {
  return /^\d+$/.test(text) ? Number(text) : (hanNumber(text) ?? 0);
}

/**
 * Whether the first column of a table cites rules that stand elsewhere: most of its rows do, and where one names something
 * else or a title is printed, the document has such a rule. Rows that are only counted, 1, 2, 3, beside a column of
 * descriptions are rules of their own.
 */
export function citesRules(table: Table, describes: boolean, printed: ReadonlySet<string>): boolean {
  const firsts = table.rows.map((row) => row.cells[0]?.text ?? "");
  const cites = firsts.map((text) => citesAt(text, printed));
  const citing = cites.filter((found) => found !== null);
  if (citing.length * 2 <= firsts.length) return false;
  const isMixed = citing.length < firsts.length;
  const isTitled = firsts.some((text) => citesIn(text) === null);
  const isKnown = citing.flat().some((cite) => isPrinted(cite, printed));
  if ((isMixed || (describes && isTitled)) && !isKnown) return false;
  const counted = cites.every((found, at) => found === null || (found.length === 1 && found[0] === String(at + 1)));
  if (!describes) return !(isMixed && counted);
  return !counted || citingHead.test(table.header[0] ?? "");
}

/** What a table says of the rules that a row cites, before it is known which clauses those are. */
export type CitingRow = {
  cites: string[];
  cells: Omit<ImportedRow, "ref">[];
  lines: ImportedRow["lines"];
  problems: ImportProblem[];
  words: CitingWords;
};
/** What a citing row says of its rules beside their measures: `title` as they are called there, and descriptions. */
export type CitingWords = { title: string | null; others: string[] };
type Clause = Pick<ImportedClause, "ref" | "parent" | "kind">;

/**
 * Rows tied to the clauses that they cite. A section is cited for the rules in it that no row cites by themselves. What is
 * cited and is not there, or is there twice, becomes a problem with its line and is tied to nothing: the lines of a row of
 * which nothing is there are `lost`. What reads as no rule is tied and said. `beside`: the other words of each row that is tied,
 * with the clauses that it cites.
 */
export function tied(
  rows: readonly CitingRow[],
  clauses: readonly Clause[],
): { rows: ImportedRow[]; problems: ImportProblem[]; lost: number[]; beside: Beside[] } {
  const problems: ImportProblem[] = [];
  const found: ImportedRow[] = [];
  const direct = rows.map(({ cites, lines }) => cites.map((cite) => clauseCited(cite, clauses, { lines, problems })));
  const claimed = new Set(direct.flat().flatMap((clause) => (clause && isEnforceable(clause.kind) ? clause.ref : [])));
  const taken = new Set<string>();
  const lost: number[] = [];
  const beside: Beside[] = [];
  for (const [at, { cites, cells, lines, problems: own, words }] of rows.entries()) {
    if (direct[at]?.every((clause) => clause === null)) {
      lost.push(lines[0]);
      continue;
    }
    problems.push(...own);
    beside.push({ refs: (direct[at] ?? []).flatMap((clause) => clause?.ref ?? []), line: lines[0], words });
    let leader: string | null = null;
    for (const [index, clause] of (direct[at] ?? []).entries()) {
      const cite = cites[index] ?? "";
      if (!clause) {
        found.push(...cells.map((cell) => ({ ...cell, ref: cite, confidence: 0.2 })));
        continue;
      }
      const own = isEnforceable(clause.kind) ? [clause.ref] : [];
      const under = rulesUnder(clause.ref, clauses);
      const isRule = own.length + under.length > 0;
      if (!isRule) problems.push({ code: "cited_no_rule", lines, values: { ref: clause.ref } });
      const refs = isRule ? [...own, ...under.filter((ref) => !claimed.has(ref))] : [clause.ref];
      for (const ref of refs) {
        if (taken.has(ref)) {
          problems.push({ code: "cited_twice", lines, values: { ref } });
          continue;
        }
        taken.add(ref);
        const cellFrom: string | null = leader;
        found.push(...cells.map((cell) => ({ ...cell, ref, cellFrom: cellFrom ?? cell.cellFrom })));
        leader ??= ref;
      }
    }
  }
  return { rows: found, problems, lost, beside };
}

export type Beside = { refs: string[]; line: number; words: CitingWords };

type Saying = { lines: ImportedRow["lines"]; problems: ImportProblem[] };

function clauseCited(cite: string, clauses: readonly Clause[], { lines, problems }: Saying): Clause | null {
  const wanted = [cite, `art.${cite}`];
  const rules = clauses.filter(({ kind }) => kind !== "penalty-row");
  const printed = rules.filter(({ ref }) =>
    wanted.some((want) => new RegExp(`(?:^|[ /])${escaped(want)}$`, "i").test(ref)),
  );
  const named = printed.length > 0 ? printed : rules.filter(({ ref }) => isSameCode(ref, cite));
  const [only] = named;
  if (only && named.length === 1) return only;
  if (named.length === 0) problems.push({ code: "cited_missing", lines, values: { ref: cite } });
  else
    problems.push({
      code: "cited_ambiguous",
      lines,
      values: { ref: cite, refs: named.map(({ ref }) => ref).join(", ") },
    });
  return null;
}

/** A table may cite A1 or A-1 where the rule is printed A.1. */
function isSameCode(ref: string, cite: string): boolean {
  const code = codeAt(ref.split(/[ /]/).at(-1) ?? "");
  return code?.rest === "" && codeParts(code.mark.label).join(".") === codeParts(cite).join(".");
}

function escaped(text: string): string {
  return text.replace(/[.()]/g, "\\$&");
}

/** Enforceable clauses under a clause, at any depth, in the order of the document. */
function rulesUnder(top: string, clauses: readonly Clause[]): string[] {
  const inside = new Set([top]);
  const rules: string[] = [];
  for (const { ref, parent, kind } of clauses) {
    if (parent === null || !inside.has(parent)) continue;
    inside.add(ref);
    if (isEnforceable(kind)) rules.push(ref);
  }
  return rules;
}
