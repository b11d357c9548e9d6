import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import type { Place } from "./contract";

/** A name that leads nowhere, or is given twice. `target` is what is not there or there twice. */
export type Broken = {
  code: "missing" | "twice" | "circle";
  kind: "clause" | "row" | "version" | "document" | "action" | "counter" | "set" | "step";
  target: string;
  place: Place;
};

/** Every reference inside a version that does not hold. One that leads into another document of the platform is here too. */
export function brokenIn(file: VersionFile): Broken[] {
  return [...clausesBroken(file), ...sanctionsBroken(file), ...tableBroken(file)];
}

/** The same trouble, wherever it is: a clause that takes another name takes along what it named before. */
export function troubleOf({ code, kind, target }: Broken): string {
  return JSON.stringify([code, kind, target]);
}

type Known = { has: (target: string) => boolean };

function missing(kind: Broken["kind"], known: Known, place: Place, targets: readonly (string | null | undefined)[]) {
  return targets.flatMap((target): Broken[] =>
    target && !known.has(target) ? [{ code: "missing", kind, target, place }] : [],
  );
}

function twice(kind: Broken["kind"], keys: readonly string[], placeOf: (key: string) => Place): Broken[] {
  const seen = new Set<string>();
  return keys.flatMap((key): Broken[] => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ code: "twice", kind, target: key, place: placeOf(key) }];
  });
}

function clausesBroken(file: VersionFile): Broken[] {
  const refs = new Set(file.clauses.map(({ ref }) => ref));
  const items = new Set((file.sanctions.table?.rows ?? []).map(({ item }) => String(item)));
  const documents = new Set(file.documents.map(({ id }) => id));
  const ofVersion = new Set(file.version.documents);
  const parents = new Map(file.clauses.map(({ ref, parent }) => [ref, parent]));
  const each = (clause: Clause): Broken[] => {
    const at = (field: string): Place => ["clauses", clause.ref, field];
    return [
      ...missing("clause", refs, at("parent"), [clause.parent]),
      ...missing("clause", refs, at("exceptionsFrom"), [clause.exceptionsFrom]),
      ...missing("clause", refs, at("needs"), [clause.needs.malice?.otherwise]),
      ...missing("clause", refs, at("related"), clause.related),
      ...missing("row", items, at("rows"), clause.rows.map(String)),
      ...missing("document", documents, at("document"), [clause.document]),
      ...missing("document", ofVersion, at("document"), [clause.document]),
      ...missing("version", new Set([file.version.id]), at("versions"), clause.versions),
      ...(circles(parents, clause.ref)
        ? [{ code: "circle" as const, kind: "clause" as const, target: clause.ref, place: at("parent") }]
        : []),
    ];
  };
  return [
    ...twice(
      "clause",
      file.clauses.map(({ ref }) => ref),
      (ref) => ["clauses", ref],
    ),
    ...file.clauses.flatMap(each),
  ];
}

/** Whether the way up from a clause comes back to it. */
export function circles(parents: ReadonlyMap<string, string | null>, ref: string): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(ref); at; at = parents.get(at)) {
    if (at === ref) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}

function sanctionsBroken({ clauses, sanctions, version }: VersionFile): Broken[] {
  const refs = new Set(clauses.map(({ ref }) => ref));
  const actions = new Set(sanctions.actions.map(({ id }) => id));
  const counters = new Set(sanctions.counters.map(({ id }) => id));
  const items = new Set((sanctions.table?.rows ?? []).map(({ item }) => String(item)));
  const own = new Set([version.id]);
  return [
    ...twice(
      "action",
      sanctions.actions.map(({ id }) => id),
      (id) => ["actions", id],
    ),
    ...twice(
      "set",
      sanctions.sets.map(({ id }) => id),
      (id) => ["sets", id],
    ),
    ...twice(
      "counter",
      sanctions.counters.map(({ id }) => id),
      (id) => ["counters", id],
    ),
    ...sanctions.actions.flatMap((action) => [
      ...missing("action", actions, ["actions", action.id, "triggers"], action.triggers),
      ...missing("clause", refs, ["actions", action.id, "onlyFor"], action.onlyFor ?? []),
    ]),
    ...sanctions.sets.flatMap((set) => [
      ...missing("action", actions, ["sets", set.id, "actions"], set.actions),
      ...missing("clause", refs, ["sets", set.id, "covers"], set.covers.clauses),
      ...missing("counter", counters, ["sets", set.id, "requires"], [set.requires?.counter]),
    ]),
    ...sanctions.counters.flatMap((counter) => [
      ...missing("clause", refs, ["counters", counter.id, "clauses"], counter.clauses),
      ...missing("row", items, ["counters", counter.id, "items"], counter.items.map(String)),
      ...missing("version", own, ["counters", counter.id], counter.versions),
    ]),
  ];
}

function tableBroken({ clauses, sanctions }: VersionFile): Broken[] {
  const { table } = sanctions;
  if (!table) return [];
  const refs = new Set(clauses.map(({ ref }) => ref));
  const actions = new Set(sanctions.actions.map(({ id }) => id));
  const counters = new Set(sanctions.counters.map(({ id }) => id));
  const items = new Set(table.rows.map(({ item }) => String(item)));
  const steps = new Set(table.steps.map(({ id }) => id));
  return [
    ...twice(
      "row",
      table.rows.map(({ item }) => String(item)),
      (item) => ["rows", item],
    ),
    ...twice(
      "step",
      table.steps.map(({ id }) => id),
      (id) => ["steps", id],
    ),
    ...table.steps.flatMap((step) => missing("counter", counters, ["steps", step.id, "counter"], [step.counter])),
    ...table.rows.flatMap((row) => {
      const at: Place = ["rows", String(row.item)];
      return [
        ...missing("clause", refs, at, [row.ref]),
        ...missing("row", items, at, [String(row.cellsFrom)]),
        ...Object.entries(row.cells).flatMap(([role, cells]) =>
          Object.entries(cells).flatMap(([step, ids]) => [
            ...missing("step", steps, [...at, "cells", role, step], [step]),
            ...missing("action", actions, [...at, "cells", role, step], ids ?? []),
          ]),
        ),
      ];
    }),
  ];
}
