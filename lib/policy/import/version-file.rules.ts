import { PolicyPack } from "../contract";
import type { Clause, PolicyVersion } from "../pack.contract";
import { packProblems } from "../pack.rules";
import { type ImportedDraft, importLimits, refuse } from "./contract";
import type { Opening } from "./step-words.rules";
import { VersionFile, versionSchema } from "./version.contract";

/**
 * The version of a pack, whole and on its own: a measure or a set of it names no version, so that its text does not change
 * when another version has the same one. Null if the pack has none of that id.
 */
export function versionOf(pack: PolicyPack, id: string): VersionFile | null {
  const version = pack.versions.find((candidate) => candidate.id === id);
  if (!version) return null;
  const { schema: _, revision: __, versions: ___, versionChanges: ____, ofVersions: own = {}, ...shared } = pack;
  const { tableTitle, actions: ofActions = {}, sets: ofSets = {}, ...said } = own[id] ?? {};
  const { actions, sets, table, counters, ofVersions, ...ofPack } = pack.sanctions;
  const words = { ...ofPack, ...ofVersions[id] };
  return VersionFile.parse({
    ...shared,
    schema: versionSchema,
    version,
    documents: pack.documents.filter((document) => version.documents.includes(document.id)),
    ...said,
    clauses: pack.clauses
      .filter((clause) => clause.versions.includes(id))
      .map((clause) => ({ ...clause, versions: [id] })),
    sanctions: {
      ...words,
      actions: actions
        .filter(({ versions }) => versions === null || versions.includes(id))
        .map((action) => ({ ...action, ...ofActions[action.id], versions: null })),
      sets: sets
        .filter(({ covers }) => holds(covers.versions, id) && reaches(covers.documents, version))
        .map((set) => ({ ...set, ...ofSets[set.id], covers: { ...set.covers, versions: [] } })),
      table:
        table && version.documents.includes(table.document)
          ? rowsIn({ ...table, title: tableTitle ?? table.title }, id)
          : null,
      counters: counters
        .filter(({ versions }) => versions.includes(id))
        .map((counter) => ({ ...counter, versions: [id] })),
    },
  });
}

function holds(versions: readonly string[], id: string): boolean {
  return versions.length === 0 || versions.includes(id);
}

function reaches(documents: readonly string[], version: PolicyVersion): boolean {
  return documents.length === 0 || documents.some((document) => version.documents.includes(document));
}

function rowsIn(table: NonNullable<PolicyPack["sanctions"]["table"]>, id: string) {
  const rows = table.rows.filter(({ versions }) => versions.includes(id)).map((row) => ({ ...row, versions: [id] }));
  const steps = table.steps.filter(({ versions }) => versions === null || versions.includes(id));
  return rows.length === 0 ? null : { ...table, steps: steps.map((step) => ({ ...step, versions: null })), rows };
}

/** The file's one and only text: keys in the order of the alphabet, so that the same rules are the same bytes. */
export function versionText(version: VersionFile | PolicyPack): string {
  return sortedText(version);
}

