import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import type { NamedBy } from "./contract";

type Sanctions = VersionFile["sanctions"];

/** What names a clause with effect: parents aside, and "see also" aside, which means nothing to the engine. */
export function namingClause(file: VersionFile, ref: string): NamedBy[] {
  const { counters, sets, actions, table } = file.sanctions;
  return [
    ...file.clauses
      .filter((clause) => clause.ref !== ref && (clause.exceptionsFrom === ref || otherwise(clause) === ref))
      .map((clause) => by("clause", clause.ref)),
    ...(table?.rows ?? []).filter((row) => row.ref === ref).map((row) => by("row", String(row.item))),
    ...counters.filter(({ clauses }) => clauses.includes(ref)).map(({ id }) => by("counter", id)),
    ...sets.filter(({ covers }) => covers.clauses.includes(ref)).map(({ id }) => by("set", id)),
    ...actions.filter(({ onlyFor }) => onlyFor?.includes(ref)).map(({ id }) => by("action", id)),
  ];
}

export function namingRow(file: VersionFile, item: number): NamedBy[] {
  const row = file.sanctions.table?.rows.find((other) => other.item === item);
  return [
    ...file.clauses
      .filter(({ ref, rows }) => ref !== row?.ref && rows.includes(item))
      .map(({ ref }) => by("clause", ref)),
    ...(file.sanctions.table?.rows ?? [])
      .filter((other) => other.item !== item && other.cellsFrom === item)
      .map((other) => by("row", String(other.item))),
    ...file.sanctions.counters.filter(({ items }) => items.includes(item)).map(({ id }) => by("counter", id)),
  ];
}

export function namingAction({ sets, actions, table }: Sanctions, id: string): NamedBy[] {
  const rows = (table?.rows ?? []).filter((row) =>
    Object.values(row.cells).some((steps) => Object.values(steps).some((cell) => cell?.includes(id))),
  );
  return [
    ...rows.map((row) => by("row", String(row.item))),
    ...sets.filter((set) => set.actions.includes(id)).map((set) => by("set", set.id)),
    ...actions
      .filter((action) => action.id !== id && action.triggers.includes(id))
      .map((action) => by("action", action.id)),
  ];
}

export function namingCounter({ sets, table }: Sanctions, id: string): NamedBy[] {
  return [
    ...(table?.steps ?? []).filter((step) => step.counter === id).map((step) => by("step", step.id)),
    ...sets.filter(({ requires }) => requires?.counter === id).map((set) => by("set", set.id)),
  ];
}

function by(part: NamedBy["part"], name: string): NamedBy {
  return { part, name };
}

function otherwise(clause: Clause): string | null {
  return clause.needs.malice?.otherwise ?? null;
}

/** The file with every mention of a clause led to another reference: after a new name, or a merger. */
export function withRefCarried(file: VersionFile, from: string, to: string): VersionFile {
  const one = <Ref extends string | null>(ref: Ref): Ref | string => (ref === from ? to : ref);
  const many = (refs: string[]) => (refs.includes(from) ? [...new Set(refs.map((ref) => one(ref)))] : refs);
  const { sanctions } = file;
  return {
    ...file,
    clauses: file.clauses.map((clause) => {
      const malice = clause.needs.malice && { otherwise: one(clause.needs.malice.otherwise) };
      return {
        ...clause,
        ...{ parent: one(clause.parent), exceptionsFrom: one(clause.exceptionsFrom), related: many(clause.related) },
        needs: { ...clause.needs, malice },
      };
    }),
    sanctions: {
      ...widened(sanctions, many),
      table: sanctions.table && {
        ...sanctions.table,
        rows: sanctions.table.rows.map((row) => ({ ...row, ref: one(row.ref) })),
      },
    },
  };
}

/** Counters, sets and limits of sanctions with their clauses led through `many`: a split clause is counted with its parts. */
export function widened(sanctions: Sanctions, many: (refs: string[]) => string[]): Sanctions {
  return {
    ...sanctions,
    counters: sanctions.counters.map((counter) => ({ ...counter, clauses: many(counter.clauses) })),
    sets: sanctions.sets.map((set) => ({ ...set, covers: { ...set.covers, clauses: many(set.covers.clauses) } })),
    actions: sanctions.actions.map((action) => ({ ...action, onlyFor: action.onlyFor && many(action.onlyFor) })),
  };
}
