import type { DisputeAnswer, DisputeOutcome, DisputeState } from "@/db/schema";
import { addDays, dayIn, endOfDay } from "@/lib/platform/time.rules";

export const disputeOutcomes = ["for_user", "partly", "for_platform", "agreed", "ended"] as const;
export const disputeAnswers = ["follow", "partly", "not"] as const;

/** Every state with what may follow it. */
const moves: Record<DisputeState, readonly DisputeState[]> = {
  received: ["engaged", "refused", "decided", "closed"],
  // The platform cannot leave once it takes part; the body may still find, or end, the dispute.
  engaged: ["decided", "closed"],
  refused: ["decided", "closed"],
  decided: ["answered", "closed"],
  answered: ["closed"],
  closed: [],
};

/** Whether a dispute may go from one state to another. A refusal does not bind the body: it may decide all the same. */
export function mayDisputeMove(from: DisputeState, to: DisputeState): boolean {
  return moves[from].includes(to);
}

/** Where the days of a body are counted: its duty is one of the Union's law. */
export const bodyZone = "Europe/Brussels";
const ordinaryDays = 90;
const longestDays = 180;

export type DisputeClocks = { by90: Date; by180: Date };

/**
 * The last moments at which the body decides (DSA Art. 21(4), D3): the 90th calendar day after it received the complaint,
 * and the 180th where it said that the dispute is very complex. The day of receipt does not count (Regulation 1182/71,
 * Art. 3(1)); each ends with the day in `zone`.
 */
export function disputeClocks(receivedAt: Date, zone: string = bodyZone): DisputeClocks {
  const day = dayIn(receivedAt, zone);
  return { by90: endOfDay(addDays(day, ordinaryDays), zone), by180: endOfDay(addDays(day, longestDays), zone) };
}

type Running = {
  state: DisputeState;
  receivedAt: Date;
  reminded90At: Date | null;
  reminded180At: Date | null;
};

/** Which reminder is due now: a body that has not decided is over its 90 days, or over its 180. Each comes once. */
export function reminderDue(dispute: Running, now: Date): 90 | 180 | null {
  if (!isBeforeBody(dispute.state)) return null;
  const { by90, by180 } = disputeClocks(dispute.receivedAt);
  if (now > by180 && !dispute.reminded180At) return 180;
  return now > by90 && now <= by180 && !dispute.reminded90At ? 90 : null;
}

/** Whether the body has still to decide. */
export function isBeforeBody(state: DisputeState): boolean {
  return state === "received" || state === "engaged" || state === "refused";
}

/** Where the body's outcome takes a dispute: what it found asks for an answer of ours, what ended without a finding does not. */
export function stateAfterOutcome(outcome: DisputeOutcome): DisputeState {
  return outcome === "for_platform" || outcome === "ended" ? "closed" : "decided";
}

export type CostRule = {
  /** Who bears the body's fees. */
  fees: "platform" | "nobody_yet";
  /** Whether the person gets back what they paid and reasonably spent. */
  userCosts: "platform" | "own";
  /** Whether the person has to give back anything that the platform paid. */
  userOwes: boolean;
};

/**
 * Who pays, by the outcome alone (DSA Art. 21(5), D4). For the person, wholly or in part: the platform bears the body's
 * fees and the person's own and other reasonable expenses. For the platform: the person gives nothing back, unless the
 * body found manifest bad faith. Without a finding the law says nothing, and nobody owes anybody anything here.
 */
export function costRule(outcome: DisputeOutcome, manifestBadFaith: boolean): CostRule {
  if (outcome === "for_user" || outcome === "partly")
    return { fees: "platform", userCosts: "platform", userOwes: false };
  if (outcome === "for_platform") return { fees: "platform", userCosts: "own", userOwes: manifestBadFaith };
  return { fees: "nobody_yet", userCosts: "own", userOwes: false };
}

/** Euro cents that the platform pays: the body's fees, and what the person paid and spent where it bears that. */
export function owedByPlatform(
  outcome: DisputeOutcome,
  costs: { bodyFees: number; userCosts: number; manifestBadFaith: boolean },
): number {
  const rule = costRule(outcome, costs.manifestBadFaith);
  return (rule.fees === "platform" ? costs.bodyFees : 0) + (rule.userCosts === "platform" ? costs.userCosts : 0);
}

export type Refusable = { id: string; itemId: string; state: DisputeState; outcome: DisputeOutcome | null };

/**
 * Why taking part cannot be refused, or null (DSA Art. 21(2), D2): only where a dispute on the same content and grounds
 * was settled before. That the grounds are the same is for the person to say, with reasons.
 */
export function refusalProblem(
  dispute: { id: string; itemId: string },
  earlier: Refusable | null,
): "dispute_earlier_needed" | "dispute_earlier_other_content" | "dispute_earlier_open" | null {
  if (!earlier || earlier.id === dispute.id) return "dispute_earlier_needed";
  if (earlier.itemId !== dispute.itemId) return "dispute_earlier_other_content";
  // Something was found there: a dispute that ended otherwise settled nothing.
  const settled = earlier.outcome !== null && earlier.outcome !== "ended";
  return settled ? null : "dispute_earlier_open";
}

/** What an answer asks of the ledger: the same as an appeal that succeeds wholly, in part, or not at all. */
export function asAppealOutcome(answer: DisputeAnswer): "reversed" | "partly_reversed" | "upheld" {
  if (answer === "follow") return "reversed";
  return answer === "partly" ? "partly_reversed" : "upheld";
}

type Followed = { outcome: "for_user" | "partly" | "agreed"; answer: "follow" | "partly" };
/** Whether the platform does something of what was found: only then there is anything to carry out, and to tell. */
export function isFollowed<Row extends { outcome: DisputeOutcome | null; answer: DisputeAnswer | null }>(
  row: Row,
): row is Row & Followed {
  const { outcome, answer } = row;
  const asks = outcome !== null && stateAfterOutcome(outcome) === "decided";
  return asks && (answer === "follow" || answer === "partly");
}

/** The last state is closed once what is followed was carried out, and at once where nothing is followed. */
export function stateAfterAnswer(answer: DisputeAnswer): DisputeState {
  return answer === "not" ? "closed" : "answered";
}

/**
 * The share of reversals, whole or in part, that was carried out (D5; part 7 of the transparency report): in [0, 1], null
 * where a body reversed nothing.
 */
export function implementedShare({ reversed, implemented }: { reversed: number; implemented: number }): number | null {
  return reversed === 0 ? null : implemented / reversed;
}
