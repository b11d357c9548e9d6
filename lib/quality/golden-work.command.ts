import "server-only";
import { v7 } from "uuid";
import type { Tx } from "@/db/client";
import { namesWithheld } from "@/lib/decisions/withhold.rules";
import {
  AskNotifier,
  type Knowledge,
  type NotifierAsked,
  SubstantiateNotice,
} from "@/lib/intake/notice-message.contract";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import {
  ClaimCase,
  type Claimed,
  EscalateCase,
  type Moved,
  ReleaseCase,
  type Released,
  RenewLease,
  ResumeCase,
  WaitForCase,
  WriteNote,
} from "@/lib/queue/contract";
import { type CaseVerb, caseRefusal, closedEnd, holderOf, leaseEnd } from "@/lib/queue/rules";
import { idWithin } from "./golden.rules";
import { recordGolden } from "./golden-care.store";
import { goldenSubject } from "./golden-subject.rules";
import { lockTurn, moveTurn, type Turn, type TurnRow, turnAtRest, turnNotHanded } from "./golden-turn.store";

const aside = { ...turnAtRest, ...turnNotHanded };

type Ask = { verb: CaseVerb; caseId: string; version?: number };

/** The turn, locked, if a case in its place could be moved like this; else the same refusal in the same words. */
export async function turnFor(
  tx: Tx,
  actor: Actor,
  { verb, caseId, version }: Ask,
  now: Date,
): Promise<{ golden: Turn; failure?: undefined } | { failure: Failure; golden?: undefined }> {
  if (actor.kind !== "person") return { failure: fail("forbidden") };
  const golden = await lockTurn(tx, actor, caseId);
  if (!golden) return { failure: fail("not_found", "case_not_found") };
  const { turn } = golden;
  const restingState = turn.state === "waiting" || turn.state === "escalated" ? turn.state : "open";
  const facts = {
    ...turn,
    claimedBy: turn.personId,
    handedBy: turn.personId,
    restingState,
    decidedBefore: false,
  } as const;
  const refusal = caseRefusal(verb, facts, actor, now);
  if (refusal?.reason === "case_decided")
    return { failure: fail("stale", "case_decided", { values: { name: golden.past?.decider ?? actor.name } }) };
  if (refusal) return { failure: fail("refused", refusal.reason, { values: { state: turn.state } }) };
  if (version !== undefined && version !== turn.version) return { failure: fail("stale", "case_changed") };
  return { golden };
}

function claimed(turn: TurnRow, actor: Actor): Result<Claimed> {
  return ok({
    caseId: turn.id,
    platform: turn.platformId,
    version: turn.version,
    leaseUntil: turn.leaseUntil?.toISOString() ?? "",
    claimedBy: { name: actor.kind === "person" ? actor.name : "", isMe: true },
  });
}

/** What a case's own commands answer once it has moved, of a golden item's turn. */
export function moved(turn: TurnRow): Result<Moved> {
  return ok({ caseId: turn.id, platform: turn.platformId, version: turn.version, state: turn.state });
}

const subject = ({ caseId }: { caseId: string }, value?: { platform: string }) =>
  goldenSubject({ caseId, platform: value?.platform });

/** Takes it again, or keeps it with a new lease. */
export const claimGolden = command<typeof ClaimCase, Claimed>({
  name: "case.claim",
  permission: "case.claim",
  input: ClaimCase,
  subject,
  async run({ tx, actor, now }, { caseId }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "claim", caseId }, now);
    if (failure) return failure;
    const { leaseSeconds } = await settingsFor(tx, golden.turn.platformId);
    const lease = { leaseUntil: leaseEnd(now, leaseSeconds), isAhead: false, heldUntil: null };
    const isHeld = holderOf({ ...golden.turn, claimedBy: golden.turn.personId }, now) !== null;
    const more = isHeld ? { version: golden.turn.version } : {};
    if (actor.kind === "person") await recordGolden(tx, actor, golden, now);
    return claimed(await moveTurn(tx, golden, { ...lease, state: "claimed", ...turnNotHanded, ...more }), actor);
  },
});

/** Keeps it while it is on the screen. */
export const renewGolden = command<typeof RenewLease, Claimed>({
  name: "case.renew",
  permission: "case.claim",
  input: RenewLease,
  subject,
  async run({ tx, actor, now }, { caseId }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "renew", caseId }, now);
    if (failure) return failure;
    const { leaseSeconds } = await settingsFor(tx, golden.turn.platformId);
    const leaseUntil = leaseEnd(now, leaseSeconds);
    const lease = { leaseUntil, isAhead: false, heldUntil: null, version: golden.turn.version };
    return claimed(await moveTurn(tx, golden, lease), actor);
  },
});

/** A screen that is left is not refused what became of its case meanwhile. */
async function leftAsItWas(tx: Tx, actor: Actor, caseId: string, failure?: Failure): Promise<Result<Released>> {
  const golden = actor.kind === "person" ? await lockTurn(tx, actor, caseId) : null;
  if (!golden) return failure ?? fail("not_found", "case_not_found");
  const { turn } = golden;
  return ok({ caseId: turn.id, platform: turn.platformId, version: turn.version, state: turn.state, isAsItWas: true });
}

