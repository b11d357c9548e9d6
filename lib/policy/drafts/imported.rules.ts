import type { ImportedClause, ImportedDraft, ImportedRow } from "../import/contract";
import { readMeasure, restrictsNothing } from "../import/measure-words.rules";
import type { VersionFile } from "../import/version.contract";
import { exempts } from "../import/words.rules";
import type { Clause } from "../pack.contract";
import type { Action, Counter, PenaltyTable, Row, SanctionSet } from "../sanctions.contract";
import { type AboutPlatform, asImported, emptyFile, type Followed } from "./begin.rules";
import type { SourceLine } from "./contract";

/** Kinds that can ground a sanction. Only a proposal: a person reads each clause before anything is published. */
const enforceable = new Set(["prohibition", "general", "restriction", "eligibility", "duty", "penalty-row"]);

/**
 * What was imported, as the file of a draft; `label` null: none was given, and an exported version keeps its own. Only what
 * the document says is filled in: measures have its words and what these plainly say (`readMeasure`), never a value for the
 * Transparency Database, so that the checks before publishing name each that nobody has read.
 */
export function fileOfImport(
  platform: AboutPlatform,
  { following, label: given, ref }: { ref: string; label: string | null; following: Followed | null },
  imported: ImportedDraft,
): VersionFile {
  if (imported.version) return asImported(imported.version, { ref, label: given });
  const version = { ref, label: given ?? ref };
  const empty = emptyFile(platform, version, following);
  const document = empty.version.documents[0] ?? "RULES";
  const ofTable = following?.table ?? document;
  const documents = documentsOf(imported.clauses, { document, ofTable });
  const known = new Set(imported.clauses.map(({ ref }) => ref));
  const measures = new Map<string, Action>();
  const idsOf = (words: readonly string[]) => [...new Set(words.map((label) => measureOf(measures, label).id))];
  const { inTable, beside } = rowsApart(
    imported.rows.filter(({ ref, actions }) => known.has(ref) && actions.length > 0),
  );
  const items = new Map([...new Set(inTable.map(({ ref }) => ref))].map((ref, index) => [ref, index + 1]));
  const table = tableOf(inTable, { items, idsOf, version: version.ref });
  const sets = beside.map((row, index) => setOf(row, `measures-${index + 1}`, idsOf(row.actions)));
  return {
    ...empty,
    clauses: imported.clauses.map((clause) => clauseOf(clause, { documents, known, items, version: version.ref })),
    sanctions: {
      ...empty.sanctions,
      actions: [...measures.values()],
      sets,
      counters: table.counters,
      table:
        table.rows.length === 0
          ? null
          : { title: "Penalty table", document: ofTable, steps: table.steps, rows: table.rows },
    },
  };
}

type Step = PenaltyTable["steps"][number];
type About = {
  documents: (ref: string) => string;
  known: ReadonlySet<string>;
  items: ReadonlyMap<string, number>;
  version: string;
};

/** A tree of penalty rows stands in the document that holds the table; a clause and its parent stand in one document. */
function documentsOf(
  clauses: readonly ImportedClause[],
  { document, ofTable }: { document: string; ofTable: string },
): (ref: string) => string {
  const parents = new Map(clauses.map(({ ref, parent }) => [ref, parent]));
  const rootOf = (ref: string) => {
    const seen = new Set([ref]);
    let at = ref;
    for (let up = parents.get(at); up && parents.has(up) && !seen.has(up); up = parents.get(at)) {
      seen.add(up);
      at = up;
    }
    return at;
  };
  const grounds = clauses.filter(({ kind }) => enforceable.has(kind));
  const roots = (list: readonly ImportedClause[]) => new Set(list.map(({ ref }) => rootOf(ref)));
  const tabled = roots(grounds.filter(({ kind }) => kind === "penalty-row"));
  const worded = roots(grounds.filter(({ kind }) => kind !== "penalty-row"));
  return (ref) => (tabled.has(rootOf(ref)) && !worded.has(rootOf(ref)) ? ofTable : document);
}

