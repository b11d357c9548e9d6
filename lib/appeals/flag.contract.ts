import { z } from "zod";
import type { Localised } from "./contract";
import { Reasons } from "./words.contract";

/** A later decision that counted a strike that fell: two ways to settle it, each with its reason. */
export const ResolveReviewFlag = z.object({
  flagId: z.uuid(),
  /** keep: it is right without that strike, too. decide_again: the case is opened and decided anew. */
  resolution: z.enum(["keep", "decide_again"]),
  why: Reasons,
});
export type ReviewFlagRow = {
  /** The reader made the decision: somebody else settles it. */
  isOwn: boolean;
  id: string;
  case: { id: string; reference: string };
  because: { caseId: string; reference: string; appealId: string | null };
  platform: { id: string; name: Localised };
  reason: string;
  clauseRef: string | null;
  count: number | null;
  sanctions: Localised[];
  /** What the rules give without the strikes that fell since; null where they cannot say. */
  proposal: Proposal | null;
  createdAt: string;
};
export type Proposal = { count: number | null; sanctions: Localised[] | null };
