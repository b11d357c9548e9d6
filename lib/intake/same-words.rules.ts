import { createHash } from "node:crypto";

/**
 * What of the notices of a case is needed to tell the next one that says the same: how many said what the one before them said
 * within an hour, the words of the newest (a hash), and when it came, in minutes since 1970. Kept beside the count in the case's
 * own reasons, so that one more notice costs the same whether ten or ten thousand came first.
 */
export type SameWords = { same: number; words: string; at: number };

const anHour = 60;

/** A short name for words, the same whatever their spacing and case; empty for no words. */
export function wordsHash(explanation: string): string {
  const plain = explanation.replaceAll(/\s+/g, " ").trim().toLowerCase();
  return plain === "" ? "" : createHash("sha256").update(plain).digest("base64url").slice(0, 12);
}

export const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000);

/** The same of the only notice that a case has had; null without one. */
export function sameWordsOf(notice: { explanation: string; at: Date } | null | undefined): SameWords | null {
  return notice ? { same: 0, words: wordsHash(notice.explanation), at: minuteOf(notice.at) } : null;
}

/**
 * After these notices, in their order. The same words within an hour of each other are one voice with many mouths: a campaign
 * does not take the queue over (issue 4). What says nothing is never the same as another.
 */
export function sameWordsAfter(
  before: SameWords | null,
  notices: readonly { words: string; at: number }[],
): SameWords | null {
  let last = before;
  for (const { words, at } of notices) {
    const isSame = last !== null && words !== "" && words === last.words && at - last.at <= anHour;
    last = { same: (last ? last.same : 0) + (isSame ? 1 : 0), words, at };
  }
  return last;
}

/** As it was kept in a reason's values; null where it was not. */
export function sameWordsIn(values: Record<string, string | number> | undefined): SameWords | null {
  if (!values || !("words" in values)) return null;
  return { same: Number(values.same), words: String(values.words), at: Number(values.at) };
}
