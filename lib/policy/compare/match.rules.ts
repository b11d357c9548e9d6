import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import { wordsOf } from "./words.rules";

/** Which clause of one version is which of the other: by their references, both ways. */
export type Matched = { pairs: { before: Clause; after: Clause }[]; retired: Clause[]; added: Clause[] };

/** From here on two clauses are the same rule in other words; below it one went and another came. */
const leastAlike = 0.5;

/**
 * Clauses of the same reference are the same clause. Of the others, those of the same text are, and then those whose words
 * are most alike; the order in which the two versions are given changes nothing.
 */
export function matchClauses(from: VersionFile, to: VersionFile): Matched {
  const later = new Map(to.clauses.map((clause) => [clause.ref, clause]));
  const pairs = from.clauses.flatMap((before) => {
    const after = later.get(before.ref);
    return after ? [{ before, after }] : [];
  });
  const paired = new Set(pairs.map(({ before }) => before.ref));
  const left = from.clauses.filter(({ ref }) => !paired.has(ref));
  const right = to.clauses.filter(({ ref }) => !paired.has(ref));
  const others = mostAlike(left, right);
  const gone = new Set(others.map(({ before }) => before.ref));
  const come = new Set(others.map(({ after }) => after.ref));
  return {
    pairs: [...pairs, ...others],
    retired: left.filter(({ ref }) => !gone.has(ref)),
    added: right.filter(({ ref }) => !come.has(ref)),
  };
}

/** The reference that a clause has in the other version; null where it has none there. */
export function renamed(matched: Matched): (ref: string | null) => string | null {
  const names = new Map(matched.pairs.map(({ before, after }) => [before.ref, after.ref]));
  return (ref) => (ref === null ? null : (names.get(ref) ?? null));
}

/** Set against set: how much of both is in both, 1 for the same words. */
type Likeness = { before: Clause; after: Clause; share: number };

function mostAlike(left: readonly Clause[], right: readonly Clause[]): { before: Clause; after: Clause }[] {
  const taken = new Set<Clause>();
  return likenesses(left, right)
    .sort((a, b) => b.share - a.share || (tieOf(a) < tieOf(b) ? -1 : 1))
    .flatMap(({ before, after }) => {
      if (taken.has(before) || taken.has(after)) return [];
      taken.add(before).add(after);
      return [{ before, after }];
    });
}

/** The same for both directions. */
function tieOf({ before, after }: Likeness): string {
  return [before.ref, after.ref].sort((a, b) => (a < b ? -1 : 1)).join("\n");
}

/** Through an index of words, so that thousands of clauses are not each held against thousands. */
function likenesses(left: readonly Clause[], right: readonly Clause[]): Likeness[] {
  const holding = new Map<string, number[]>();
  const sizes = right.map((clause, at) => {
    const words = wordsIn(clause);
    for (const word of words) holding.set(word, [...(holding.get(word) ?? []), at]);
    return words.size;
  });
  return left.flatMap((before) => {
    const words = wordsIn(before);
    const shared = new Map<number, number>();
    for (const word of words) for (const at of holding.get(word) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    return [...shared].flatMap(([at, count]): Likeness[] => {
      const after = right[at];
      const share = (2 * count) / (words.size + (sizes[at] ?? 0));
      return after && share >= leastAlike ? [{ before, after, share }] : [];
    });
  });
}

/** The words that make the rule: of its title, its summary and what it covers, in whatever language it holds them. */
function wordsIn(clause: Clause): Set<string> {
  const { title, titleZh, summary, original, elements, conditions } = clause;
  const english = [title, summary, ...elements, ...conditions].flatMap((text) => wordsOf(text.toLowerCase(), "en"));
  const own = [titleZh?.hans, original?.text].flatMap((text) =>
    text ? wordsOf(text.toLowerCase(), original?.lang ?? "zh") : [],
  );
  return new Set([...english, ...own].filter((word) => /[\p{L}\p{N}]/u.test(word)));
}
