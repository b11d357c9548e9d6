import { type builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { VersionComparison } from "@/lib/policy/compare/contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { versionOf } from "@/lib/policy/import/version-file.rules";

/** Versions to compare, and changes to them as somebody might make them. */

export function fileOf(slug: (typeof builtInPlatforms)[number], id: string): VersionFile {
  const file = versionOf(readBuiltInPack(slug), id);
  if (!file) throw new Error(`${slug} has no version ${id}`);
  return file;
}

export const taobao = fileOf("taobao-weitao", "v2");

export function edited(change: (file: VersionFile) => void, file = taobao): VersionFile {
  const copy = structuredClone(file);
  change(copy);
  return copy;
}

export function clauseIn(file: VersionFile, ref: string) {
  const clause = file.clauses.find((known) => known.ref === ref);
  if (!clause) throw new Error(`There is no clause ${ref}.`);
  return clause;
}

export function rowIn(file: VersionFile, item: number) {
  const row = file.sanctions.table?.rows.find((known) => known.item === item);
  if (!row) throw new Error(`There is no row ${item}.`);
  return row;
}

export const changesOf = ({ clauses }: VersionComparison) =>
  clauses.map(({ kinds, before, after }) => [before?.ref ?? null, after?.ref ?? null, kinds.join("+")]);

/** As the editor does it: whatever names the clause follows. */
export function renameIn(file: VersionFile, from: string, to: string): void {
  const named = (ref: string) => (ref === from ? to : ref);
  for (const clause of file.clauses) {
    clause.ref = named(clause.ref);
    clause.parent &&= named(clause.parent);
    clause.exceptionsFrom &&= named(clause.exceptionsFrom);
    clause.related = clause.related.map(named);
    if (clause.needs.malice?.otherwise) clause.needs.malice.otherwise = named(clause.needs.malice.otherwise);
  }
  for (const row of file.sanctions.table?.rows ?? []) row.ref = named(row.ref);
  for (const set of file.sanctions.sets) set.covers.clauses = set.covers.clauses.map(named);
  for (const counter of file.sanctions.counters) counter.clauses = counter.clauses.map(named);
  for (const action of file.sanctions.actions) action.onlyFor &&= action.onlyFor.map(named);
}
