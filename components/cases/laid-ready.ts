import type { QueryClient } from "@tanstack/react-query";
import type { CaseView } from "@/lib/decisions/contract";
import { layCardReady } from "../decisions/use-preview";
import { claimOf, filterOf } from "../queue/filters.rules";
import { releasedLately } from "../queue/released";
import { postJson, postOnLeaving } from "../shell/fetch-json";
import { keptValue } from "../shell/kept-value";
import { isStillAhead } from "./ahead.rules";
import { veiledAddress } from "./veiled-address";

/** The case behind the one in hand, whole, as it was when it was last read. One at most, as on the server. */
export const laidReady = keptValue<{ view: CaseView; readAt: number } | null>(null);

let asking: Promise<unknown> = Promise.resolve();
/** What goes back while somebody leaves must not be asked for anew by the screen that they leave. */
let isAtDesk = false;

export function arriveAtDesk(): void {
  isAtDesk = true;
}

/** Resolves once no question for the next case is under way. */
export const untilAsked = (): Promise<unknown> => asking;

/** Asks for the case behind `inHand`; `undefined` when there was no answer. Asked again, it is the same one, read anew. */
export function askAhead(search: string, inHand: string): Promise<CaseView | null | undefined> {
  if (!isAtDesk) return Promise.resolve(undefined);
  const filter = filterOf(new URLSearchParams(search));
  const asked = postJson<CaseView | null>("/api/queue/next", { ...claimOf(filter, releasedLately()), inHand });
  const answered = asked.then((answer) => {
    if (answer.ok && answer.value === null) laidReady.write(null);
    return answer.ok ? answer.value : undefined;
  });
  asking = answered;
  return answered;
}

/** Keeps a case for later, with what it will be shown with: its consequence card and its pictures, blurred. */
export function layReady(cache: QueryClient, view: CaseView, mayReveal: boolean): void {
  laidReady.write({ view, readAt: Date.now() });
  layCardReady(cache, view);
  if (!mayReveal) return;
  for (const { mediaId, kind, state } of view.content.media)
    if (kind === "image" && state === "stored") new Image().src = veiledAddress(mediaId, view.case.id);
}

/** The case that is ready to be shown, which is then no longer ahead; null when there is none that is still theirs. */
export function takeReady(): { view: CaseView; readAt: number } | null {
  const ready = laidReady.read();
  laidReady.write(null);
  return ready && isStillAhead(ready.view.case, Date.now()) ? ready : null;
}

/** Puts a case back that was only laid ready, also while the page is closing. */
export function putBack(caseId: string): Promise<void> {
  return postOnLeaving(`/api/cases/${caseId}/release`, { onlyAhead: true });
}

/** Who leaves the desk leaves nothing behind it. */
export async function leaveNothingReady(): Promise<void> {
  isAtDesk = false;
  const ready = laidReady.read();
  laidReady.write(null);
  if (ready) await putBack(ready.view.case.id);
}
