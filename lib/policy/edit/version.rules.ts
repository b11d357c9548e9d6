import type { VersionFile } from "../import/version.contract";
import { withChange } from "./clauses.rules";
import type { Edit } from "./contract";
import { refuseEdit } from "./refuse.rules";

export function changeVersion(file: VersionFile, { change }: Edit<"version.change">): VersionFile {
  const version = withChange(file.version, change);
  const { effectiveFrom, effectiveTo } = version;
  if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom)
    refuseEdit("dates_reversed", ["version", "effectiveTo"], { from: effectiveFrom, to: effectiveTo });
  return { ...file, version };
}

/** That no other version of the platform has the new id is asked where the platform is known (drafts/edit.command.ts). */
export function renameVersion(file: VersionFile, { to }: Edit<"version.rename">): VersionFile {
  return withVersionId(file, to);
}

/** The title of a document and what else is known of it. Versions that are published keep theirs (`VersionOwn`). */
export function changeDocument(file: VersionFile, { id, change }: Edit<"document.change">): VersionFile {
  const before =
    file.documents.find((document) => document.id === id) ??
    refuseEdit("document_missing", ["documents", id], { document: id });
  if (change.prevailsOver?.includes(id))
    refuseEdit("circular", ["documents", id, "prevailsOver"], { ref: id, parent: id });
  const after = withChange(before, change);
  return { ...file, documents: file.documents.map((document) => (document === before ? after : document)) };
}

/** The file under another id: whatever in it says which version it is of says the new one. */
export function withVersionId(file: VersionFile, id: string): VersionFile {
  const from = file.version.id;
  if (from === id) return file;
  const ids = (versions: string[]) => versions.map((version) => (version === from ? id : version));
  const named = <Part extends { versions: string[] }>(part: Part): Part => ({ ...part, versions: ids(part.versions) });
  const maybe = <Part extends { versions: string[] | null }>(part: Part): Part => ({
    ...part,
    versions: part.versions && ids(part.versions),
  });
  const { sanctions } = file;
  return {
    ...file,
    version: { ...file.version, id },
    clauses: file.clauses.map(named),
    sanctions: {
      ...sanctions,
      actions: sanctions.actions.map(maybe),
      sets: sanctions.sets.map((set) => ({ ...set, covers: named(set.covers) })),
      counters: sanctions.counters.map(named),
      table: sanctions.table && {
        ...sanctions.table,
        steps: sanctions.table.steps.map(maybe),
        rows: sanctions.table.rows.map(named),
      },
    },
  };
}
