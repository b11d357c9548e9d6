import type { VersionFile } from "../import/version.contract";
import type { List, PartBack, TableHead } from "./contract";
import { withVersionId } from "./version.rules";

/** A draft as lists of parts under keys, so that two states of it can be told apart and one brought back. */
export type Parts = Record<List, Map<string, unknown>>;

export function partsOf(file: VersionFile): Parts {
  const { actions, sets, counters, table } = file.sanctions;
  return {
    clauses: new Map(file.clauses.map((clause) => [clause.ref, clause])),
    actions: new Map(actions.map((action) => [action.id, action])),
    sets: new Map(sets.map((set) => [set.id, set])),
    counters: new Map(counters.map((counter) => [counter.id, counter])),
    steps: new Map((table?.steps ?? []).map((step) => [step.id, step])),
    rows: new Map((table?.rows ?? []).map((row) => [String(row.item), row])),
    table: new Map<string, TableHead>(table ? [["table", { title: table.title, document: table.document }]] : []),
    documents: new Map(file.documents.map((document) => [document.id, document])),
    version: new Map([["version", file.version]]),
  };
}

/** The file with other parts; what is in no list (scope, readings) stays. */
export function fileOf(file: VersionFile, parts: Parts): VersionFile {
  const values = <Value>(list: List) => [...parts[list].values()] as Value[];
  type Table = NonNullable<VersionFile["sanctions"]["table"]>;
  const [head] = values<TableHead>("table");
  const { sanctions } = file;
  return {
    ...file,
    version: values<VersionFile["version"]>("version")[0] ?? file.version,
    documents: values("documents"),
    clauses: values("clauses"),
    sanctions: {
      ...sanctions,
      ...{ actions: values("actions"), sets: values("sets"), counters: values("counters") },
      table: head
        ? { ...head, steps: values<Table["steps"][number]>("steps"), rows: values<Table["rows"][number]>("rows") }
        : null,
    },
  };
}

/**
 * Two states of a draft as parts to be compared: under one id of the version, so that a draft under another id differs in
 * its id alone and not in every part that says which version it is of.
 */
export function comparable(before: VersionFile, after: VersionFile): { old: Parts; now: Parts } {
  const old = partsOf(withVersionId(before, after.version.id));
  old.version = partsOf(before).version;
  return { old, now: partsOf(after) };
}

/** Whether two values hold the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => key in other && isSame(field(one, key), field(other, key)));
}

function field(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** The type of a part goes with its list; the schema of the operation has checked it. */
export function partBack(list: List, key: string, from: unknown, to: unknown): PartBack {
  return { list, key, from: from ?? null, to: to ?? null } as PartBack;
}
