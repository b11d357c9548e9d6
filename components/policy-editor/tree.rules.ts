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

/** Where a clause may be moved: its document in the order of the tree, without the clause and all that stands under it. */
export function placesFor(clauses: readonly Clause[], moved: Clause): { clause: Clause; depth: number }[] {
  const taken = new Set([moved.ref]);
  // In the order of the tree each stands behind the one it stands under.
  return treeOf(clauses).filter(({ clause }) => {
    if (clause.parent !== null && taken.has(clause.parent)) taken.add(clause.ref);
    return !taken.has(clause.ref) && clause.document === moved.document;
  });
}

/** The siblings that a clause may stand behind under a parent, itself left out. */
export function siblingsUnder(clauses: readonly Clause[], parent: string | null, but: string | null): Clause[] {
  return clauses.filter((clause) => clause.parent === parent && clause.ref !== but);
}
