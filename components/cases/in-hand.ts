import type { QueryClient } from "@tanstack/react-query";
import { hasDraft } from "../decisions/kept-drafts";
import { caseKey } from "../decisions/one-case";
import { isUnderWay } from "../decisions/under-way";
import { settleQueue } from "../decisions/use-decide";
import { rememberReleased } from "../queue/released";
import { postOnLeaving } from "../shell/fetch-json";
import { keptInTab } from "../shell/kept-in-tab";
import { readNote } from "./kept-note";

/** What this tab took to work on: "here" while it has it, "left" once it gave it back by going elsewhere. */
const inHand = keptInTab("in-hand:");

/** Pages on which people look something up about the case in hand: whoever is there is still at it. */
const besideCase = /^\/(cases|accounts|policy|search|statements)(\/|$)/;

/** Whether a case stays in hand while its holder is on this page. */
export const staysInHand = (path: string): boolean => besideCase.test(path);

/** The case that this tab takes now; another one that nothing was done on goes back, for nobody works on two. */
export function takeInHand(cache: QueryClient, caseId: string): void {
  void leaveNothingInHand(cache, caseId);
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

/**
 * Puts a case back that somebody leaves without having done anything on it, also while the page is closing: else it would be
 * nobody's work and out of everybody's sight until its lease is over. One with a draft or a note stays theirs for that long.
 */
export async function giveBack(cache: QueryClient, caseId: string): Promise<void> {
  if (hasDraft(caseId) || readNote(caseId).text !== "" || isUnderWay(cache, caseId)) return;
  inHand.write(caseId, "left");
  rememberReleased(caseId);
  await postOnLeaving(`/api/cases/${caseId}/release`, { leaving: true });
  // What is known of it is from before.
  void cache.invalidateQueries({ queryKey: caseKey(caseId), refetchType: "none" });
  settleQueue(cache);
}

/** Everything that this tab has in hand, but for one. */
export async function leaveNothingInHand(cache: QueryClient, except?: string): Promise<void> {
  const here = inHand.ids().filter((id) => id !== except && inHand.read(id) === "here");
  await Promise.all(here.map((id) => giveBack(cache, id)));
}