/** Puts it back; it is not given again. */
export const releaseGolden = command<typeof ReleaseCase, Released>({
  name: "case.release",
  permission: "case.claim",
  input: ReleaseCase,
  subject: (input, value) => (value?.isAsItWas ? null : subject(input, value)),
  async run({ tx, actor, now }, { caseId, onlyAhead, leaving, closing }) {
    const isLeft = onlyAhead || leaving;
    const { golden, failure } = await turnFor(tx, actor, { verb: "release", caseId }, now);
    if (failure) return isLeft ? leftAsItWas(tx, actor, caseId, failure) : failure;
    const goesBack = onlyAhead ? golden.turn.isAhead : !(leaving && golden.turn.heldUntil);
    if (goesBack && leaving && closing) {
      const { version, leaseUntil } = golden.turn;
      await moveTurn(tx, golden, { leaseUntil: closedEnd(leaseUntil, now), version });
    }
    if (!goesBack || closing) return leftAsItWas(tx, actor, caseId);
    // Nobody gave it back: it stays theirs, and comes another time.
    const state = isLeft ? "claimed" : "open";
    const released = await moveTurn(tx, golden, { state, ...turnAtRest, ...turnNotHanded });
    return moved({ ...released, state: "open" });
  },
});

/** Set aside until something comes in: nothing was answered, and nothing counts. */
export const waitForGolden = command<typeof WaitForCase, Moved>({
  name: "case.wait",
  permission: "case.claim",
  input: WaitForCase,
  subject,
  async run({ tx, actor, now }, { waitingFor, until, ...asked }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "wait", ...asked }, now);
    if (failure) return failure;
    const waitingUntil = until ? new Date(until) : null;
    if (waitingUntil && waitingUntil <= now)
      return fail("refused", "refused", { fields: [{ field: "until", reason: "wait_in_the_past" }] });
    return moved(await moveTurn(tx, golden, { state: "waiting", waitingFor, waitingUntil, ...aside }));
  },
});

/** Handed to a supervisor: nothing was answered, and nothing counts. */
export const escalateGolden = command<typeof EscalateCase, Moved>({
  name: "case.escalate",
  permission: "case.escalate",
  input: EscalateCase,
  subject,
  async run({ tx, actor, now }, { to, why, ...asked }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "escalate", ...asked }, now);
    if (failure) return failure;
    const patch = { state: "escalated", escalatedTo: to, escalatedWhy: why, ...aside } as const;
    return moved(await moveTurn(tx, golden, patch));
  },
});

/** Back to where it can be taken again. */
export const resumeGolden = command<typeof ResumeCase, Moved>({
  name: "case.resume",
  permission: "case.claim",
  input: ResumeCase,
  subject,
  async run({ tx, actor, now }, asked) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "resume", ...asked }, now);
    if (failure) return failure;
    const nothing = { waitingFor: null, waitingUntil: null, escalatedTo: null, escalatedWhy: null, ...aside };
    return moved(await moveTurn(tx, golden, { state: "open", ...nothing }));
  },
});

/** A question to a notifier there is not: kept with the turn, and nothing leaves. */
export const askNotifierOnGolden = command<typeof AskNotifier, NotifierAsked>({
  name: "notice.ask",
  permission: "notice.ask",
  input: AskNotifier,
  subject,
  async run({ tx, actor, now }, { caseId, noticeId, text }) {
    const golden = await lockTurn(tx, actor, caseId);
    if (!golden || actor.kind !== "person") return fail("not_found", "case_not_found");
    if (golden.turn.state === "decided") return fail("refused", "case_decided_no_question");
    if (namesWithheld(text, [actor.name]))
      return fail("refused", "refused", { fields: [{ field: "text", reason: "text_names_someone" }] });
    const messageId = v7();
    const { turn } = golden;
    const asked = noticeId ?? idWithin(turn.id, "notice 0");
    const notes = [...turn.notes, { id: messageId, text, at: now.toISOString(), noticeId: asked }];
    await moveTurn(tx, golden, { notes, version: turn.version });
    return ok({ messageId, platform: turn.platformId });
  },
});

/** That a practice report is substantiated: kept with the turn, once, and no clock begins. */
export const substantiateGolden = command<typeof SubstantiateNotice, Knowledge>({
  name: "notice.substantiate",
  permission: "case.decide",
  input: SubstantiateNotice,
  subject,
  async run({ tx, actor, now }, { caseId, noticeId }) {
    const golden = await lockTurn(tx, actor, caseId);
    if (!golden) return fail("not_found", "case_not_found");
    const { turn, item } = golden;
    const at = item.reports.findIndex((_, index) => idWithin(turn.id, `notice ${index}`) === noticeId);
    const report = item.reports[noticeId === undefined ? 0 : at];
    if (!report) return fail("not_found", "case_not_found");
    if (!report.legalClaim) return fail("refused", "no_legal_claim");
    const of = noticeId ?? idWithin(turn.id, "notice 0");
    if (turn.notes.some((note) => note.isKnowledge && note.noticeId === of)) return fail("stale", "knowledge_set");
    const knowledgeAt = now.toISOString();
    const notes = [...turn.notes, { id: v7(), text: "", at: knowledgeAt, noticeId: of, isKnowledge: true }];
    await moveTurn(tx, golden, { notes, version: turn.version });
    return ok({ knowledgeAt, platform: turn.platformId });
  },
});

/** A note, kept with the turn: it is in no search and on nobody's account. */
export const noteOnGolden = command<typeof WriteNote, { noteId: string; platform: string }>({
  name: "case.note",
  permission: "case.note",
  input: WriteNote,
  subject,
  async run({ tx, actor, now }, { caseId, text, onAccount }) {
    const golden = await lockTurn(tx, actor, caseId);
    if (!golden) return fail("not_found", "case_not_found");
    if (onAccount && !golden.item.account)
      return fail("refused", "refused", { fields: [{ field: "onAccount", reason: "no_account_known" }] });
    const noteId = v7();
    const { turn } = golden;
    const notes = [...turn.notes, { id: noteId, text, at: now.toISOString(), ...(onAccount ? { onAccount } : {}) }];
    await moveTurn(tx, golden, { notes, version: turn.version });
    return ok({ noteId, platform: turn.platformId });
  },
});
