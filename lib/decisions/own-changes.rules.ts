import { compareVersions } from "@/lib/policy/compare/compare.rules";
import type { CellChangeKind, ClauseChangeKind, VersionComparison } from "@/lib/policy/compare/contract";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionOf } from "@/lib/policy/import/version-file.rules";
import type { Clause } from "@/lib/policy/pack.contract";

/** A clause as an earlier or later version of its document calls it. */
export type Namesake = { ref: string; version: string };
export type ClauseDifference = { kinds: ClauseChangeKind[]; cells: CellChangeKind[] };

const compared = new WeakMap<PolicyPack, Map<string, VersionComparison | null>>();

/** Two versions of a pack against each other, worked out once a process. Null where one is not in it. */
function comparison(pack: PolicyPack, from: string, to: string): VersionComparison | null {
  const known = compared.get(pack) ?? new Map<string, VersionComparison | null>();
  compared.set(pack, known);
  const key = JSON.stringify([from, to]);
  const made = known.get(key);
  if (made !== undefined) return made;
  const [earlier, later] = [versionOf(pack, from), versionOf(pack, to)];
  const result = earlier && later ? compareVersions(earlier, later) : null;
  known.set(key, result);
  return result;
}

/** What a clause is called in the other versions of its document whose text is recorded. */
export function namesakes(pack: PolicyPack, { ref, document }: Clause, version: string): Namesake[] {
  const others = pack.versions.filter(
    ({ id, documents, textAvailable }) => id !== version && textAvailable && documents.includes(document),
  );
  return others.flatMap(({ id }): Namesake[] => {
    const moved = comparison(pack, id, version)?.clauses.find(({ after }) => after?.ref === ref);
    if (moved) return moved.before ? [{ ref: moved.before.ref, version: id }] : [];
    return [{ ref, version: id }];
  });
}

/** What of a clause, and of the cells of its rows, differs between another version and this one; null: nothing does. */
export function differenceOf(pack: PolicyPack, from: Namesake, to: Namesake): ClauseDifference | null {
  const found = comparison(pack, from.version, to.version);
  const change = found?.clauses.find(({ after }) => after?.ref === to.ref);
  // Its own number says nothing of what it says.
  const kinds = (change?.kinds ?? []).filter((kind) => kind !== "other" && kind !== "category");
  const cells = (found?.cells ?? []).filter(({ rows }) => rows.some(({ after }) => after?.ref === to.ref));
  if (kinds.length === 0 && cells.length === 0) return null;
  return { kinds, cells: [...new Set(cells.map(({ kind }) => kind))] };
}
