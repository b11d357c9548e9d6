/** States in which a line of the ledger asks for nothing more. `not_needed`: nobody is set up to be told. */
const settledStates = ["done", "waived", "not_needed"] as const;

/** Whether a line of the ledger is carried out, or was given up with a reason. */
export function isSettled(state: string): boolean {
  return settledStates.some((settled) => settled === state);
}

export type Closing = { isClosed: boolean; left: number };

/**
 * Whether an appeal is closed (issue 5): its author was told, every effect is carried out or waived with a reason, and
 * a case that is decided anew has been. `left` counts what is still to be done.
 */
export function closingOf(appeal: {
  isTold: boolean;
  remedies: readonly { state: string }[];
  /** Null where nothing is decided anew. */
  isDecidedAnew: boolean | null;
}): Closing {
  const open = appeal.remedies.filter(({ state }) => !isSettled(state)).length;
  const left = open + (appeal.isTold ? 0 : 1) + (appeal.isDecidedAnew === false ? 1 : 0);
  return { isClosed: left === 0, left };
}

/** Lines that somebody outside has to answer for, and that can be given up; what is ours is done, never waived. */
const waivableKinds: readonly string[] = ["tell_platform", "correct_referral", "tell_notifier"];

/** Lines that the platform carries out; where its receiver cannot answer for them, a person or its program does. */
const confirmableKinds: readonly string[] = ["tell_platform", "correct_referral"];

/** Why nobody can say of this line that it was carried out, or null: what is on its way answers for itself. */
export function confirmRefusal(row: {
  kind: string;
  state: string;
  needsPerson: boolean;
}): "remedy_settled" | "remedy_not_confirmable" | null {
  if (isSettled(row.state)) return "remedy_settled";
  const isStuck = row.needsPerson || row.state === "failed";
  return confirmableKinds.includes(row.kind) && isStuck ? null : "remedy_not_confirmable";
}

/** Why this line cannot be waived, or null. */
export function waiveRefusal(row: { kind: string; state: string }): "remedy_settled" | "remedy_not_waivable" | null {
  if (isSettled(row.state)) return "remedy_settled";
  return waivableKinds.includes(row.kind) ? null : "remedy_not_waivable";
}

/** Days of a term that were served before it fell, each begun day counted; null where it never began or has no days. */
export function servedDays(measure: { startsAt: Date; endedAt: Date | null }): number | null {
  if (measure.endedAt === null || measure.endedAt < measure.startsAt) return null;
  return Math.max(1, Math.ceil((measure.endedAt.getTime() - measure.startsAt.getTime()) / 86_400_000));
}
