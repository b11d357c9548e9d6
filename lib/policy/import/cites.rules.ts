import type { ImportedClause, ImportedRow, ImportProblem } from "./contract";
import { hanNumber } from "./marks.rules";
import type { Table } from "./tables.rules";
import { isEnforceable } from "./words.rules";

const between = /\s*(?:[,，;；、&/]|(?<![\p{L}])(?:and|und|et|or)(?![\p{L}])|[和及与與])\s*/iu;
const named =
  /^(?:clauses?|rules?|sections?|articles?|art\.|paragraphs?|nos?\.|ziffern?|règles?|§+|[规規][则則]|[条條]款)\s*/iu;
const number = /^(\d{1,3}(?:\.\d{1,3})*(?:\.[a-z])?)\.?((?:\s*[(（][a-z0-9]{1,4}[)）])*)$/iu;
const hanArticle = /^第\s*([〇零一二三四五六七八九十百]{1,5}|\d{1,3})\s*[条條]$/u;
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

function citesOf(part: string): string[] | null {
  const one = citeOf(part);
  if (one) return [one];
  const ends = range.exec(part);
  const [from, to] = [citeOf(ends?.[1] ?? ""), citeOf((ends?.[2] ?? "").replace(named, ""))];
  if (!from || !to) return null;
  const [head, first, last] = [from.replace(/\d+$/, ""), lastNumber(from), lastNumber(to)];
  if (to.replace(/\d+$/, "") !== head || first === null || last === null) return null;
  if (last < first || last - first > longestRange) return null;
  return Array.from({ length: last - first + 1 }, (_, at) => `${head}${first + at}`);
}

function citeOf(text: string): string | null {
  const article = hanArticle.exec(text)?.[1];
  if (article) return String(/^\d+$/.test(article) ? Number(article) : hanNumber(article));
  const found = number.exec(text);
  if (!found) return null;
  const letters = (found[2] ?? "").replace(/\s/g, "").replace(/（/g, "(").replace(/）/g, ")");
  return `${found[1]}${letters}`.toLowerCase();
}

function lastNumber(cite: string): number | null {
  const digits = /\d+$/.exec(cite)?.[0];
  return digits ? Number(digits) : null;
}

/**
 * Whether the first column of a table cites rules that stand elsewhere. Rows that are only counted, 1, 2, 3, beside a column
 * of descriptions are rules of their own.
 */
export function citesRules(table: Table, describes: boolean): boolean {
  const firsts = table.rows.map((row) => row.cells[0]?.text ?? "");
  const cites = firsts.map(citesIn);
  if (firsts.length === 0 || cites.some((found) => found === null)) return false;
  const counted = cites.every((found, at) => found?.length === 1 && found[0] === String(at + 1));
  if (!describes) return true;
  return !counted || citingHead.test(table.header[0] ?? "");
}

/** What a table says of the rules that a row cites, before it is known which clauses those are. */
export type CitingRow = { cites: string[]; cells: Omit<ImportedRow, "ref">[]; lines: ImportedRow["lines"] };
type Clause = Pick<ImportedClause, "ref" | "parent" | "kind">;

/**
 * Rows tied to the clauses that they cite. A section is cited for the rules in it that no row cites by themselves. What is
 * cited and is not there, or is there twice, becomes a problem with its line and is tied to nothing; what reads as no rule
 * is tied and said.
 */
export function tied(
  rows: readonly CitingRow[],
  clauses: readonly Clause[],
): { rows: ImportedRow[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const found: ImportedRow[] = [];
  const direct = rows.map(({ cites, lines }) => cites.map((cite) => clauseCited(cite, clauses, { lines, problems })));
  const claimed = new Set(direct.flat().flatMap((clause) => (clause && isEnforceable(clause.kind) ? clause.ref : [])));
  const taken = new Set<string>();
  for (const [at, { cites, cells, lines }] of rows.entries()) {
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
  return { rows: found, problems };
}

type Saying = { lines: ImportedRow["lines"]; problems: ImportProblem[] };

function clauseCited(cite: string, clauses: readonly Clause[], { lines, problems }: Saying): Clause | null {
  const wanted = [cite, `art.${cite}`];
  const named = clauses.filter(
    ({ ref, kind }) =>
      kind !== "penalty-row" && wanted.some((want) => new RegExp(`(?:^|[ /])${escaped(want)}$`, "i").test(ref)),
  );
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
