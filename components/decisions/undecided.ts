"use client";

import type { WireFailure } from "../shell/fetch-json";
import { keptValue, useKept } from "../shell/kept-value";

/** A decision that was refused or failed; the draft is where it was made. */
export type Undecided = { caseId: string; reference: string; failure: WireFailure };

const kept = keptValue<readonly Undecided[]>([]);

export function rememberUndecided(one: Undecided): void {
  kept.write([...kept.read().filter(({ caseId }) => caseId !== one.caseId), one]);
}

/** Decided anew, or seen and left: nobody has to be told any more. */
export function forgetUndecided(caseId: string): void {
  if (kept.read().some((one) => one.caseId === caseId)) kept.write(kept.read().filter((one) => one.caseId !== caseId));
}

export function useUndecided(): readonly Undecided[] {
  return useKept(kept);
}

const atRows = keptValue<ReadonlySet<string>>(new Set());

/** Cases whose refusal is told where they stand on the screen, and not once more below it. */
export function tellAtRows(caseIds: readonly string[]): void {
  atRows.write(new Set(caseIds));
}

export function useToldAtRows(): ReadonlySet<string> {
  return useKept(atRows);
}
