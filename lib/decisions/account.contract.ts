import type { HarmClass } from "@/lib/platform/harm.rules";
import type { ShownState } from "./decision-state.rules";
import type { AffiliateCard, TraderCard } from "./trader.contract";

/** Words in the languages we have them in; `hans` and `hant` are the two Chinese scripts. */
export type Localised = { en: string; hans?: string; hant?: string };

/** What a colleague wrote; with `onAccount` it follows the person to every case. */
export type CaseNote = { id: string; text: string; by: string; at: string; onAccount: boolean };

export type PastDecision = {
  id: string;
  caseId: string;
  reference: string;
  clauseRef: string | null;
  outcome: string;
  /** `isLifted`: taken away again, on appeal or with the whole decision. */
  sanctions: { label: Localised; isLifted: boolean }[];
  decidedAt: string;
  contentDay: string;
  versionRef: string | null;
  role: string | null;
  state: ShownState;
  /** Whether the counter of the suggested clause counts it, and why not. */
  flagged: boolean;
};

/** With the version it was pinned to, in words; null where a law alone was the ground. */
export type DecisionOnAccount = Omit<PastDecision, "versionRef"> & { version: Localised | null };

export type AccountStanding = {
  id: string;
  handle: string;
  externalId: string;
  kind: "business" | "private" | null;
  jurisdiction: string | null;
  language: string | null;
  facts: Record<string, string>;
  role: string | null;
  confirmedStrikes: number;
  points: number;
  counters: { counter: string; label: Localised; role: string; versionRef: string; count: number }[];
  running: { label: Localised; endsAt: string | null; indefinite: boolean; permanent: boolean }[];
  reEntryBarred: boolean;
  decisions: DecisionOnAccount[];
  /** What is on record of it as a trader (DSA Art. 30) and as an affiliate (AE6); null: nothing is. */
  trader?: TraderCard | null;
  affiliate?: AffiliateCard | null;
};

/** One account's own page. */
export type AccountPage = {
  platform: { id: string; name: Localised; zone: string };
  account: AccountStanding;
  openCases: {
    id: string;
    reference: string;
    excerpt: string;
    /** Classes its reader is not given now: then `excerpt` is empty. */
    notShown: HarmClass[];
    openedAt: string;
    role: string | null;
  }[];
  notes: CaseNote[];
};

/** A decision of one's own, with how long it can still be taken back. */
export type RecentDecision = PastDecision & { undoUntil: string };
