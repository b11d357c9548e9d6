import { type HarmClass, harmClasses, harmsAmong, harmsTold, isHard } from "@/lib/platform/harm.rules";
import type { Settings } from "@/lib/platform/settings.rules";

export type PerClass = Record<HarmClass, number>;
/** One case of a class that somebody had before them in this shift. */
export type Exposure = { harmClass: string; severity: string | null };
export type ShiftSigns = { lastAt: Date; endedAt: Date | null };

const minute = 60_000;
/** Away for so long without taking a break is one all the same. */
const restedMinutes = 15;

/**
 * Whether the last shift goes on. Ended or fallen asleep, only rest begins another: else the budget would be whole again
 * for whoever ends a shift and comes right back. `restMinutes`: setting `careRestMinutes`.
 */
export function isSameShift(shift: ShiftSigns, restMinutes: number, now: Date): boolean {
  return now.getTime() - (shift.endedAt ?? shift.lastAt).getTime() < restMinutes * minute;
}

/** What one case takes from the budget of its class: a critical one counts twice. */
export function costOf(severity: string | null): number {
  return severity === "critical" ? 2 : 1;
}

/** What these cases take from each class's budget together, in cases that are not critical (`costOf`); 0 where there is none. */
export function spentBy(exposures: readonly Exposure[]): PerClass {
  const spent = perClass(() => 0);
  for (const { harmClass, severity } of exposures)
    for (const each of harmClasses) if (each === harmClass) spent[each] += costOf(severity);
  return spent;
}

/** The desk's budget a shift and the person's own, whichever is stricter. */
export function limitsFor(desk: PerClass, own: Partial<Record<string, number>>): PerClass {
  return perClass((each) => Math.min(desk[each], own[each] ?? desk[each]));
}

/** The desk's own budget of each class for one shift, in cases, from its settings. */
export function deskLimits(settings: Settings): PerClass {
  const { careChildAbuse, careSelfHarm, careViolence, careSexual, careHate } = settings;
  return {
    child_abuse: careChildAbuse,
    self_harm: careSelfHarm,
    violence: careViolence,
    sexual: careSexual,
    hate: careHate,
  };
}

/** The classes that routing does not give this person now: what they opted out of, and what they have had enough of. */
export function notGivenNow(care: { spent: PerClass; limits: PerClass; optedOut: readonly string[] }): HarmClass[] {
  return harmClasses.filter((each) => care.optedOut.includes(each) || care.spent[each] >= care.limits[each]);
}

type Copied = { reports: readonly { category: string | null }[]; harmsRead: readonly string[] };

/** What the copied reports of a golden item say may be hard to look at, and what was read in it, as of any case. */
export function harmsIn({ reports, harmsRead }: Copied): HarmClass[] {
  const told = harmsTold(
    reports.flatMap(({ category }) => category ?? []),
    false,
  );
  return harmsAmong([...told, ...harmsRead]);
}

/** Of the classes of something, those that its reader is not given now: where there are any, only that it is there is shown. */
export function notShownOf(harms: readonly string[], notGiven: readonly HarmClass[]): HarmClass[] {
  return harmsAmong(harms).filter((harm) => notGiven.includes(harm));
}

/** What a list tells of content: its excerpt, or in its place the classes for which this reader is not shown it. */
export function veiled(
  { excerpt, harms }: { excerpt: string; harms: readonly string[] },
  notGiven: readonly HarmClass[],
): { excerpt: string; notShown: HarmClass[] } {
  const notShown = notShownOf(harms, notGiven);
  return { excerpt: notShown.length > 0 ? "" : excerpt, notShown };
}

/** Hard cases one after the other, once this case is before the person; the same case again changes nothing. */
export function hardInARowAfter(
  shift: { hardInARow: number; lastCaseId: string | null },
  opened: { caseId: string; harms: readonly string[] },
): number {
  if (shift.lastCaseId === opened.caseId) return shift.hardInARow;
  return isHard(opened.harms) ? shift.hardInARow + 1 : 0;
}

/** Whether a lighter case comes next, where there is one. `most` 0: never. */
export function isLighterNext(hardInARow: number, most: number): boolean {
  return most > 0 && hardInARow >= most;
}

/** What is laid ready for a person and was not before them yet, in the order in which it comes. */
type Coming = { id: string; harms: readonly string[]; severity: string | null };
type Known = {
  spent: PerClass;
  limits: PerClass;
  optedOut: readonly string[];
  shift: { hardInARow: number; lastCaseId: string | null } | null;
};

/**
 * What a person may be given behind the cases that are laid ready: the screen shows those without asking again, so each is
 * counted as if it had been before them, against the budget of its class and in the row of hard ones.
 * @param most setting `careHardInARow`
 */
export function givenBehind(
  { spent, limits, optedOut, shift }: Known,
  coming: readonly Coming[],
  most: number,
): { notGiven: HarmClass[]; isLighterNext: boolean } {
  const told = coming.flatMap(({ harms, severity }) => harms.map((harmClass) => ({ harmClass, severity })));
  const ahead = spentBy(told);
  const row = coming.reduce(
    (before, { id, harms }) => ({ hardInARow: hardInARowAfter(before, { caseId: id, harms }), lastCaseId: id }),
    { hardInARow: shift?.hardInARow ?? 0, lastCaseId: shift?.lastCaseId ?? null },
  );
  return {
    notGiven: notGivenNow({ spent: perClass((each) => spent[each] + ahead[each]), limits, optedOut }),
    isLighterNext: isLighterNext(row.hardInARow, most),
  };
}

const breakMinutes = 30;

/** How long a break that begins now keeps what is in hand. */
export function keptByBreakUntil(now: Date): Date {
  return new Date(now.getTime() + breakMinutes * minute);
}

/** Since when they work without a break, given the next sign of work. */
export function workSinceAt(shift: { workSince: Date; lastAt: Date; breakSince: Date | null }, now: Date): Date {
  const away = now.getTime() - shift.lastAt.getTime();
  return shift.breakSince !== null || away >= restedMinutes * minute ? now : shift.workSince;
}

/** When a break is offered: after so long at work, or at once after so many hard cases. */
export function breakDueAt(
  work: { workSince: Date; hardSince: number },
  offer: { careBreakMinutes: number; careBreakHardCases: number },
  now: Date,
): Date {
  const byTime = new Date(work.workSince.getTime() + offer.careBreakMinutes * minute);
  return work.hardSince >= offer.careBreakHardCases && now < byTime ? now : byTime;
}

function perClass(value: (each: HarmClass) => number): PerClass {
  return {
    child_abuse: value("child_abuse"),
    self_harm: value("self_harm"),
    violence: value("violence"),
    sexual: value("sexual"),
    hate: value("hate"),
  };
}