export function sortedText(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

type Read = {
  clauses: Clause[];
  table: PolicyPack["sanctions"]["table"];
  /** What each measure is called, by its id. */
  measures: ReadonlyMap<string, string>;
  /** What opens each step of the table, by its id, as it is read of a document. */
  openings: ReadonlyMap<string, Opening>;
  platform: string;
  version: VersionFile | null;
};

/** A version file, or a whole pack, as the draft it would create. Refused where it is of a later schema, broken or for another platform. */
export function draftOfJson(text: string, platform: string): ImportedDraft {
  const read = readJson(text);
  if (read.platform !== platform)
    refuse("other_platform", `The file holds the rules of ${read.platform}, not of ${platform}.`, "platform");
  if (read.clauses.length > importLimits.clauses)
    refuse(
      "too_large",
      `A version may hold ${importLimits.clauses} clauses.`,
      `clause ${read.clauses[importLimits.clauses]?.ref}`,
    );
  const lineOf = lineFinder(text);
  const places = new Map(read.clauses.map((clause) => [clause.ref, lineOf(clause.ref)]));
  const line = (ref: string): [number, number] => [places.get(ref) ?? 1, places.get(ref) ?? 1];
  return {
    document: "rules",
    clauses: read.clauses.map(({ ref, parent, kind, title, summary, exceptions }) => ({
      ref,
      parent,
      kind,
      title,
      lines: line(ref),
      confidence: 1,
      text: summary,
      parts: exceptions.map(printed),
      exceptions: exceptions.map(printed),
    })),
    rows: rowsOf(read, line),
    notUnderstood: [],
    commitments: [],
    warnings: [],
    problems: [],
    version: read.version,
  };
}

function printed({ letter, text }: Clause["exceptions"][number]): string {
  return `${letter}) ${text}`;
}

/** Cells hold ids; whoever reads the proposal reads the words. */
function rowsOf({ table, measures, openings }: Read, line: (ref: string) => [number, number]): ImportedDraft["rows"] {
  const refs = new Map(table?.rows.map((row) => [row.item, row.ref]));
  return (table?.rows ?? []).flatMap((row) =>
    Object.entries(row.cells).flatMap(([role, steps]) =>
      Object.entries(steps).flatMap(([step, actions]) => {
        const cellFrom = row.cellsFrom === row.item ? null : (refs.get(row.cellsFrom) ?? null);
        const lines = line(row.ref);
        const words = actions?.map((id) => measures.get(id) ?? id);
        return words
          ? [
              {
                ref: row.ref,
                role,
                ...(openings.get(step) ?? { step, withinDays: null }),
                actions: words,
                lines,
                confidence: 1,
                cellFrom,
                heading: null,
              },
            ]
          : [];
      }),
    ),
  );
}

/** Where each reference is given, looked for from the last one on. */
function lineFinder(text: string): (ref: string) => number {
  let at = 0;
  let counted = 0;
  let line = 1;
  return (ref) => {
    const found = text.indexOf(`"ref": ${JSON.stringify(ref)}`, at);
    if (found < 0) return line;
    for (let next = text.indexOf("\n", counted); next >= 0 && next < found; next = text.indexOf("\n", counted)) {
      line += 1;
      counted = next + 1;
    }
    at = found + 1;
    return line;
  };
}

/** Steps in the words of the importer. Of those that one thing opens only the first has it: no cell may be lost to another. */
function openingsOf({ table, counters }: PolicyPack["sanctions"]): Map<string, Opening> {
  const openings = new Map<string, Opening>();
  const taken = new Set<string>();
  for (const { id, finding, counter: counting } of table?.steps ?? []) {
    const counter = counters.find((one) => one.id === counting);
    const opening = counter ? countedBy(counter) : { step: named.get(finding) ?? id, withinDays: null };
    const key = `${opening.step} ${opening.withinDays}`;
    if (!taken.has(key)) openings.set(id, opening);
    taken.add(key);
  }
  return openings;
}

const countedBy = ({
  threshold,
  includesCurrent,
  windowDays,
}: PolicyPack["sanctions"]["counters"][number]): Opening => ({
  step: String(includesCurrent ? threshold : threshold + 1),
  withinDays: windowDays,
});

const named: ReadonlyMap<string | null, string> = new Map([
  [null, "base"],
  ["severe", "severe"],
  ["repeated", "repeat"],
]);

function readJson(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(
      "damaged_file",
      "The file is not valid JSON.",
      error instanceof Error ? error.message : "the whole file",
    );
  }
  const schema = typeof value === "object" && value !== null && "schema" in value ? String(value.schema) : "";
  const [, kind, number] = /^recourse-(pack|version)\/(\d+)$/.exec(schema) ?? [];
  if (!kind) refuse("unknown_format", "The file is neither a version nor a pack of this product.", "schema");
  if (Number(number) > 1)
    refuse("newer_schema", `The file is of a newer schema, ${schema}. Update the product first.`, "schema");
  refuseBrokenTree(value);
  const parsed = kind === "pack" ? PolicyPack.safeParse(value) : VersionFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(
      "invalid_pack",
      issue?.message ?? "The file does not have the shape of a version.",
      issue?.path.map(String).join(".") || "the whole file",
    );
  }
  const file = parsed.data;
  const [problem] = file.schema === "recourse-pack/1" ? packProblems(file) : [];
  if (problem) refuse("invalid_pack", problem, "the whole file");
  return {
    clauses: file.clauses,
    table: file.sanctions.table,
    measures: new Map(file.sanctions.actions.map(({ id, label }) => [id, label])),
    // A version file keeps its own steps; a whole pack becomes a draft as a document does.
    openings: file.schema === versionSchema ? new Map() : openingsOf(file.sanctions),
    platform: file.platform,
    version: file.schema === versionSchema ? file : null,
  };
}

/** Before its shape is judged: a reference used twice, a parent that is not there, a circle. Linear in the clauses. */
function refuseBrokenTree(value: unknown): void {
  const list =
    typeof value === "object" && value !== null && "clauses" in value && Array.isArray(value.clauses)
      ? value.clauses
      : [];
  const parents = new Map<string, string | null>();
  for (const [index, clause] of list.entries()) {
    if (typeof clause?.ref !== "string") continue;
    if (parents.has(clause.ref))
      refuse("duplicate_ref", `The reference ${clause.ref} is given to two clauses.`, `clauses.${index}`);
    parents.set(clause.ref, typeof clause.parent === "string" ? clause.parent : null);
  }
  const done = new Set<string>();
  for (const [start, parent] of parents) {
    if (parent !== null && !parents.has(parent))
      refuse("invalid_pack", `Clause ${start} stands under ${parent}, which is not there.`, `clause ${start}`);
    const path = new Set<string>();
    for (let ref: string | null | undefined = start; ref && !done.has(ref); ref = parents.get(ref)) {
      if (path.has(ref)) refuse("circular_parent", `Clause ${ref} stands under itself.`, `clause ${ref}`);
      path.add(ref);
    }
    for (const ref of path) done.add(ref);
  }
}
