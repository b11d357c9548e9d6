import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import { wordsOf } from "./words.rules";

/** Which clause of one version is which of the other: by their references, both ways. */
export type Matched = { pairs: Pair[]; retired: Clause[]; added: Clause[] };

/** From here on two clauses are the same rule in other words, whatever their numbers. */
const leastAlike = 0.5;
/** From here on two clauses of the same number are: an article that was written anew is still that article. */
const leastAlikeOfNumber = 0.2;

/**
 * Clauses of the same reference are the same clause. Of the others, those are whose words are most alike; then those that
 * have the same number in both versions and something in common. Each clause is in one pair at most, and the order in which
 * the two versions are given changes nothing.
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
  const alike = mostAlike(likenesses(left, right, leastAlike));
  const rest = without(alike, { left, right });
  const sameNumber = likenesses(rest.left, rest.right, leastAlikeOfNumber).filter(
    ({ before, after }) => numberOf(before, from) === numberOf(after, to),
  );
  const renumbered = mostAlike(sameNumber);
  const { left: retired, right: added } = without(renumbered, rest);
  return { pairs: [...pairs, ...alike, ...renumbered], retired, added };
}

type Pair = { before: Clause; after: Clause };
type Unpaired = { left: readonly Clause[]; right: readonly Clause[] };

/** What of either side no pair has. */
function without(pairs: readonly Pair[], { left, right }: Unpaired): { left: Clause[]; right: Clause[] } {
  const gone = new Set(pairs.map(({ before }) => before));
  const come = new Set(pairs.map(({ after }) => after));
  return { left: left.filter((clause) => !gone.has(clause)), right: right.filter((clause) => !come.has(clause)) };
}

/** The reference without the mark of the version that it begins with: "v2.Art.4" is Art.4 of version v2. */
function numberOf({ ref }: Clause, { version }: VersionFile): string {
  return ref.startsWith(`${version.id}.`) ? ref.slice(version.id.length + 1) : ref.replace(/^v\d+\./i, "");
}

/** The reference that a clause has in the other version; null where it has none there. */
export function renamed(matched: Matched): (ref: string | null) => string | null {
  const names = new Map(matched.pairs.map(({ before, after }) => [before.ref, after.ref]));
  return (ref) => (ref === null ? null : (names.get(ref) ?? null));
}

/** Set against set: how much of both is in both, 1 for the same words. */
type Likeness = Pair & { share: number };

/** The likest first, each clause once. */
function mostAlike(likely: readonly Likeness[]): Pair[] {
  const taken = new Set<Clause>();
  return likely
    .toSorted((a, b) => b.share - a.share || (tieOf(a) < tieOf(b) ? -1 : 1))
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
function likenesses(left: readonly Clause[], right: readonly Clause[], least: number): Likeness[] {
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
      return after && share >= least ? [{ before, after, share }] : [];
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
