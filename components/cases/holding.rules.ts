import type { CaseView } from "@/lib/decisions/contract";

/** Whose a case is for the person who looks at it. */
export type Holding =
  | { is: "mine" }
  | { is: "free" }
  /** It was mine and no longer is; `by` has it now, or nobody. */
  | { is: "lapsed"; by: string | null }
  | { is: "theirs"; by: string }
  | { is: "decided" };

/** @param wasMine whether this page has held it before */
export function holdingOf(
  view: Pick<CaseView["case"], "state" | "claimedBy" | "leaseUntil">,
  wasMine: boolean,
  now: number,
): Holding {
  if (view.state === "decided") return { is: "decided" };
  const holder = view.claimedBy;
  // The screen may be older than the lease: a claim that ran out is no claim, whoever had it.
  const hasLapsed = view.leaseUntil !== null && Date.parse(view.leaseUntil) <= now;
  if (holder?.isMe && !hasLapsed) return { is: "mine" };
  if (holder && !holder.isMe && !hasLapsed)
    return wasMine ? { is: "lapsed", by: holder.name } : { is: "theirs", by: holder.name };
  return wasMine ? { is: "lapsed", by: null } : { is: "free" };
}

/** When to renew: at half of what is left, never sooner than 5 s nor later than a minute, in milliseconds. */
export function renewIn(leaseUntil: string, now: number): number {
  return Math.min(60_000, Math.max(5_000, (Date.parse(leaseUntil) - now) / 2));
}

/** What of a case says how soon it changes by itself. */
type Looked = { case: Pick<CaseView["case"], "claimedBy">; content: { media: { state: string }[] } };

/**
 * How soon to look again, in milliseconds: soon while a picture is being fetched for somebody who waits for it, or while a
 * colleague has the case (what is said of whose it is must not be old), else rarely.
 */
export function lookAgainIn(view: Looked | undefined): number {
  if (view?.content.media.some(({ state }) => state === "waiting")) return 3_000;
  return view?.case.claimedBy && !view.case.claimedBy.isMe ? 10_000 : 60_000;
}
