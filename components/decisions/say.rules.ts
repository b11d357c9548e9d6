import { listFormat } from "@/i18n/formats";
import type { Written } from "../ui/localised.rules";
import { wordsFor } from "../ui/localised.rules";

/** What is shown of a sanction on the button. */
export type SaidSanction = { label: Written; endsOn: string | null; isFollowOn: boolean };

/** Longer than this no button is read; the rest is counted and stands above it in full. */
const longest = 120;

/**
 * The verbs of a decision as one phrase: "Delete the violating information and suspend the comment function for 7 days".
 * `rest` is how many sanctions did not fit. What follows by itself is not named: the person does not do it.
 */
export function phraseOf(sanctions: readonly SaidSanction[], locale: string): { phrase: string; rest: number } | null {
  const labels = sanctions
    .filter((sanction) => !sanction.isFollowOn)
    .map((sanction) => wordsFor(sanction.label, locale).text);
  if (labels.length === 0) return null;
  for (let shown = labels.length; shown > 1; shown -= 1) {
    const phrase = joined(labels.slice(0, shown), locale);
    if (phrase.length <= longest) return { phrase, rest: labels.length - shown };
  }
  return { phrase: labels[0] ?? "", rest: labels.length - 1 };
}

function joined(labels: readonly string[], locale: string): string {
  const inSentence = labels.map((label, position) => (position === 0 ? label : lowered(label)));
  return listFormat(locale, { style: "long", type: "conjunction" }).format(inSentence);
}

/** Inside a sentence an English verb is small; a name that begins with capitals ("AUP") stays. */
function lowered(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Seconds until an instant, rounded up so that the last second is still seen; 0 when it is over. */
export function secondsLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}

/** The decision that is taken back next: the newest whose time is not over. */
export function newestToUndo<One extends { undoUntil: string }>(recent: readonly One[], now: number): One | undefined {
  return recent.filter(({ undoUntil }) => secondsLeft(undoUntil, now) > 0).at(-1);
}

/** The same; where every time is over the newest of all, so that the server says that it is too late. */
export function toUndoOrTell<One extends { undoUntil: string }>(recent: readonly One[], now: number): One | undefined {
  return newestToUndo(recent, now) ?? recent.at(-1);
}

/** How sure the matcher is, in a word: the same limits on every screen. */
export function scoreWord(score: number): "strong" | "fair" | "weak" {
  if (score >= 0.7) return "strong";
  return score >= 0.4 ? "fair" : "weak";
}
