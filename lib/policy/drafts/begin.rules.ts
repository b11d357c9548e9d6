import type { VersionFile } from "../import/version.contract";
import { versionSchema } from "../import/version.contract";

export type AboutPlatform = { id: string; name: VersionFile["name"]; zone: string; roles: readonly string[] };
export type NewVersion = { ref: string; label: string };

/** A version of a platform with nothing in it: its document has no clause and nothing follows from it. */
export function emptyFile({ id, name, zone, roles }: AboutPlatform, { ref, label }: NewVersion): VersionFile {
  const title = `${name.en} rules`;
  return {
    schema: versionSchema,
    platform: id,
    name,
    zone,
    documents: [
      { id: "RULES", title, titleZh: null, zh: null, appliesTo: "", lastUpdated: null, partOf: null, prevailsOver: [] },
    ],
    version: {
      id: ref,
      label,
      documents: ["RULES"],
      announced: null,
      effectiveFrom: null,
      effectiveTo: null,
      textAvailable: true,
      textNote: null,
      roles: roles.length > 0 ? [...roles] : null,
      basis: "",
      zh: null,
    },
    scope: [],
    clauses: [],
    procedures: [],
    sanctions: {
      basis: "As the rules word them.",
      durationsStated: false,
      pointsStated: false,
      ofVersions: {},
      actions: [],
      sets: [],
      table: null,
      counters: [],
    },
    artefacts: [],
    readings: [],
  };
}

/** The same rules as a new version that has no dates yet. */
export function asNewVersion(file: VersionFile, { ref, label }: NewVersion): VersionFile {
  const { sanctions } = file;
  const own = [ref];
  return {
    ...file,
    version: {
      ...file.version,
      id: ref,
      label,
      zh: null,
      textNote: null,
      announced: null,
      effectiveFrom: null,
      effectiveTo: null,
    },
    clauses: file.clauses.map((clause) => ({ ...clause, versions: own })),
    sanctions: {
      ...sanctions,
      actions: sanctions.actions.map((action) => ({ ...action, versions: action.versions && own })),
      sets: sanctions.sets.map((set) => ({
        ...set,
        covers: { ...set.covers, versions: set.covers.versions.length > 0 ? own : [] },
      })),
      counters: sanctions.counters.map((counter) => ({ ...counter, versions: own })),
      table: sanctions.table && {
        ...sanctions.table,
        rows: sanctions.table.rows.map((row) => ({ ...row, versions: own })),
      },
    },
  };
}

/** v1, v2, …: the first that no version and no open draft has. */
export function nextRef(taken: readonly string[]): string {
  const used = new Set(taken);
  for (let number = used.size + 1; ; number += 1) if (!used.has(`v${number}`)) return `v${number}`;
}
