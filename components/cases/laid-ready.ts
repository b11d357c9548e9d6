import type { QueryClient } from "@tanstack/react-query";
import type { CaseView } from "@/lib/decisions/contract";
import type { NextForScreen } from "@/lib/decisions/next.contract";
import { layCardReady } from "../decisions/use-preview";
import { claimOf, filterOf } from "../queue/filters.rules";
import { releasedLately } from "../queue/released";
import { postJson, postOnLeaving } from "../shell/fetch-json";
import { keptValue } from "../shell/kept-value";
import { isStillAhead } from "./ahead.rules";
import { veiledAddress } from "./veiled-address";

type Ready = { view: CaseView; readAt: number };

/** The cases behind the one in hand, whole, each as it was when it was last read; the first is shown next. */
export const laidReady = keptValue<readonly Ready[]>([]);

export const readyIds = (): string[] => laidReady.read().map(({ view }) => view.case.id);

/** What is no longer theirs is shown no more: the server told, or it could not be read anew. */
export function dropReady(gone: readonly string[]): void {
  if (gone.length > 0) laidReady.write(laidReady.read().filter(({ view }) => !gone.includes(view.case.id)));
}

let asking: Promise<unknown> = Promise.resolve();
/** What goes back while somebody leaves must not be asked for anew by the screen that they leave. */
let isAtDesk = false;

export function arriveAtDesk(): void {
  isAtDesk = true;
}

/** Resolves once no question for the next case is under way. */
export const untilAsked = (): Promise<unknown> => asking;

/**
 * Asks for one more case behind `inHand`; `undefined` when there was no answer. With `anew`, one that is laid ready, the
 * answer is that one read anew; where it is not, it is no longer theirs and is not ready any more.
 */
export function askAhead(search: string, inHand: string, anew?: string): Promise<CaseView | null | undefined> {
  if (!isAtDesk) return Promise.resolve(undefined);
  const filter = filterOf(new URLSearchParams(search));
  const ready = readyIds().filter((id) => id !== anew);
  const asked = postJson<NextForScreen>("/api/queue/next", { ...claimOf(filter, releasedLately()), inHand, ready });
  const answered = asked.then((answer) => {
    if (!answer.ok) return undefined;
    const { next, gone } = answer.value;
    dropReady(anew !== undefined && next?.case.id !== anew ? [...gone, anew] : gone);
    return next;
  });
  asking = answered;
  return answered;
}

/** Keeps a case for later, with what it will be shown with: its consequence card and its pictures, blurred. */
export function layReady(cache: QueryClient, view: CaseView, mayReveal: boolean): void {
  const one = { view, readAt: Date.now() };
  const before = laidReady.read();
  const isThere = before.some((ready) => ready.view.case.id === view.case.id);
  laidReady.write(
    isThere ? before.map((ready) => (ready.view.case.id === view.case.id ? one : ready)) : [...before, one],
  );
  layCardReady(cache, view);
  if (!mayReveal) return;
  for (const { mediaId, kind, state } of view.content.media)
    if (kind === "image" && state === "stored") new Image().src = veiledAddress(mediaId, view.case.id);
}

/** The first case that is ready to be shown, which is then no longer ahead; null when there is none that is still theirs. */
export function takeReady(): Ready | null {
  const [first, ...rest] = laidReady.read().filter(({ view }) => isStillAhead(view.case, Date.now()));
  laidReady.write(rest);
  return first ?? null;
}

/** Puts a case back that was only laid ready, also while the page is closing. */
export function putBack(caseId: string): Promise<void> {
  return postOnLeaving(`/api/cases/${caseId}/release`, { onlyAhead: true });
}

/** A case that was taken to be worked on, and that its holder never saw: back as by leaving, with what was handed over with it. */
export function giveUnseen(caseId: string): Promise<void> {
  return postOnLeaving(`/api/cases/${caseId}/release`, { leaving: true });
}

/** Who leaves the desk leaves nothing behind it. */
export async function leaveNothingReady(): Promise<void> {
  isAtDesk = false;
  const ready = readyIds();
  laidReady.write([]);
  await Promise.all(ready.map(putBack));
}
