/** Lines that one notifier may write under one notice: more is no answer to anything. */
export const mostLines = 20;

export type TalkFacts = {
  /** When its notifier took it back. */
  withdrawnAt: Date | null;
  /** Where each item stands: a decision on all of them ends the talk, because an appeal is the way from there. */
  isDecided: readonly boolean[];
  linesByNotifier: number;
};
export type TalkRefusal = "notice_withdrawn" | "notice_decided" | "talk_full";

/** Why a notifier may not take their notice back; null: they may, until its last item is decided. */
export function refusalToWithdraw({ withdrawnAt, isDecided }: Omit<TalkFacts, "linesByNotifier">): TalkRefusal | null {
  if (withdrawnAt) return "notice_withdrawn";
  return isDecided.every(Boolean) ? "notice_decided" : null;
}

/** Why a notifier may not write a line to the desk; null: they may. */
export function refusalToWrite(facts: TalkFacts): TalkRefusal | null {
  return refusalToWithdraw(facts) ?? (facts.linesByNotifier >= mostLines ? "talk_full" : null);
}
