/**
 * How far a line has come. `with_platform`: decided here, and not done before the platform has heard of it, for it is the
 * platform that shows content and opens accounts; `unconfirmed`: the same, where telling it was given up with a reason.
 */
export type LineState =
  | "waiting"
  | "done"
  | "failed"
  | "not_possible"
  | "not_needed"
  | "waived"
  | "with_platform"
  | "unconfirmed";

/** What the platform gives back: content, a function, an account, the way back. */
const givenBackByPlatform: readonly string[] = ["restore_content", "lift_sanction", "lift_bar"];

/**
 * Whether an effect is given back by the platform alone: a strike and points fall here, and what another decision holds stays.
 */
export const isGivenBack = ({ kind, heldBy }: { kind: string; heldBy?: string | null | undefined }): boolean =>
  givenBackByPlatform.includes(kind) && (heldBy ?? null) === null;

/**
 * How far a line has come that is carried out in our own record, and by the platform with people (Art. 20(4), A6).
 * What never began, and what another decision keeps, gives the platform nothing to do.
 * @param told state of the line that tells the platform; null: nobody is told
 */
export function stateWithPlatform(
  line: { kind: string; state: LineState; neverBegan: boolean; heldBy: string | null },
  told: LineState | null,
): LineState {
  const isTheirs = isGivenBack(line) && !line.neverBegan;
  if (line.state !== "done" || !isTheirs || told === null || told === "done") return line.state;
  return isSettled(told) ? "unconfirmed" : "with_platform";
}

/** States in which a line of the ledger asks for nothing more. `not_needed`: nobody is set up to be told. */
const settledStates = ["done", "waived", "not_needed", "unconfirmed"] as const;

/** Whether a line of the ledger is carried out, or was given up with a reason. */
export function isSettled(state: string): boolean {
  return settledStates.some((settled) => settled === state);
}

/** How it ended what the platform had to carry out. `givenUp`: at least a part, with a reason that stays in the ledger. */
export type End = "open" | "done" | "givenUp";

/** @param states of the lines that are the platform's to carry out; none: there was nothing to do */
export function endOf(states: readonly string[]): End {
  if (!states.every(isSettled)) return "open";
  return states.includes("waived") ? "givenUp" : "done";
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
  // What is with the platform is one errand, and the line that tells it stands for it.
  const open = appeal.remedies.filter(({ state }) => !isSettled(state) && state !== "with_platform").length;
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

/** Days of a term that were served before it fell, each begun day counted, 0 for less than one; null where it never began or has no days. */
export function servedDays(measure: { startsAt: Date; endedAt: Date | null }): number | null {
  if (measure.endedAt === null || measure.endedAt < measure.startsAt) return null;
  const days = (measure.endedAt.getTime() - measure.startsAt.getTime()) / 86_400_000;
  return days < 1 ? 0 : Math.ceil(days);
}
