/** `isTold`: a notifier typed it. Nobody vouches for such a copy, so one of the platform's takes its place. */
export type KnownSnapshot = {
  id: string;
  sha256: string;
  isBlank: boolean;
  isTold: boolean;
  isDated: boolean;
  /** The same for two copies that show the same (`wordsOf`). */
  words: string;
  language: string;
  excerpt: string;
};

/** What a copy is worth: the platform's before a notifier's, any before none, and where there is none a date before none. */
export function worth({ isBlank: blank, isTold, isDated }: KnownSnapshot): number {
  if (blank) return isDated ? 1 : 0;
  return isTold ? 2 : 3;
}

/**
 * Whether a copy takes the place of the one that the case has: it is worth more, or it is the same copy with its date. A
 * copy that differs does not: a case is about what was reported, whatever became of it since.
 */
export function replaces(other: KnownSnapshot, held: KnownSnapshot): boolean {
  if (worth(other) !== worth(held)) return worth(other) > worth(held);
  return other.words === held.words && other.isDated && !held.isDated;
}

/** The best copy, among equals the latest. */
export function best(snapshots: readonly KnownSnapshot[]): KnownSnapshot | undefined {
  const most = Math.max(...snapshots.map(worth));
  return snapshots.filter((snapshot) => worth(snapshot) === most).at(-1);
}
