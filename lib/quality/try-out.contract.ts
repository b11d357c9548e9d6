import type { TryOutState } from "@/db/schema/try-outs";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Localised } from "@/lib/policy/library.contract";
import type { Grouping, TriedTotals, UntoldWhy, Verdict } from "@/lib/policy/try-out/contract";

export type TryOutRow = {
  id: string;
  platformId: string;
  version: string;
  label: Localised;
  days: number;
  state: TryOutState;
  requestedBy: string;
  requestedAt: string;
  endedAt: string | null;
  decisionsAll: number;
  decisionsDone: number;
};

export type TryOutView = TryOutRow & {
  from: string;
  to: string;
  totals: TriedTotals;
  withHidden: boolean;
  /** Of the clauses that were decided under; a clause that no version has any more is left out. */
  titles: Record<string, Localised>;
};

/** Which decisions are looked at; empty values do not narrow. */
export type TryOutAsked = Partial<Record<Grouping, string>> & { verdict?: Verdict | undefined; after?: string };

/** One case behind a number. */
export type TriedCase = {
  id: string;
  caseId: string;
  reference: string;
  decidedAt: string;
  clauseRef: string;
  wouldRef: string | null;
  role: string;
  language: string;
  verdict: Verdict;
  why: UntoldWhy | null;
  was: Localised[];
  would: Localised[];
  /** Where a person chose something else than was recommended. */
  imposed: Localised[] | null;
  count: number | null;
  excerpt: string;
  notShown: HarmClass[];
};
