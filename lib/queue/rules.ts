import type { Role } from "@/lib/platform/permissions.rules";
import type { CaseState } from "./contract";

/** What may be done with a case. A held case is `claimed`; its resting state is where it goes back to. */
export type CaseVerb =
  | "claim"
  | "renew"
  | "release"
  | "escalate"
  | "wait"
  | "hold"
  | "ask"
  | "hand"
  | "resume"
  | "wake"
  | "decide"
  | "refer"
  | "undo"
  | "reopen";
export type RestingState = Exclude<CaseState, "claimed" | "decided">;

/** The whole life of a case: from which states a verb may move it. Where to, `stateAfter` says. */
export const caseMoves: Readonly<Record<CaseVerb, readonly CaseState[]>> = {
  claim: ["open", "reopened", "waiting", "escalated", "claimed"],
  renew: ["claimed"],
  release: ["claimed"],
  escalate: ["open", "reopened", "waiting", "claimed"],
  wait: ["open", "reopened", "escalated", "claimed"],
  hold: ["claimed"],
  ask: ["claimed"],
  hand: ["open", "reopened", "waiting", "escalated", "claimed"],
  resume: ["waiting", "escalated", "claimed"],
  wake: ["waiting"],
  decide: ["open", "reopened", "waiting", "escalated", "claimed"],
  // A referral decides nothing: it leaves the case waiting, and is taken back from there.
  refer: ["open", "reopened", "waiting", "escalated", "claimed"],
  undo: ["decided", "waiting"],
  reopen: ["decided"],
};

/** Whether a case in this state may be moved by this verb; who may is asked apart. */
export function mayCaseMove(from: CaseState, verb: CaseVerb): boolean {
  return caseMoves[verb].includes(from);
}

/** What the rules need to know of a case. `decidedBefore`: it was decided once and opened again. */
export type CaseFacts = {
  state: CaseState;
  restingState: CaseState;
  claimedBy: string | null;
  leaseUntil: Date | null;
  decidedBefore: boolean;
  /** Kept for a named person until then, by whom. */
  handedTo?: string | null;
  handedBy?: string | null;
  handedUntil?: Date | null;
};

/** Where a case rests when nobody holds it; after waiting or escalation it is open again, or reopened if it was. */
export function stateAfter(verb: Exclude<CaseVerb, "renew" | "undo">, facts: CaseFacts): CaseState {
  switch (verb) {
    case "claim":
    case "hold":
    case "ask":
      return "claimed";
    // What was escalated stays so in other hands; what waited waits no more.
    case "hand":
      return facts.restingState === "escalated" ? "escalated" : facts.decidedBefore ? "reopened" : "open";
    case "release":
      return facts.restingState;
    case "escalate":
      return "escalated";
    case "wait":
    case "refer":
      return "waiting";
    case "decide":
      return "decided";
    case "reopen":
      return "reopened";
    case "resume":
    case "wake":
      return facts.decidedBefore ? "reopened" : "open";
  }
}

/** Who holds the case now, or null. A lapsed lease holds nothing: the person went home, and the case is free. */
export function holderOf(facts: Pick<CaseFacts, "state" | "claimedBy" | "leaseUntil">, now: Date): string | null {
  if (facts.state !== "claimed" || !facts.claimedBy || !facts.leaseUntil) return null;
  return facts.leaseUntil > now ? facts.claimedBy : null;
}

/** For whom the case is kept now, or null: after a day it is anybody's, so that nothing waits for somebody who is away. */
export function keptFor(facts: Pick<CaseFacts, "handedTo" | "handedUntil">, now: Date): string | null {
  return facts.handedTo && facts.handedUntil && facts.handedUntil > now ? facts.handedTo : null;
}

const keptVerbs: ReadonlySet<CaseVerb> = new Set(["claim", "decide", "refer", "wait", "escalate", "hand"]);

export type CaseRefusal =
  | { reason: "case_decided" | "case_claimed" | "case_handed"; heldBy: string | null }
  | { reason: "case_move_not_allowed" | "case_needs_supervisor" | "case_not_held"; heldBy: null };

/** Why this person may not do this with the case now, or null. Two people never work on one case. */
export function caseRefusal(
  verb: CaseVerb,
  facts: CaseFacts,
  person: { id: string; role: Role },
  now: Date,
): CaseRefusal | null {
  if (facts.state === "decided" && verb !== "undo" && verb !== "reopen")
    return { reason: "case_decided", heldBy: null };
  if (!mayCaseMove(facts.state, verb)) return { reason: "case_move_not_allowed", heldBy: null };
  const holder = holderOf(facts, now);
  // A supervisor may take a case out of the hands of somebody who is ill; nobody may decide it under them.
  const mayOverrule = verb === "release" && person.role === "supervisor";
  if (holder !== null && holder !== person.id && !mayOverrule) return { reason: "case_claimed", heldBy: holder };
  const kept = keptFor(facts, now);
  const isTheirs = kept === person.id || facts.handedBy === person.id || holder === person.id;
  if (kept !== null && keptVerbs.has(verb) && !isTheirs && person.role !== "supervisor")
    return { reason: "case_handed", heldBy: kept };
  if (ownVerbs.has(verb) && facts.claimedBy !== person.id) return { reason: "case_not_held", heldBy: null };
  const rests = facts.state === "claimed" ? facts.restingState : facts.state;
  if (rests === "escalated" && needsSupervisor.has(verb) && person.role !== "supervisor") {
    return { reason: "case_needs_supervisor", heldBy: null };
  }
  return null;
}

/** What was escalated is a supervisor's to take, to answer and to send back. */
const needsSupervisor: ReadonlySet<CaseVerb> = new Set(["claim", "decide", "refer", "resume", "wait", "hand"]);

/** What only who holds a case may do with it. */
const ownVerbs: ReadonlySet<CaseVerb> = new Set(["renew", "hold", "ask"]);

/** When a lease taken or renewed now ends. */
export function leaseEnd(now: Date, leaseSeconds: number): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}

/** A tab that asks for the next case says so again after half of this; one that was closed, or lost its way, does not. */
const aheadSeconds = 60;

/** So many cases are laid ready behind the one in hand: several quick decisions in a row wait for nothing. */
export const mostReady = 3;

/** When a case that was only laid ready is free again: soon, for nobody reads it, and what a closing tab says may be lost. */
export function aheadEnd(now: Date, leaseSeconds: number): Date {
  return leaseEnd(now, Math.min(leaseSeconds, aheadSeconds));
}

/**
 * So long a page that closes may come back, as by a reload: a case that nothing was done on is not given to somebody else in
 * that time. Longer than the minute in which a page in sight renews its lease (components/cases/holding.rules.ts), so that
 * another tab of theirs keeps the case, and so does the page that came back before the last word of the one before it.
 */
const returnSeconds = 90;

/** When a case is free whose page was closed; never later than it would have been. */
export function closedEnd(leaseUntil: Date | null, now: Date): Date {
  const end = leaseEnd(now, returnSeconds);
  return leaseUntil !== null && leaseUntil < end ? leaseUntil : end;
}
