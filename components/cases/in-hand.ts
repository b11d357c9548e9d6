import type { QueryClient } from "@tanstack/react-query";
import type { CaseView } from "@/lib/decisions/contract";
import { hasDraft } from "../decisions/kept-drafts";
import { caseIdNow, caseKey } from "../decisions/one-case";
import { isUnderWay } from "../decisions/under-way";
import { settleQueue } from "../decisions/use-decide";
import { rememberReleased } from "../queue/released";
import { postJson, postOnLeaving } from "../shell/fetch-json";
import { keptInTab } from "../shell/kept-in-tab";
import { readNote } from "./kept-note";
import { tellOtherTabs } from "./left-elsewhere";

/** What this tab took to work on: "here" while it has it, "left" once it gave it back by going elsewhere. */
const inHand = keptInTab("in-hand:");

/** Pages on which people look something up about the case in hand: whoever is there is still at it. */
const besideCase = /^\/(cases|accounts|policy|referrals|search|statements)(\/|$)/;

/** Whether a case stays in hand while its holder is on this page. */
export const staysInHand = (path: string): boolean => besideCase.test(path);

/** The case that this tab takes now; another one that nothing was done on goes back, for nobody works on two. */
export function takeInHand(cache: QueryClient, caseId: string): void {
  // What was left for earlier work is only looked at when it is opened again: taking it would give this one back.
  for (const id of inHand.ids()) if (inHand.read(id) === "left") inHand.drop(id);
  void leaveNothingInHand(cache, { except: caseId });
  inHand.write(caseId, "here");
}

/** This tab asks for the case. Who goes before the answer comes gives it back all the same. */
export function askedFor(caseId: string): void {
  inHand.write(caseId, "here");
}

/** It is decided, set aside or put back: no longer this tab's to give back. */
export function letGo(caseId: string): void {
  inHand.drop(caseId);
}

/** Whether this tab gave the case back by going elsewhere; asked once, by whoever comes back to it. */
export function wasLeft(caseId: string): boolean {
  if (inHand.read(caseId) !== "left") return false;
  inHand.drop(caseId);
  return true;
}

/** Releases on their way. Who comes back takes the case after that: before it, it would be freed while they look at it. */
const goingBack = new Map<string, Promise<void>>();

/** Resolves once nothing that was said of leaving this case is on its way. */
export const untilGivenBack = (caseId: string): Promise<void> => goingBack.get(caseId) ?? Promise.resolve();

/** Why a screen is left: for other work, by signing out, or because the page closes, perhaps to be read anew. */
type Leaving = "work" | "signOut" | "closing";

/**
 * Puts a case back that somebody leaves without having done anything on it, also while the page is closing: else it would be
 * nobody's work and out of everybody's sight until its lease is over. One with a draft or a note stays theirs for that long.
 */
export async function giveBack(cache: QueryClient, caseId: string, why: Leaving = "work"): Promise<void> {
  if (hasDraft(caseId) || readNote(caseId).text !== "" || isUnderWay(cache, caseId)) return;
  inHand.write(caseId, "left");
  rememberReleased(caseId);
  const told = postOnLeaving(`/api/cases/${caseId}/release`, { leaving: true, closing: why === "closing" });
  goingBack.set(caseId, told);
  if (why === "closing") tellOtherTabs(caseId);
  await told;
  if (goingBack.get(caseId) === told) goingBack.delete(caseId);
  // After the release, which would come upon their claim otherwise. Whoever signs out does so in all tabs.
  if (why === "work") tellOtherTabs(caseId);
  // What is known of it is from before.
  void cache.invalidateQueries({ queryKey: caseKey(caseId), refetchType: "none" });
  settleQueue(cache);
}

type Left = { except?: string; why?: Leaving };

/** Everything that this tab has in hand, but for one. */
export async function leaveNothingInHand(cache: QueryClient, { except, why }: Left = {}): Promise<void> {
  const here = inHand.ids().filter((id) => id !== except && inHand.read(id) === "here");
  await Promise.all(here.map((id) => giveBack(cache, id, why)));
}

/** The case was given back while this tab still works on it: it is taken again, if nobody else was quicker. */
async function takeAgain(cache: QueryClient, caseId: string): Promise<void> {
  askedFor(caseId);
  const claimed = await postJson(`/api/cases/${caseId}/claim`);
  if (!claimed.ok) inHand.drop(caseId);
  void cache.invalidateQueries({ queryKey: caseKey(caseId) });
}

/** Another tab of the same person left a case: what is in this one's hands, or theirs on its screen, stays so. */
export async function leftElsewhere(cache: QueryClient, caseId: string): Promise<void> {
  const isOnScreen = caseIdNow() === caseId && cache.getQueryData<CaseView>(caseKey(caseId))?.case.claimedBy?.isMe;
  if (inHand.read(caseId) === "here" || isOnScreen) await takeAgain(cache, caseId);
}

/** The browser kept the closed page whole and shows it again: what stood on it was left, and is taken again. */
export async function shownAgain(cache: QueryClient): Promise<void> {
  const caseId = caseIdNow();
  if (caseId !== null && wasLeft(caseId)) await untilGivenBack(caseId).then(() => takeAgain(cache, caseId));
}