function clauseOf(clause: ImportedClause, { documents, known, items, version }: About): Clause {
  const { ref, parent, kind, title, text, parts, lines } = clause;
  const isException = (part: string) => clause.exceptions.includes(part) || exemptsByWords(part);
  const words = text.trim() || title;
  const item = items.get(ref);
  return {
    ref,
    refZh: null,
    parent: parent !== null && known.has(parent) ? parent : null,
    document: documents(ref),
    kind,
    enforceable: enforceable.has(kind),
    title,
    titleZh: null,
    summary: words.slice(0, 20_000),
    original: { lang: /\p{Script=Han}/u.test(words) ? "zh" : "en", text: words },
    elements: [],
    conditions: parts.filter((part) => !isException(part)),
    needs: { malice: null, repeats: null, reporter: null },
    exceptions: parts.filter(isException).map(exceptionOf),
    exceptionsFrom: null,
    jurisdiction: null,
    versions: [version],
    appliesTo: { roles: ["any"], surfaces: ["any"], suggestTo: null },
    rows: item === undefined ? [] : [item],
    related: [],
    note: null,
    warning: null,
    source: { section: ref, lines },
    editorial: {
      severity: null,
      dsaCategory: null,
      dsaCategoryAddition: [],
      dsaKeywords: [],
      keywords: { en: [], zh: [], zhHant: [] },
      aim: "content",
      remindOn: [],
    },
    zh: null,
  };
}

const lettered = /^([\p{L}\p{N}]{1,5})\)\s*(.+)$/su;

function exemptsByWords(part: string): boolean {
  const found = lettered.exec(part);
  return found !== null && exempts(found[2] ?? "");
}

function exceptionOf(part: string): Clause["exceptions"][number] {
  const [, letter = "", text = part] = lettered.exec(part) ?? [];
  return { letter, text, printed: true };
}

/** What the words plainly say, as it was shown beside the document; of others the words alone stay. */
function asRead(label: string): Partial<Action> {
  const read = readMeasure(label);
  if (!read) return {};
  const { confidence: _, ...said } = read;
  return said;
}

function measureOf(measures: Map<string, Action>, label: string): Action {
  const known = measures.get(label);
  if (known) return known;
  const made: Action = {
    id: `measure-${measures.size + 1}`,
    ref: null,
    label,
    labelZh: null,
    zh: null,
    target: "content",
    effect: "other",
    dsa: [],
    dsaDepends: false,
    needsStatement: true,
    roles: null,
    versions: null,
    jurisdictions: null,
    onlyFor: null,
    requires: null,
    durationDays: null,
    termNotStated: false,
    indefinite: false,
    permanent: false,
    reEntryBarred: false,
    points: null,
    perInfringement: false,
    triggers: [],
    penalty: true,
    note: null,
    editorial: { gravity: measures.size + 1 },
    ...asRead(label),
    ...(restrictsNothing(label) ? { needsStatement: false } : {}),
  };
  measures.set(label, made);
  return made;
}

/** A reference with roles or steps is a row of the table; one list of measures for everybody stands beside it. */
function rowsApart(rows: readonly ImportedRow[]): { inTable: ImportedRow[]; beside: ImportedRow[] } {
  const tabled = new Set(rows.filter(({ role, step }) => role !== "any" || step !== "base").map(({ ref }) => ref));
  return { inTable: rows.filter(({ ref }) => tabled.has(ref)), beside: rows.filter(({ ref }) => !tabled.has(ref)) };
}

function setOf({ ref, actions }: ImportedRow, id: string, ids: string[]): SanctionSet {
  return {
    id,
    ref,
    trigger: actions.join("; ").slice(0, 500),
    covers: { documents: [], clauses: [ref], versions: [], roles: [], jurisdictions: [] },
    requires: null,
    priorsRepeat: false,
    mode: "choice",
    exclusive: false,
    legalBasis: null,
    actions: ids,
    zh: null,
  };
}

