import { createHash } from "node:crypto";
import type { SamplingRule } from "@/db/schema";
import type { Settings } from "@/lib/platform/settings.rules";

export const samplingRules = ["share", "new_person", "risky_clause", "deviation"] as const satisfies SamplingRule[];

/** What may be known of a decision when it is drawn: never the content, nor anything that was written. */
export type Drawable = {
  decisionId: string;
  decidedAt: Date;
  /** When the person who decided joined the desk. */
  joinedAt: Date;
  isRisky: boolean;
  isDeviation: boolean;
};

type Shares = Pick<
  Settings,
  "qualityShare" | "qualityNewPersonShare" | "qualityNewPersonDays" | "qualityRiskyShare" | "qualityDeviationShare"
>;

/** A place between 0 and 100 that a decision has under a rule, for ever: chance, that anybody can check afterwards. */
export function placeOf(rule: SamplingRule, decisionId: string): number {
  const hash = createHash("sha256").update(`${rule} ${decisionId}`).digest();
  return (hash.readUInt32BE(0) / 4_294_967_296) * 100;
}

/** The share of its kind that each rule draws, of a hundred; 0 where the rule is not about this decision. */
function shareOf(rule: SamplingRule, decision: Drawable, shares: Shares): number {
  switch (rule) {
    case "share":
      return shares.qualityShare;
    case "new_person": {
      const days = (decision.decidedAt.getTime() - decision.joinedAt.getTime()) / 86_400_000;
      return days < shares.qualityNewPersonDays ? shares.qualityNewPersonShare : 0;
    }
    case "risky_clause":
      return decision.isRisky ? shares.qualityRiskyShare : 0;
    case "deviation":
      return decision.isDeviation ? shares.qualityDeviationShare : 0;
  }
}

/** Every rule that draws this decision for a second look; none: it is not looked at. */
export function rulesDrawing(decision: Drawable, shares: Shares): SamplingRule[] {
  return samplingRules.filter((rule) => placeOf(rule, decision.decisionId) < shareOf(rule, decision, shares));
}
