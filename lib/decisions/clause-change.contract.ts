import type { CellChangeKind, ClauseChangeKind } from "@/lib/policy/compare/contract";
import type { Localised } from "./account.contract";

/** A clause that reads otherwise than when the reader last decided under it. */
export type ClauseChangeSeen = {
  ref: string;
  /** What the clause was called then. */
  before: string;
  usedAt: string;
  from: { ref: string; label: Localised };
  to: { ref: string; label: Localised };
  kinds: ClauseChangeKind[];
  /** Of the cells of its rows. */
  cells: CellChangeKind[];
};
