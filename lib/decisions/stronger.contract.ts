import type { Localised } from "./account.contract";
import type { SubjectKind } from "./stronger.rules";

export type StrongerRow = { subjectKind: SubjectKind; steps: string[] };
export type HiddenLinkMeasure = {
  id: string;
  decisionId: string;
  caseId: string;
  reference: string;
  label: Localised;
  since: string;
  /** It ran to its end, and nobody said whether it was ever carried out. */
  hasEnded: boolean;
};
export type StrongerPage = {
  platforms: {
    id: string;
    name: Localised;
    actions: { action: string; label: Localised }[];
    rows: StrongerRow[];
  }[];
  /** Measures on hidden links that nobody said were carried out, one page; `next`: the address of the next. */
  pending: HiddenLinkMeasure[];
  next: string | null;
  /** The last that were: when, and how many hours after they began. */
  carriedOut: (HiddenLinkMeasure & { executedAt: string; hours: number })[];
};
