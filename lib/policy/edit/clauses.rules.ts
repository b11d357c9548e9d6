import type { VersionFile } from "../import/version.contract";
import { Clause } from "../pack.contract";
import type { ClauseChange, Edit, Place } from "./contract";
import { namingClause, widened, withRefCarried } from "./naming.rules";
import { refuseEdit } from "./refuse.rules";

const at = (ref: string, field?: string): Place => (field === undefined ? ["clauses", ref] : ["clauses", ref, field]);

/** A record with the fields that are given in place of its own. */
export function withChange<Value extends object>(value: Value, change: object): Value {
  return { ...value, ...Object.fromEntries(Object.entries(change).filter(([, field]) => field !== undefined)) };
}

export function addClause(file: VersionFile, { clause, parent, after }: Edit<"clause.add">): VersionFile {
  refuseTaken(file, clause.ref);
  const made = Clause.parse({ ...clause, parent, versions: [file.version.id] });
  refuseTwoLetters(made);
  if (!file.version.documents.includes(made.document))
    refuseEdit("document_missing", at(made.ref, "document"), { document: made.document });
  return { ...file, clauses: placed(file.clauses, [made], { ref: made.ref, parent, after }) };
}

export function changeClause(file: VersionFile, { ref, change }: Edit<"clause.change">): VersionFile {
  return { ...file, clauses: changed(file.clauses, ref, change) };
}

function changed(clauses: readonly Clause[], ref: string, change: ClauseChange): Clause[] {
  const before = found(clauses, ref);
  const after = withChange(before, change);
  refuseTwoLetters(after);
  return clauses.map((clause) => (clause === before ? after : clause));
}

/** A letter that two exceptions bear would say which of them applies only by chance. */
function refuseTwoLetters({ ref, exceptions }: Clause): void {
  const letters = exceptions.map(({ letter }) => letter.toLowerCase());
  const twice = letters.find((letter, index) => letters.indexOf(letter) !== index);
  if (twice) refuseEdit("letter_taken", at(ref, "exceptions"), { ref, letter: twice });
}

export function renameClause(file: VersionFile, { ref, to }: Edit<"clause.rename">): VersionFile {
  found(file.clauses, ref);
  if (ref === to) return file;
  refuseTaken(file, to);
  const clauses = file.clauses.map((clause) => (clause.ref === ref ? { ...clause, ref: to } : clause));
  return withRefCarried({ ...file, clauses }, ref, to);
}

export function moveClause(file: VersionFile, { ref, parent, after }: Edit<"clause.move">): VersionFile {
  const moved = found(file.clauses, ref);
  const under = subtree(file.clauses, ref);
  if (parent !== null && under.has(parent)) refuseEdit("circular", at(ref, "parent"), { ref, parent });
  if (after === ref) refuseEdit("after_missing", at(ref, "parent"), { ref, after });
  const block = file.clauses
    .filter((clause) => under.has(clause.ref))
    .map((clause) => (clause === moved ? { ...clause, parent } : clause));
  const rest = file.clauses.filter((clause) => !under.has(clause.ref));
  return { ...file, clauses: placed(rest, block, { ref, parent, after }) };
}

export function splitClause(file: VersionFile, { ref, change, parts }: Edit<"clause.split">): VersionFile {
  const whole = found(file.clauses, ref);
  const refs = parts.map((part) => part.ref);
  for (const [index, part] of parts.entries()) {
    refuseTaken(file, part.ref);
    if (refs.indexOf(part.ref) !== index) refuseEdit("ref_taken", at(part.ref), { ref: part.ref });
  }
  const made = parts.map((part) => {
    const own = { ...whole, refZh: null, titleZh: null, original: null, zh: null };
    const clause = Clause.parse(withChange(own, part));
    refuseTwoLetters(clause);
    return clause;
  });
  const clauses = placed(changed(file.clauses, ref, change), made, {
    ref: made[0]?.ref ?? ref,
    parent: whole.parent,
    after: ref,
  });
  const many = (named: string[]) => (named.includes(ref) ? [...new Set([...named, ...refs])] : named);
  return { ...file, clauses, sanctions: widened(file.sanctions, many) };
}

