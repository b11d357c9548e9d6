import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Localised } from "./account.contract";
import type { ShownState } from "./decision-state.rules";

/** How like the content is: nearly the same words, much in common, something in common. */
export type Likeness = "same" | "close" | "some";

/** One sanction in the platform's own words; `endsAt` is an ISO string. */
export type PrecedentSanction = {
  label: Localised;
  endsAt: string | null;
  permanent: boolean;
  indefinite: boolean;
};

/** An earlier decision under a clause on content like a case's. Who decided it and who reported it does not stand here. */
export type Precedent = {
  decisionId: string;
  caseId: string;
  reference: string;
  outcome: "violation" | "no_violation";
  decidedAt: string;
  state: Exclude<ShownState, "undone" | "lifted">;
  likeness: Likeness;
  /** The beginning of the content it was made on: a stranger's words, to be shown as text. */
  excerpt: string;
  /** Classes its reader is not given now: then `excerpt` is empty. */
  notShown: HarmClass[];
  sanctions: PrecedentSanction[];
};

export type Precedents = {
  precedents: Precedent[];
  /** How many decisions under the clause were compared; `isAll` is false where there are older ones beyond them. */
  compared: number;
  isAll: boolean;
};
