import { addDays } from "@/lib/platform/time.rules";
import type { PolicyPack } from "./contract";
import { packsByVersion } from "./editions.rules";
import type { PolicyVersion } from "./pack.contract";

/**
 * What a pack's shape cannot tell: references that lead nowhere, refs used twice, versions of a document that overlap or
 * leave a gap, so that a date would have two rules or none. One sentence each; an empty list means that it may be used.
 */
export function packProblems(pack: PolicyPack): string[] {
  const parts = packsByVersion(pack).flatMap((one) => [...clauseProblems(one), ...sanctionProblems(one)]);
  return [...new Set([...doubles(pack), ...versionProblems(pack), ...parts])];
}

/** The names that two editions have at the same time. */
function doubles({ clauses, sanctions: { actions, sets, counters, table } }: PolicyPack): string[] {
  return [
    ...clashes(clauses.map(({ ref, versions }) => [`Clause ${ref}`, versions])),
    ...clashes(actions.map(({ id, versions }) => [`Action ${id}`, versions])),
    ...clashes(sets.map(({ id, covers }) => [`Set ${id}`, covers.versions])),
    ...clashes(counters.map(({ id, versions }) => [`Counter ${id}`, versions])),
    ...clashes((table?.rows ?? []).map(({ item, versions }) => [`Row ${item}`, versions])),
    ...clashes((table?.steps ?? []).map(({ id, versions }) => [`Step ${id}`, versions])),
  ];
}

function clashes(named: [string, readonly string[] | null][]): string[] {
  const seen = new Map<string, Set<string> | "all">();
  const problems: string[] = [];
  for (const [name, versions] of named) {
    const before = seen.get(name);
    const all = versions === null || versions.length === 0;
    if (before && (before === "all" || all || versions.some((id) => before.has(id))))
      problems.push(`${name} is there twice.`);
    seen.set(name, all || before === "all" ? "all" : new Set([...(before ?? []), ...versions]));
  }
  return problems;
}

function clauseProblems(pack: PolicyPack): string[] {
  const problems: string[] = [];
  const known = new Set(pack.clauses.map((clause) => clause.ref));
  const items = new Set(pack.sanctions.table?.rows.map((row) => row.item));
  const versions = new Map(pack.versions.map((version) => [version.id, version]));
  const parents = new Map(pack.clauses.map((clause) => [clause.ref, clause.parent]));
  const documents = new Set(pack.documents.map((document) => document.id));
  for (const clause of pack.clauses) {
    if (!documents.has(clause.document))
      problems.push(`Clause ${clause.ref} is of an unknown document, ${clause.document}.`);
    const needed = [clause.parent, clause.exceptionsFrom, clause.needs.malice?.otherwise, ...clause.related];
    for (const ref of needed)
      if (ref && !known.has(ref)) problems.push(`Clause ${clause.ref} names ${ref}, which is not there.`);
    for (const item of clause.rows)
      if (!items.has(item)) problems.push(`Clause ${clause.ref} names row ${item}, which is not there.`);
    for (const id of clause.versions) {
      if (!versions.get(id)?.documents.includes(clause.document))
        problems.push(`Clause ${clause.ref} names version ${id}, which its document does not have.`);
    }
    if (hasCycle(parents, clause.ref)) problems.push(`Clause ${clause.ref} stands under itself.`);
  }
  return problems;
}

function hasCycle(parents: ReadonlyMap<string, string | null>, ref: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = ref; at; at = parents.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function versionProblems(pack: PolicyPack): string[] {
  const ids = pack.versions.map((version) => version.id);
  const problems = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `Version ${id} is there twice.`);
  for (const document of pack.documents) {
    const versions = pack.versions.filter((version) => version.documents.includes(document.id));
    if (versions.length === 0) problems.push(`Document ${document.id} has no version.`);
    problems.push(...gaps(document.id, versions));
  }
  return problems;
}

function gaps(document: string, versions: PolicyVersion[]): string[] {
  const ordered = [...versions].sort((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? ""));
  return ordered.slice(1).flatMap((version, index) => {
    const before = ordered[index];
    if (before?.effectiveTo && version.effectiveFrom === addDays(before.effectiveTo, 1)) return [];
    return [`Versions ${before?.id} and ${version.id} of ${document} do not meet: exactly one must govern any day.`];
  });
}

function sanctionProblems(pack: PolicyPack): string[] {
  const { actions, sets, table, counters } = pack.sanctions;
  const ids = actions.map((action) => action.id);
  const problems: string[] = [];
  const unknown = (id: string, where: string) =>
    ids.includes(id) ? [] : [`${where} names the action ${id}, which is not there.`];
  const clauses = new Set(pack.clauses.map((clause) => clause.ref));
  const counterIds = new Set(counters.map((counter) => counter.id));
  for (const action of actions) problems.push(...action.triggers.flatMap((id) => unknown(id, `Action ${action.id}`)));
  for (const set of sets) {
    problems.push(...set.actions.flatMap((id) => unknown(id, `Set ${set.id}`)));
    for (const ref of set.covers.clauses)
      if (!clauses.has(ref)) problems.push(`Set ${set.id} covers ${ref}, which is not there.`);
    const counter = set.requires?.counter;
    if (counter && !counterIds.has(counter))
      problems.push(`Set ${set.id} asks for the counter ${counter}, which is not there.`);
  }
  for (const row of table?.rows ?? []) {
    const cells = Object.values(row.cells).flatMap((steps) => Object.values(steps).flatMap((cell) => cell ?? []));
    problems.push(...cells.flatMap((id) => unknown(id, `Row ${row.item}`)));
  }
  for (const step of table?.steps ?? []) {
    if (step.counter && !counterIds.has(step.counter))
      problems.push(`Step ${step.id} asks for the counter ${step.counter}, which is not there.`);
  }
  return problems;
}
