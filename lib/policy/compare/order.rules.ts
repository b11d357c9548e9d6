import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import type { Rename } from "./clauses.rules";
import type { Matched } from "./match.rules";

/** What a clause stands behind under its parent, in either version; null: it is the first there. */
export type NewPlace = { before: string | null; after: string | null };

/**
 * Clauses that stand under the same parent as before and in another place among those beside them, by the later reference.
 * What is added, retired or moved elsewhere pushes nobody: as few as possible count as moved, and the same ones whichever of
 * the two versions is the earlier. Takes time in the square of the clauses under one parent.
 */
export function movedAmong(
  from: VersionFile,
  to: VersionFile,
  { pairs }: Matched,
  rename: Rename,
): Map<string, NewPlace> {
  const stayed = pairs.filter(
    ({ before, after }) =>
      before.document === after.document && (before.parent === null ? null : rename(before.parent)) === after.parent,
  );
  const groups = new Map<string, Matched["pairs"]>();
  for (const pair of stayed) {
    const under = JSON.stringify([pair.after.document, pair.after.parent]);
    const group = groups.get(under);
    if (group) group.push(pair);
    else groups.set(under, [pair]);
  }
  const [earlier, later] = [placesOf(from.clauses), placesOf(to.clauses)];
  const moved = new Map<string, NewPlace>();
  for (const group of groups.values()) {
    const inOrder = group.toSorted((a, b) => earlier.at(a.before) - earlier.at(b.before));
    const kept = heaviestRising(
      inOrder.map(({ before, after }) => ({ at: later.at(after), weight: weightOf(before.ref, after.ref) })),
    );
    for (const [index, { before, after }] of inOrder.entries())
      if (!kept.has(index)) moved.set(after.ref, { before: earlier.behind(before), after: later.behind(after) });
  }
  return moved;
}

function placesOf(clauses: readonly Clause[]) {
  const places = new Map(clauses.map(({ ref }, at) => [ref, at]));
  const last = new Map<string, string>();
  const behind = new Map<string, string | null>();
  for (const { ref, parent, document } of clauses) {
    const under = JSON.stringify([document, parent]);
    behind.set(ref, last.get(under) ?? null);
    last.set(under, ref);
  }
  return {
    at: ({ ref }: Clause) => places.get(ref) ?? 0,
    behind: ({ ref }: Clause) => behind.get(ref) ?? null,
  };
}

/** One, and a little that is the clause's own in both directions, so that of two ways the same is always chosen. */
function weightOf(one: string, other: string): number {
  let own = 7;
  for (const letter of [one, other].sort((a, b) => (a < b ? -1 : 1)).join("\n"))
    own = (own * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return 2 ** 32 + own;
}

/** The positions of the rising run of the greatest weight. */
function heaviestRising(items: readonly { at: number; weight: number }[]): Set<number> {
  const best: { weight: number; before: number }[] = [];
  for (const [index, { at, weight }] of items.entries()) {
    let [most, before] = [0, -1];
    for (let other = 0; other < index; other += 1) {
      const weighed = best[other]?.weight ?? 0;
      if ((items[other]?.at ?? 0) < at && weighed > most) [most, before] = [weighed, other];
    }
    best.push({ weight: most + weight, before });
  }
  let last = best.reduce((top, { weight }, index) => (weight > (best[top]?.weight ?? 0) ? index : top), 0);
  const kept = new Set<number>();
  for (; last >= 0 && best[last]; last = best[last]?.before ?? -1) kept.add(last);
  return kept;
}
