import type { PolicyPack } from "../contract";
import type { VersionFile } from "../import/version.contract";
import { versionSchema } from "../import/version.contract";

export type AboutPlatform = { id: string; name: VersionFile["name"]; zone: string; roles: readonly string[] };
export type NewVersion = { ref: string; label: string };

/** Whose place a version takes: the documents of the one that it follows, and which of them holds the penalty table. */
export type Followed = { documents: VersionFile["documents"]; table: string | null };

/**
 * The newest version of each line of documents: what a new version can follow. One without a text counts only where the
 * platform has no other. A platform mostly has one; WeChat has two texts with versions of their own.
 */
export function lastVersions(pack: PolicyPack): PolicyPack["versions"] {
  const start = ({ effectiveFrom }: { effectiveFrom: string | null }) => effectiveFrom ?? "";
  const last = pack.versions.filter(
    (one) =>
      !pack.versions.some(
        (other) => start(other) > start(one) && other.documents.some((document) => one.documents.includes(document)),
      ),
  );
  const withText = last.filter(({ textAvailable }) => textAvailable);
  return withText.length > 0 ? withText : last;
}

/**
 * The version whose place a draft takes: of its documents the one that governs the day before it begins, or today's while
 * it has no day. Null where no text of them is recorded before it. Days are YYYY-MM-DD in the platform's zone.
 */
export function replacedBy(pack: PolicyPack, version: VersionFile["version"], today: string): string | null {
  const start = ({ effectiveFrom }: { effectiveFrom: string | null }) => effectiveFrom ?? "";
  const before = pack.versions.filter(
    (one) =>
      one.id !== version.id &&
      one.textAvailable &&
      one.documents.some((document) => version.documents.includes(document)) &&
      (version.effectiveFrom === null ? start(one) <= today : start(one) < version.effectiveFrom),
  );
  return before.toSorted((a, b) => start(a).localeCompare(start(b))).at(-1)?.id ?? null;
}

export function followed(pack: PolicyPack, documents: readonly string[]): Followed {
  const table = pack.sanctions.table?.document ?? null;
  return {
    documents: pack.documents.filter(({ id }) => documents.includes(id)),
    table: table !== null && documents.includes(table) ? table : null,
  };
}

/** What the one document of a platform that was added here is called until somebody names it. */
export function firstTitle({ en }: Pick<VersionFile["name"], "en">): string {
  return `${en} rules`;
}

/** A version of a platform with nothing in it: its documents, those of `following` if any, have no clause and nothing follows from them. */
export function emptyFile(
  { id, name, zone, roles }: AboutPlatform,
  { ref, label }: NewVersion,
  following: Followed | null = null,
): VersionFile {
  const title = firstTitle(name);
  const bare = { titleZh: null, zh: null, appliesTo: "", lastUpdated: null, partOf: null, prevailsOver: [] };
  const documents = following?.documents ?? [{ id: "RULES", title, ...bare }];
  return {
    schema: versionSchema,
    platform: id,
    name,
    zone,
    documents,
    version: {
      id: ref,
      label,
      documents: documents.map((document) => document.id),
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

/**
 * The same rules as a new version that has no dates yet. What the earlier one remarks on its own days (how they are known, the
 * date its documents bear) is not of the new one; `isBack`: later versions stand between, so that it brings the earlier back.
 */
export function asNewVersion(file: VersionFile, { ref, label }: NewVersion, isBack = false): VersionFile {
  const none = { zh: null, textNote: null, basis: "", announced: null, effectiveFrom: null, effectiveTo: null };
  const renamed = underId(file, ref);
  const { bringsBack: _, ...version } = renamed.version;
  const { id, label: name, zh } = file.version;
  return {
    ...renamed,
    documents: renamed.documents.map((document) => ({ ...document, lastUpdated: null })),
    version: {
      ...{ ...version, label, ...none },
      ...(isBack ? { bringsBack: { id, label: name, zh: zh?.label ?? null } } : {}),
    },
  };
}

/** An exported version as a draft under `ref`: its name in every language, its notes and its days are what the file says. */
export function asImported(file: VersionFile, { ref, label }: { ref: string; label: string | null }): VersionFile {
  const renamed = underId(file, ref);
  return label === null ? renamed : { ...renamed, version: { ...renamed.version, label } };
}

function underId(file: VersionFile, ref: string): VersionFile {
  const { sanctions } = file;
  const own = [ref];
  return {
    ...file,
    version: { ...file.version, id: ref },
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

/** The id of what stands for "no text is recorded" on a platform that was added here, until its first version. */
export const unrecordedRef = "unrecorded";

/** Whether it only stands for that: it came before nothing and counts as no version. */
export function isPlaceholder({ id, textAvailable }: { id: string; textAvailable: boolean }): boolean {
  return id === unrecordedRef && !textAvailable;
}

/** v1, v2, …: the first that no version and no open draft has. */
export function nextRef(taken: readonly string[]): string {
  const used = new Set(taken.filter((ref) => ref !== unrecordedRef));
  for (let number = used.size + 1; ; number += 1) if (!used.has(`v${number}`)) return `v${number}`;
}
