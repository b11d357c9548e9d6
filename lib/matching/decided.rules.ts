import type { Example } from "./learn.rules";

/** A decision that stands, with the content it was made on. `clause` is null where it rests on law alone. */
export type DecidedExample = {
  id: string;
  at: Date;
  outcome: "violation" | "no_violation";
  clause: string | null;
  /** Further clauses that the same content was found to break. */
  alsoBreaks: readonly string[];
  text: string;
};

/** What there is to learn from: texts with the clause that was broken, or null where none was. Law alone teaches no clause. */
export function examplesFrom(decided: readonly DecidedExample[]): Example[] {
  return decided.flatMap(({ outcome, clause, alsoBreaks, text }): Example[] => {
    if (!text.trim()) return [];
    if (outcome === "no_violation") return [{ text, label: null }];
    return clause === null ? [] : [{ text, label: clause, labels: alsoBreaks.filter((ref) => ref !== clause) }];
  });
}

/** Characters that one model is learned from: some 40 MB of pieces of words while it is made. */
const mostCharacters = 2_000_000;

/** The newest decisions whose texts together are not too much to hold, in the order they are in (oldest first). */
export function withinMemory(decided: readonly DecidedExample[]): DecidedExample[] {
  let left = mostCharacters;
  let from = decided.length;
  while (from > 0) {
    left -= decided[from - 1]?.text.length ?? 0;
    if (left < 0) break;
    from -= 1;
  }
  return decided.slice(from);
}

/** New decisions wait until they are enough to matter, or until an hour has passed. */
const fewestFresh = 20;
const freshShare = 0.05;
const longestWaitMs = 3_600_000;

/** How many new decisions make a model of `examples` worth making again at once. */
export function freshWanted(examples: number): number {
  return Math.max(fewestFresh, Math.ceil(freshShare * examples));
}

/** Whether a model is to be made again: one of its decisions fell or a text was deleted (it must unlearn), many are new, or some are and it is old. */
export function isStale(
  model: { examples: number; trainedAt: Date; mustForget: boolean },
  { fresh, fell }: { fresh: number; fell: boolean },
  now: Date,
): boolean {
  if (fell || model.mustForget || fresh >= freshWanted(model.examples)) return true;
  return fresh > 0 && now.getTime() - model.trainedAt.getTime() >= longestWaitMs;
}
