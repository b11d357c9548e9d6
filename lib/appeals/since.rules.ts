import type { AppealOutcome, Appellant } from "./rules";

/** One thing that happened, on the one line of time that a reviewer reads. `who` is never anybody outside. */
export type TimelineEntry = {
  at: string;
  kind:
    | "published"
    | "reported"
    | "decided"
    | "told"
    | "measure_began"
    | "measure_ended"
    | "appealed"
    | "answered"
    | "later_decision";
  /** Of an appeal and its answer. */
  side?: Appellant;
  reference?: string;
  outcome?: AppealOutcome | null;
  /** How many at once: reports, letters. */
  count?: number;
  /** A measure, in both languages. */
  label?: { en: string; hans?: string; hant?: string };
  href?: string;
};

const order: readonly TimelineEntry["kind"][] = [
  "published",
  "reported",
  "decided",
  "measure_began",
  "told",
  "appealed",
  "answered",
  "measure_ended",
  "later_decision",
];

/** Oldest first; what happened at one moment in the order in which it follows from itself. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort((one, other) =>
    one.at === other.at ? order.indexOf(one.kind) - order.indexOf(other.kind) : one.at < other.at ? -1 : 1,
  );
}

/** What is no longer as it was when the decision was made. Null, zero and false: nothing of this has changed. */
export type Since = {
  /** The version that governs content of today, where it is another one than the decision applied. */
  policy: { en: string; hans?: string; hant?: string } | null;
  /** Decisions on the account since, and how many of its strikes have fallen. */
  laterDecisions: number;
  fallenStrikes: number;
  /** The content was seen again, and differs from what was decided on. */
  contentChanged: boolean;
};

export function hasChanged({ policy, laterDecisions, fallenStrikes, contentChanged }: Since): boolean {
  return policy !== null || laterDecisions > 0 || fallenStrikes > 0 || contentChanged;
}
