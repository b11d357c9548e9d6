import type { ClauseWords } from "@/lib/matching/clause-words.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { ClauseHealth } from "./health.rules";
import type { Fate } from "./lately.rules";
import type { Localised } from "./suggestions.contract";

/** A case in which a clause was caught, missed or wrongly suggested; `decidedAt` is an ISO string. */
export type LatelyCase = {
  caseId: string;
  reference: string;
  decidedAt: string;
  excerpt: string;
  /** Classes its reader is not given now: then `excerpt` is empty. */
  notShown: HarmClass[];
};

/** One clause in the eyes of the matcher: its words, and how it did among the newest decisions of its platform. */
export type ClauseSuggestions = {
  platform: { id: string; name: Localised };
  scope: { roles: string[]; surfaces: string[] };
  clause: { ref: string; title: Localised; version: string | null; isEnforceable: boolean };
  words: ClauseWords;
  health: ClauseHealth;
  /** The newest of each; null: the reader's role sees no cases. */
  lately: Record<Fate, LatelyCase[]> | null;
  /** Of how many decisions at most. */
  most: number;
};
