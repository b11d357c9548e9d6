import type { Localised } from "./account.contract";
import type { SubjectKind } from "./stronger.rules";

export type StrongerRow = { subjectKind: SubjectKind; steps: string[] };
export type StrongerPage = {
  platforms: {
    id: string;
    name: Localised;
    actions: { action: string; label: Localised }[];
    rows: StrongerRow[];
  }[];
  /** Measures on hidden links that nobody said were carried out. */
  pending: { decisionId: string; caseId: string; reference: string; label: Localised; since: string }[];
};
