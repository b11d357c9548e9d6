import type { CaseState } from "@/lib/queue/contract";
import { mayCaseMove } from "@/lib/queue/rules";
import { decisionState } from "./decision-state.rules";
import type { SanctionState } from "./standing.rules";

export type UndoRefusal =
  | "decision_already_undone"
  | "decision_superseded"
  | "undo_window_over"
  | "undo_not_yours"
  | "undo_case_moved"
  | "undo_new_case";

/** A message of the decision: `attempts` counts each taking, the one under way too. */
export type WaitingMessage = { state: string; attempts: number };

/**
 * Whether anything of a decision has left or begun. Asked under the locks of these rows: the clock of who asks, and that
 * of who sends, may differ by the moment that matters.
 */
export function hasBegun(messages: readonly WaitingMessage[], sanctions: readonly { state: SanctionState }[]): boolean {
  const untouched = ({ state, attempts }: WaitingMessage) => state === "waiting" && attempts === 0;
  return !messages.every(untouched) || sanctions.some(({ state }) => state !== "held");
}

export type ToTakeBack = {
  decision: {
    outcome: string;
    decidedBy: string;
    effectiveAt: Date;
    undoneAt: Date | null;
    reversedAt: Date | null;
    supersededBy: string | null;
  };
  caseState: CaseState;
  hasBegun: boolean;
  /** A report that came in since has opened a case of its own, and an item has one open case. */
  hasNewerCase: boolean;
};

/** Why this person may not take this decision back now, or null (DESIGN 3.9). */
export function undoRefusal(
  { decision, caseState, hasBegun: begun, hasNewerCase }: ToTakeBack,
  person: { id: string; role: string },
  now: Date,
): UndoRefusal | null {
  const state = decisionState(decision);
  if (state === "undone") return "decision_already_undone";
  if (state !== "standing") return "decision_superseded";
  if (begun || now >= decision.effectiveAt) return "undo_window_over";
  if (decision.decidedBy !== person.id && person.role !== "supervisor") return "undo_not_yours";
  const left = decision.outcome === "referred" ? "waiting" : "decided";
  if (caseState !== left || !mayCaseMove(caseState, "undo")) return "undo_case_moved";
  return hasNewerCase ? "undo_new_case" : null;
}
