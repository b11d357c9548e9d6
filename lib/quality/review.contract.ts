import { z } from "zod";
import type { ErrorCause } from "@/db/schema";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import { errorCauses } from "./finding.rules";

/** What somebody finds who does not know the first outcome. A violation without a clause is one of law alone. */
export const ReviewDecision = z.object({
  sampleId: z.uuid(),
  outcome: z.enum(["violation", "no_violation"]),
  ground: z.enum(["clause", "law"]).default("clause"),
  clause: typedLine(80).min(1).nullable().default(null),
  sanctions: z.array(typedLine(80).min(1)).max(20).default([]),
  why: typedText(2000).trim().default(""),
});
export type ReviewDecision = z.infer<typeof ReviewDecision>;

/** Said once both stand side by side: why they differ, and what the first decider may learn from it. */
export const ConcludeReview = z.object({
  sampleId: z.uuid(),
  cause: z.enum(errorCauses).nullable().default(null),
  coachingNote: typedText(2000).trim().default(""),
});
export type ConcludeReview = z.infer<typeof ConcludeReview>;

export type Reviewed = { sampleId: string; platform: string };

type Words = { en: string; hans?: string; hant?: string };

/** `recommended`: what the table lets follow a first time, laid ready; empty where it says nothing. */
export type OfferedClause = { ref: string; title: Words; actions: string[]; recommended: string[] };

/** What can be answered: the clauses that govern the content, those suggested first, and the rules' own measures. */
export type ReviewChoices = {
  suggested: string[];
  clauses: OfferedClause[];
  actions: { id: string; label: Words }[];
};

/** One of the two answers, as shown side by side. */
export type ShownAnswer = {
  outcome: "violation" | "no_violation";
  clause: string | null;
  sanctions: Words[];
  words: string;
  by: string;
  at: string;
};

export type ReviewedPair = {
  first: ShownAnswer & { isDeviation: boolean };
  second: ShownAnswer;
  caseId: string;
  reference: string;
  rules: string[];
  sameFinding: boolean;
  sameSanctions: boolean;
  conclusion: { cause: ErrorCause | null; note: string; at: string } | null;
  mayConclude: boolean;
};

/** A line of the list. Of a decision that waits nothing is told that lets its outcome be guessed. */
export type ReviewRow = {
  sampleId: string;
  code: string;
  platform: Words;
  language: string;
  at: string;
  done: { reference: string; by: string; sameFinding: boolean; sameSanctions: boolean; isConcluded: boolean } | null;
};

/** What one second look at a person's own decision came to, as they read it. */
export type CoachingNote = {
  sampleId: string;
  caseId: string;
  reference: string;
  first: { outcome: string; clause: string | null };
  second: { outcome: string; clause: string | null };
  sameFinding: boolean;
  sameSanctions: boolean;
  cause: string | null;
  note: string;
  at: string;
};

/** A page of second looks, and the cursor of the next one; null where the list ends. */
export type ReviewRows = { rows: ReviewRow[]; next: string | null };
