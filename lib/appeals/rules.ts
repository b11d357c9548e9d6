import { type AddresseeWindow, windowState } from "@/lib/decisions/appeal-window.rules";
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
  received: ["assigned", "inadmissible"],
  // Back to received when the reviewer gives it up or turns out not to be independent.
  assigned: ["received", "decided", "inadmissible"],
  inadmissible: ["notified"],
  decided: ["notified"],
  notified: [],
};

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
  | "appeal_window_closed"
  | "appeal_already_filed"
  | "appeal_decision_undone"
  | "appeal_decision_reversed"
  | "appeal_text_blank";

/**
 * Whether an appeal may be filed (A1, A4). Any text that is not blank will do: the law allows no formal requirements.
 * A person who was not told yet may complain all the same, and warnings and points may be appealed too (edge case 42).
 */
export function mayFileAppeal(
  request: {
    addressee: AddresseeWindow;
    text: string;
    hasAppealed: boolean;
    decisionState: DecisionState;
  },
  now: Date,
): { ok: true } | { ok: false; reason: AppealRefusal } {
  // Zero-width characters are blanks too.
  if (!/[^\s\p{Cf}\p{Cc}]/u.test(request.text)) return { ok: false, reason: "appeal_text_blank" };
  if (request.hasAppealed) return { ok: false, reason: "appeal_already_filed" };
  if (request.decisionState === "undone") return { ok: false, reason: "appeal_decision_undone" };
  if (request.decisionState === "reversed") return { ok: false, reason: "appeal_decision_reversed" };
  if (windowState(request.addressee, now).state === "closed") return { ok: false, reason: "appeal_window_closed" };
  return { ok: true };
}