type Tabling = {
  items: ReadonlyMap<string, number>;
  idsOf: (words: readonly string[]) => string[];
  version: string;
};

function tableOf(rows: readonly ImportedRow[], { items, idsOf, version }: Tabling) {
  const steps = new Map<string, Step>();
  const counters: Counter[] = [];
  const made = new Map<number, Row>();
  for (const { ref, role, actions, cellFrom, ...opening } of rows) {
    const item = items.get(ref) ?? 0;
    const step = stepId(opening);
    if (!steps.has(step)) steps.set(step, stepOf(opening));
    const counter = counterOf(opening, [...items.values()], version);
    if (counter && !counters.some(({ id }) => id === counter.id)) counters.push(counter);
    const cellsFrom = (cellFrom === null ? undefined : items.get(cellFrom)) ?? item;
    const row = made.get(item) ?? { item, ref, versions: [version], cellsFrom, cells: {} };
    row.cells[roleOf(role)] = { ...row.cells[roleOf(role)], [step]: idsOf(actions) };
    made.set(item, row);
  }
  return { steps: [...steps.values()], rows: [...made.values()], counters };
}

const roleOf = (role: string) =>
  role
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "") || "any";

type Opening = Pick<ImportedRow, "step" | "withinDays">;

/** A number that is reached within some days is another step than the same number without them. */
const stepId = ({ step, withinDays }: Opening) => (withinDays === null ? step : `${step}-in-${withinDays}-days`);

function stepOf(opening: Opening): Step {
  const { step, withinDays } = opening;
  const id = stepId(opening);
  const bare = { id, counter: null, finding: null, needsEvidence: false, definition: null, versions: null };
  if (step === "severe") return { ...bare, label: "Severe", finding: "severe", needsEvidence: true };
  if (step === "repeat") return { ...bare, label: "Repeated", finding: "repeated" };
  const within = withinDays === null ? "" : ` within ${withinDays} days`;
  return /^\d+$/.test(step)
    ? { ...bare, label: `From violation ${step}${within} on`, counter: `count-${id}` }
    : { ...bare, label: "Ordinary" };
}

/** Where the table counts: from this violation on, and within these days, as the document says. */
function counterOf(opening: Opening, items: number[], version: string): Counter | null {
  if (!/^[1-9]\d{0,4}$/.test(opening.step)) return null;
  const threshold = Number(opening.step);
  const { withinDays } = opening;
  const within = withinDays === null ? "" : ` within ${withinDays} days`;
  return {
    id: `count-${stepId(opening)}`,
    rule: `Violation number ${threshold}${within} and later.`,
    items,
    clauses: [],
    versions: [version],
    threshold,
    includesCurrent: true,
    windowDays: withinDays,
  };
}

/** Every line of the document that holds words, with what became of it. */
export function linesUsed(lines: ReadonlyMap<number, string>, imported: ImportedDraft): SourceLine[] {
  const used = new Map<number, { use: "clause" | "row"; refs: Set<string> }>();
  const mark = (use: "clause" | "row", ref: string, [from, to]: readonly [number, number]) => {
    for (let line = from; line <= to; line += 1) {
      const known = used.get(line);
      if (known) known.refs.add(ref);
      else used.set(line, { use, refs: new Set([ref]) });
    }
  };
  for (const { ref, lines: at } of imported.clauses) mark("clause", ref, at);
  for (const { ref, lines: at } of imported.rows) mark("row", ref, at);
  const left = new Map(imported.notUnderstood.map(({ line, why }) => [line, why]));
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([line, text]) => {
      const use = used.get(line);
      return use
        ? { line, text, use: use.use, refs: [...use.refs], why: null }
        : { line, text, use: "left" as const, refs: [], why: left.get(line) ?? "commitment" };
    });
}