export function mergeClauses(file: VersionFile, { ref, into, change }: Edit<"clause.merge">): VersionFile {
  const gone = found(file.clauses, ref);
  const kept = found(file.clauses, into);
  if (ref === into || subtree(file.clauses, ref).has(into)) refuseEdit("circular", at(ref), { ref, parent: into });
  if (gone.document !== kept.document) refuseEdit("other_document", at(ref), { ref, parent: into });
  const rows = file.sanctions.table?.rows ?? [];
  if (rows.some((row) => row.ref === ref) && rows.some((row) => row.ref === into))
    refuseEdit("row_ref_taken", at(ref), { ref: into });
  const carried = withRefCarried({ ...file, clauses: file.clauses.filter((clause) => clause !== gone) }, ref, into);
  const withRows = { ...change, rows: change.rows ?? [...new Set([...kept.rows, ...gone.rows])] };
  const clauses = changed(carried.clauses, into, withRows).map((clause) =>
    clause.ref === into ? withoutItself(clause) : clause,
  );
  return { ...carried, clauses };
}

/** After a merger the clause may name the one that it has become. */
function withoutItself(clause: Clause): Clause {
  const { ref, needs } = clause;
  return {
    ...clause,
    related: clause.related.filter((other) => other !== ref),
    exceptionsFrom: clause.exceptionsFrom === ref ? null : clause.exceptionsFrom,
    needs: needs.malice?.otherwise === ref ? { ...needs, malice: { otherwise: null } } : needs,
  };
}

/** "See also" is carried along; everything that has an effect must let go of the clause first. */
export function retireClause(file: VersionFile, { ref }: Edit<"clause.retire">): VersionFile {
  const gone = found(file.clauses, ref);
  const children = file.clauses.filter((clause) => clause.parent === ref);
  if (children.length > 0)
    refuseEdit(
      "has_children",
      at(ref),
      { ref },
      children.map((child) => ({ part: "clause", name: child.ref })),
    );
  const naming = namingClause(file, ref);
  if (naming.length > 0) refuseEdit("named_by", at(ref), { name: ref }, naming);
  return {
    ...file,
    clauses: file.clauses
      .filter((clause) => clause !== gone)
      .map((clause) =>
        clause.related.includes(ref) ? { ...clause, related: clause.related.filter((other) => other !== ref) } : clause,
      ),
  };
}

function found(clauses: readonly Clause[], ref: string): Clause {
  const clause = clauses.find((other) => other.ref === ref);
  return clause ?? refuseEdit("ref_missing", at(ref), { ref });
}

function refuseTaken(file: VersionFile, ref: string): void {
  if (file.clauses.some((clause) => clause.ref === ref)) refuseEdit("ref_taken", at(ref), { ref });
}

/** A clause and everything under it. */
export function subtree(clauses: readonly Clause[], ref: string): Set<string> {
  const under = new Set([ref]);
  for (let grew = true; grew; ) {
    const before = under.size;
    for (const clause of clauses) if (clause.parent !== null && under.has(clause.parent)) under.add(clause.ref);
    grew = under.size > before;
  }
  return under;
}

type Where = { ref: string; parent: string | null; after: string | null };

/** The list with a clause and what stands under it put where it belongs: behind a sibling and its own, or first. */
function placed(clauses: readonly Clause[], block: readonly Clause[], { ref, parent, after }: Where): Clause[] {
  const document = block[0]?.document;
  const above = parent === null ? null : clauses.find((clause) => clause.ref === parent);
  if (above === undefined) refuseEdit("parent_missing", at(ref, "parent"), { ref, parent: parent ?? "" });
  if (above && above.document !== document) refuseEdit("other_document", at(ref, "parent"), { ref, parent: above.ref });
  const index = after === null ? firstUnder(clauses, above, document) : behind(clauses, { ref, parent, after });
  return [...clauses.slice(0, index), ...block, ...clauses.slice(index)];
}

function firstUnder(clauses: readonly Clause[], above: Clause | null, document: string | undefined): number {
  if (above) return clauses.indexOf(above) + 1;
  const first = clauses.findIndex((clause) => clause.document === document);
  return first < 0 ? clauses.length : first;
}

function behind(clauses: readonly Clause[], { ref, parent, after }: Where): number {
  const sibling = clauses.find((clause) => clause.ref === after && clause.parent === parent);
  if (!sibling) return refuseEdit("after_missing", at(ref, "parent"), { ref, after: after ?? "" });
  const under = subtree(clauses, sibling.ref);
  return clauses.findLastIndex((clause) => under.has(clause.ref)) + 1;
}
