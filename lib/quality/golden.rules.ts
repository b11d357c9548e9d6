import { createHash } from "node:crypto";
import type { CaseReferral } from "@/lib/crime/referral.contract";
import { offences } from "@/lib/crime/referral.rules";
import { isFinder } from "@/lib/intake/detection.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { findingOf } from "./finding.rules";

const hashOf = (words: string) => createHash("sha256").update(words).digest();

/** A place between 0 and 100 that follows from the words alone: chance that anybody can do again. */
function placeOf(words: string): number {
  return (hashOf(words).readUInt32BE(0) / 4_294_967_296) * 100;
}

/**
 * Whether the next case that somebody asks for is a golden item.
 * @param share of a hundred; `asked` is how often they asked before, so that the same seed gives the same days
 */
export function isGoldenNext({ seed, personId, asked }: Asking, share: number): boolean {
  return placeOf(`golden ${seed} ${personId} ${asked}`) < share;
}
type Asking = { seed: number; personId: string; asked: number };

/** The order in which one person gets items: another for each, so that two cannot tell each other what comes. */
export function goldenOrder(seed: number, personId: string, itemId: string): number {
  return placeOf(`golden order ${seed} ${personId} ${itemId}`);
}

/** An id that belongs to a turn and looks like any other: a UUID of the same moment. */
export function idWithin(turnId: string, name: string): string {
  return `${turnId.slice(0, 24)}${hashOf(`${turnId} ${name}`).toString("hex").slice(0, 12)}`;
}

/** The reference of a report within a turn, in the shape of every notice's. */
export function referenceWithin(turnId: string, name: string): string {
  return referenceFrom(hashOf(`${turnId} ${name} reference`));
}

/** The ids whose first 24 characters are this id's: those that `idWithin` makes for one turn, and the turn's own. */
export function idsLike(id: string): { from: string; to: string } {
  const head = id.slice(0, 24);
  return { from: `${head}000000000000`, to: `${head}ffffffffffff` };
}

/** The id under which a turn shows the earlier case at this place of its account. */
export const pastIdOf = (turnId: string, at: number): string => idWithin(turnId, `past ${at}`);

/**
 * How many earlier cases an account is shown with: as often none as one or two, as on any desk; what they found is never a
 * violation, so that no strike moves what the settled answer chose.
 */
export function pastCount({ seed, personId, itemId }: { seed: number; personId: string; itemId: string }): number {
  const place = placeOf(`golden past ${seed} ${personId} ${itemId}`);
  return place < 40 ? 0 : place < 80 ? 1 : 2;
}

const longestWaitMinutes = 20 * 60;

/** When its reports are shown to have come in: some minutes to some hours before, never before the content was made. */
export function openedBefore(now: Date, { personId, itemId }: { personId: string; itemId: string }, notBefore: Date) {
  const minutes = 5 + (placeOf(`golden opened ${personId} ${itemId}`) / 100) * longestWaitMinutes;
  return new Date(Math.max(now.getTime() - Math.round(minutes) * 60_000, notBefore.getTime()));
}

export type Settled = { outcome: string; clauses: readonly string[]; sanctions: readonly string[] };
export type Answered = { outcome: string; clause: string | null; sanctions: readonly string[] };

/** The settled finding as far as this answer agrees with it: where several clauses are right, the one that was named. */
export function settledFor(settled: Settled, answer: Answered): string {
  if (settled.outcome !== "violation") return "no_violation";
  const found = answer.outcome === "violation" ? answer.clause : null;
  if (found !== null && settled.clauses.includes(found)) return found;
  return settled.clauses[0] ?? "law";
}

/** What somebody found, a referral as itself: it finds nothing. */
export function foundIn(answer: Answered): string {
  return answer.outcome === "referred" ? "referred" : findingOf(answer);
}

/** Whether an answer is the settled one: the finding, and measures of which each may be chosen. */
export function matchesSettled(settled: Settled, answer: Answered): { sameFinding: boolean; sameSanctions: boolean } {
  const isAllowed = answer.sanctions.every((id) => settled.sanctions.includes(id));
  const isEnough = settled.sanctions.length === 0 || answer.sanctions.length > 0;
  return {
    sameFinding: foundIn(answer) === settledFor(settled, answer),
    sameSanctions: settled.outcome !== "violation" || (isAllowed && isEnough),
  };
}

/** When the settled answer is told: once it cannot be taken back any more, and so many hours later. */
export function toldAt(effectiveAt: Date, tellAfterHours: number): Date {
  return new Date(effectiveAt.getTime() + tellAfterHours * 3_600_000);
}

/** The other way round: what took effect by this moment is told by `now`. */
export function toldUpTo(now: Date, tellAfterHours: number): Date {
  return new Date(now.getTime() - tellAfterHours * 3_600_000);
}

/** The suspicion that its person wrote down on a golden item, as a case would show it; null where there is none. */
export function crimeOnGolden(
  { notes }: { notes: readonly { id: string; at: string; offence?: string }[] },
  openedBy: string,
): CaseReferral | null {
  const note = notes.find(({ offence }) => offence !== undefined);
  const offence = offences.find((one) => one === note?.offence);
  if (!note || !offence) return null;
  return { id: note.id, offence, state: "open", suspicionAt: note.at, openedBy, isMine: true };
}

/** How a practice case was found: nobody is told of it, so nobody is asked, and to look at it is a case like any other. */
export const practiceDetection = (source: string) => (isFinder(source) ? ("full" as const) : null);
