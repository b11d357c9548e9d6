import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { type Draft, matchedEvidence } from "./draft.rules";

type Seen = Pick<CaseView, "suggestions" | "content" | "notices">;

/** One condition of a clause among the marks of a draft. */
export function markOf(clause: Pick<ClauseView, "ref">, position: number): string {
  return `${clause.ref}#${position}`;
}

/** Something in the content itself, found by the matcher or bound by the person, speaks for the clause in sight. */
function contentSpeaks(view: Seen, draft: Draft): boolean {
  return draft.evidence.some((piece) => piece.in !== "explanation") || matchedEvidence(view, draft.clause).length > 0;
}

/**
 * Whether a condition is taken to hold. It is in advance only where the content itself speaks for the clause: what a
 * notifier wrote is a claim, and who decides says that it is shown.
 */
export function holds(view: Seen, draft: Draft, mark: string): boolean {
  if (draft.notShown.includes(mark)) return false;
  return draft.shown.includes(mark) || contentSpeaks(view, draft);
}

/** The conditions of the clause in sight that nothing and nobody has answered. */
export function unsaidConditions(view: Seen, draft: Draft, clause: ClauseView | null): string[] {
  return (clause?.conditions ?? [])
    .map((_, position) => markOf({ ref: clause?.ref ?? "" }, position))
    .filter((mark) => !draft.notShown.includes(mark) && !holds(view, draft, mark));
}

/** A condition ticked or unticked by hand. */
export function withCondition(draft: Draft, mark: string, isShown: boolean): Draft {
  const without = (marks: readonly string[]) => marks.filter((other) => other !== mark);
  return isShown
    ? { ...draft, notShown: without(draft.notShown), shown: [...without(draft.shown), mark] }
    : { ...draft, notShown: [...without(draft.notShown), mark], shown: without(draft.shown) };
}
