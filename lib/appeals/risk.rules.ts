import type { RiskCode } from "@/db/schema";
import type { Reach } from "@/lib/intake/reach.rules";
import type { Appellant } from "./rules";

/** How much can go wrong for somebody while an appeal waits, or if it is answered wrongly. 0: not weighed yet. */
export const riskLevels = ["low", "medium", "high"] as const;
export type RiskLevel = (typeof riskLevels)[number];

export type RiskReason = { code: RiskCode; values?: Record<string, string | number> };

/** A measure that is still felt: what it is about, and whether it ends by itself. */
export type FeltMeasure = { target: string; dsaValue: string | null; endless: boolean };
export type RiskFacts = {
  by: Appellant;
  /** Measures of the contested decision that are held or in force. */
  measures: readonly FeltMeasure[];
  /** Later decisions that counted its strike. */
  laterDecisions: number;
  /** Notifiers or the clause spoke of a danger to somebody's life, body or childhood. */
  isUrgentTopic: boolean;
  /** The authorities were told of it, or are about to be (Art. 18). */
  isCrimeTold: boolean;
  /** A minor reported, or is concerned. */
  isMinor: boolean;
  reach: (Reach & { hours: number }) | null;
  isBusiness: boolean;
  /** Other items of the same wave: the answer is a model for theirs. */
  waveSize: number;
};

type Weighed = RiskReason & { points: number };

function measureReason({ measures }: RiskFacts): Weighed[] {
  const ofAccount = measures.filter(({ target, dsaValue }) => target === "account" || dsaValue?.includes("ACCOUNT"));
  const ofFunction = measures.filter(({ target }) => target === "feature");
  if (ofAccount.some(({ endless }) => endless)) return [{ code: "account_gone", points: 40 }];
  if (ofAccount.length > 0) return [{ code: "account_suspended", points: 30 }];
  if (ofFunction.some(({ endless }) => endless)) return [{ code: "function_closed", points: 25 }];
  if (ofFunction.length > 0) return [{ code: "function_suspended", points: 15 }];
  return measures.length > 0 ? [{ code: "content_gone", points: 8 }] : [];
}

/** What weighs in one appeal, the heaviest first. */
function weigh(facts: RiskFacts): Weighed[] {
  const { laterDecisions, isUrgentTopic, isCrimeTold, isMinor, reach, isBusiness, waveSize, by } = facts;
  const found: Weighed[] = [
    ...measureReason(facts),
    ...(laterDecisions > 0
      ? [{ code: "counted" as const, points: Math.min(20, 10 * laterDecisions), values: { count: laterDecisions } }]
      : []),
    // What a notifier contests stays up while they wait.
    ...(isUrgentTopic ? [{ code: "urgent_topic" as const, points: by === "notifier" ? 40 : 25 }] : []),
    ...(isCrimeTold ? [{ code: "crime_told" as const, points: 30 }] : []),
    ...(isMinor ? [{ code: "minor" as const, points: 25 }] : []),
    ...(reach ? [{ code: "reach" as const, points: reach.hours, values: { of: reach.of, count: reach.count } }] : []),
    ...(isBusiness ? [{ code: "business" as const, points: 10 }] : []),
    ...(waveSize > 1
      ? [{ code: "wave" as const, points: Math.min(20, 5 + waveSize), values: { count: waveSize } }]
      : []),
  ];
  return found.sort((one, other) => other.points - one.points);
}

const levelOf = (points: number): 1 | 2 | 3 => (points >= 50 ? 3 : points >= 25 ? 2 : 1);

/** The level (1 low, 2 medium, 3 high), by which appeals are ordered, and why. Nothing here decides: it says who waits worst. */
export function riskOf(facts: RiskFacts): { level: 1 | 2 | 3; why: RiskReason[] } {
  const found = weigh(facts);
  const points = found.reduce((sum, { points: each }) => sum + each, 0);
  return { level: levelOf(points), why: found.map(({ points: _, ...reason }) => reason) };
}

export function levelName(level: number): RiskLevel | null {
  return riskLevels[level - 1] ?? null;
}

/** Reasons that tell what was decided: who still has to look at the evidence first is told only that much hangs on it. */
const telling: ReadonlySet<RiskCode> = new Set([
  ...(["account_gone", "account_suspended", "function_closed", "function_suspended"] as const),
  ...(["content_gone", "counted", "crime_told"] as const),
]);

const soonMs = 72 * 3_600_000;

/** The reasons as one reader is told them at a moment: the deadline first, and nothing of the decision to who is blind to it. */
export function riskTold(
  why: readonly RiskReason[],
  { dueAt, isOpen, isBlind }: { dueAt: Date; isOpen: boolean; isBlind: boolean },
  now: Date,
): RiskReason[] {
  const left = dueAt.getTime() - now.getTime();
  const deadline: RiskReason[] = !isOpen || left > soonMs ? [] : [{ code: left < 0 ? "late" : "soon" }];
  const kept = isBlind ? why.filter(({ code }) => !telling.has(code)) : why;
  const hidden: RiskReason[] = kept.length < why.length ? [{ code: "stakes" }] : [];
  return [...deadline, ...hidden, ...kept];
}
