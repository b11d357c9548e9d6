import type { PolicyPack } from "./contract";
import type { PolicyVersion } from "./pack.contract";

export type VersionState = "scheduled" | "in_force" | "retired";

/** Where a published version stands on `day` (YYYY-MM-DD in the pack's zone); null dates are open ends. */
export function versionState(version: Pick<PolicyVersion, "effectiveFrom" | "effectiveTo">, day: string): VersionState {
  if (version.effectiveFrom !== null && day < version.effectiveFrom) return "scheduled";
  return version.effectiveTo !== null && version.effectiveTo < day ? "retired" : "in_force";
}

/** Ours and changeable (editorial, translations), or grown when a later version takes the same rule over. */
const notRules = new Set(["editorial", "zh", "versions", "effectiveTo"]);

/**
 * How the text of a version's rules is made, kept with each version so that what was stored earlier is still compared as it
 * was stored. 1: without which document prevails over which. 2: with it, where any does.
 */
export const rulesPrint = 2;

/** Which of the version's documents prevails over others: what follows where both apply is drawn from it. */
export function rankOf(pack: PolicyPack, { id, documents }: PolicyVersion) {
  return (pack.ofVersions?.[id]?.documents ?? pack.documents)
    .filter((document) => documents.includes(document.id) && document.prevailsOver.length > 0)
    .map((document) => ({ id: document.id, prevailsOver: document.prevailsOver.toSorted() }));
}

/**
 * The rules of one version as one text, the same for the same rules whatever the order of keys. Fields that say nothing
 * (null, false, empty) are left out, so that a field which a later release adds does not look like another rule.
 */
export function rulesText(pack: PolicyPack, version: PolicyVersion, print: number = rulesPrint): string {
  const inVersion = (versions: readonly string[] | null) =>
    versions === null || versions.length === 0 || versions.includes(version.id);
  const { actions, sets, table, counters } = pack.sanctions;
  const { durationsStated, pointsStated } = pack.sanctions.ofVersions[version.id] ?? pack.sanctions;
  const clauses = pack.clauses.filter((clause) => clause.versions.includes(version.id));
  const named = { ...version, label: null, textNote: null, basis: null, bringsBack: null };
  return JSON.stringify(
    meaningful({
      zone: pack.zone,
      documents: print < 2 ? null : rankOf(pack, version),
      version: named,
      clauses,
      durationsStated,
      pointsStated,
      actions: actions.filter((action) => inVersion(action.versions)),
      sets: sets.filter((set) => inVersion(set.covers.versions) && reachesDocuments(set.covers.documents, version)),
      counters: counters.filter((counter) => inVersion(counter.versions)),
      table: table &&
        version.documents.includes(table.document) && {
          steps: table.steps.filter((step) => inVersion(step.versions)),
          rows: table.rows.filter((row) => inVersion(row.versions)),
        },
    }) ?? {},
  );
}

/** The same text for two things that rule the same, whatever versions have them and whatever we remark on them. */
export function rulesKey(value: unknown): string {
  return JSON.stringify(meaningful(value) ?? {});
}

function reachesDocuments(documents: readonly string[], version: PolicyVersion): boolean {
  return documents.length === 0 || documents.some((document) => version.documents.includes(document));
}

function meaningful(value: unknown): unknown {
  if (value === null || value === undefined || value === false || value === "") return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => meaningful(item) ?? null);
  if (typeof value !== "object") return value;
  const kept = Object.entries(value)
    .filter(([key]) => !notRules.has(key))
    .map(([key, field]) => [key, meaningful(field)] as const)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
