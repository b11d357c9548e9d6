import type { Clause } from "@/lib/policy/pack.contract";

/** Clauses with how deep they stand, each behind the one it stands under, in the document's order. */
export function treeOf(clauses: readonly Clause[]): { clause: Clause; depth: number }[] {
  const under = new Map<string | null, Clause[]>();
  const known = new Set(clauses.map(({ ref }) => ref));
  for (const clause of clauses) {
    const parent = clause.parent !== null && known.has(clause.parent) ? clause.parent : null;
    under.set(parent, [...(under.get(parent) ?? []), clause]);
  }
  const from = (parent: string | null, depth: number): { clause: Clause; depth: number }[] =>
    (under.get(parent) ?? []).flatMap((clause) => [{ clause, depth }, ...from(clause.ref, depth + 1)]);
  return from(null, 0);
}

/** The siblings that a clause may stand behind under a parent, itself left out. */
export function siblingsUnder(clauses: readonly Clause[], parent: string | null, but: string | null): Clause[] {
  return clauses.filter((clause) => clause.parent === parent && clause.ref !== but);
}
