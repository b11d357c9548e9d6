import { type AddresseeWindow, bringsComplaint, windowState } from "@/lib/decisions/appeal-window.rules";
import type { DecisionState } from "@/lib/decisions/decision-state.rules";

export const appealStates = ["received", "inadmissible", "assigned", "decided", "notified"] as const;
export type AppealState = (typeof appealStates)[number];

/** "omitted": no decision was needed any more, e.g. withdrawn, or the restriction was already lifted (report part 7). */
export const appealOutcomes = ["upheld", "partly_reversed", "reversed", "omitted"] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

export const appellants = ["affected", "notifier"] as const;
export type Appellant = (typeof appellants)[number];

/** The whole life of an appeal. It cannot be closed without the answer: "notified" is reached only from an outcome. */
export const appealMoves: Readonly<Record<AppealState, readonly AppealState[]>> = {
  // Nobody answers, not even that it cannot be taken up, who has not taken it on.
  received: ["assigned"],
  // Handed to another reviewer it is assigned once more.
  assigned: ["assigned", "decided", "inadmissible"],
  // The person is told, and may file a proper one: a complaint that was not taken up is not the one that they have.
  inadmissible: [],
  decided: ["notified"],
  notified: [],
};

/** Where an answer takes an appeal. */
export function stateAfter(answer: AppealOutcome | "inadmissible"): AppealState {
  return answer === "inadmissible" ? "inadmissible" : "decided";
}

export function mayAppealMove(from: AppealState, to: AppealState): boolean {
  return appealMoves[from].includes(to);
}

/**
 * What an outcome does. `undo`: which effects of the decision are taken away. `acts`: the notifier was right, so new
 * restrictions with their own statement and PUID follow (A10). `needsReasons`: always, it is the point of Art. 20(5).
 */
export type Consequence = { undo: "none" | "part" | "all"; acts: boolean; needsReasons: true };
const nothing: Consequence = { undo: "none", acts: false, needsReasons: true };

export const outcomeTable: Readonly<Record<Appellant, Record<AppealOutcome, Consequence>>> = {
  affected: {
    upheld: nothing,
    partly_reversed: { undo: "part", acts: false, needsReasons: true },
    reversed: { undo: "all", acts: false, needsReasons: true },
    omitted: nothing,
  },
  notifier: {
    upheld: nothing,
    partly_reversed: { undo: "none", acts: true, needsReasons: true },
    reversed: { undo: "none", acts: true, needsReasons: true },
    omitted: nothing,
  },
};

export type AppealRefusal =
  | "link_ended"
  | "appeal_too_early"
  | "appeal_window_closed"
  | "appeal_already_filed"
  | "appeal_decision_undone"
  | "appeal_referral"
  | "appeal_cleared"
  | "appeal_decision_reversed"
  | "appeal_empty";

/** Whether there is anything to read in a text; zero-width characters are blanks too. */
export const saysSomething = (text: string): boolean => /[^\s\p{Cf}\p{Cc}]/u.test(text);

/**
 * Whether an appeal may be filed (A1, A4). Any words will do, or a file alone: the law allows no formal requirements.
 * A person who was not told yet may complain all the same, and warnings and points may be appealed too (edge case 42).
 */
export function mayFileAppeal(
  request: {
    addressee: AddresseeWindow;
    text: string;
    /** How many came along. */
    files: number;
    hasAppealed: boolean;
    decisionState: DecisionState;
    /** Until then nobody was told, and the decision can still be taken back. */
    effectiveAt: Date;
    /** The link was ended, because what it led to no longer is. */
    isRevoked: boolean;
    /** What the letter at the link tells: some decide nothing that a complaint could be against. */
    letter: string;
  },
  now: Date,
): { ok: true } | { ok: false; reason: AppealRefusal } {
  if (request.decisionState === "undone") return { ok: false, reason: "appeal_decision_undone" };
  if (request.isRevoked) return { ok: false, reason: "link_ended" };
  if (!bringsComplaint(request.letter))
    return { ok: false, reason: request.letter === "cleared" ? "appeal_cleared" : "appeal_referral" };
  if (request.effectiveAt > now) return { ok: false, reason: "appeal_too_early" };
  if (!saysSomething(request.text) && request.files === 0) return { ok: false, reason: "appeal_empty" };
  if (request.hasAppealed) return { ok: false, reason: "appeal_already_filed" };
  if (request.decisionState === "reversed") return { ok: false, reason: "appeal_decision_reversed" };
  if (windowState(request.addressee, now).state === "closed") return { ok: false, reason: "appeal_window_closed" };
  return { ok: true };
}

/** What kind of failure a refusal is: a link that ended is gone, a second appeal meets the first, the rest is refused. */
export function refusalCode(reason: AppealRefusal): "gone" | "conflict" | "refused" {
  if (reason === "link_ended") return "gone";
  return reason === "appeal_already_filed" ? "conflict" : "refused";
}
