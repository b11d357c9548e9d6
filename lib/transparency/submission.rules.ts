import type { RefusedField, SubmissionState } from "@/db/schema";
import { textsOf } from "@/lib/decisions/copy-review.rules";
import { backoffSeconds, maxAttempts } from "@/lib/platform/outbox.rules";
import type { Existence, Fate, LaneFate, UnknownWhy } from "@/lib/transparency-database/answer.rules";
import { findPersonalData } from "@/lib/transparency-database/personal-data.rules";
import { validateStatementPayload } from "@/lib/transparency-database/statement-payload.rules";

/** As many as one call may carry, and the bytes that it stays below (DSA.md sections 2 and 6). */
export const mostInABatch = 100;
export const mostBytesInABatch = 3_500_000;

/** A parallel request holds a PUID for so long: only then is the answer to "is it taken" about us (section 2). */
export const askAfterSeconds = 30;

/**
 * The database forgets PUIDs after 181 days, and would then take a statement twice. One day less, for the night in which
 * it does that and for the way there.
 */
const guardDays = 180;

export type Held = "refused" | "invalid" | "personal_data" | "too_old" | "not_understood" | "unanswered";

/** What of a row changes; nothing else is written. */
export type Change = {
  state: SubmissionState;
  runAt?: Date;
  lockedUntil: null;
  attempts?: number;
  isAlone?: boolean;
  why?: string | null;
  fields?: RefusedField[];
  uuid?: string | null;
  response?: unknown;
  deliveredAt?: Date;
};
export type Tried = { attempts: number; firstTriedAt: Date | null };

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

/** True when it was tried so long ago that a second one would no longer be recognised as the same. */
export function isTooOld(firstTriedAt: Date | null, now: Date): boolean {
  return firstTriedAt !== null && now.getTime() - firstTriedAt.getTime() >= guardDays * 86_400_000;
}

/** How long one statement may go without an answer that says what became of it, before somebody looks. */
const unansweredAfterMs = 24 * 3_600_000;
/** And how long one may be asked for in vain: longer, for the queue may have stood still in between. */
const askedInVainMs = 3 * unansweredAfterMs;

/**
 * One that the other side cannot bear, while it takes all others: it is tried by itself, often and for a day, and then a
 * person looks. That nothing can be reached is no fault of this one; of that the queue itself tells.
 */
function isUnanswered({ attempts, firstTriedAt }: Tried, why: UnknownWhy, now: Date): boolean {
  if (why === "unreachable" || attempts < maxAttempts) return false;
  return firstTriedAt === null || now.getTime() - firstTriedAt.getTime() >= unansweredAfterMs;
}

const held = (why: Held, fields: RefusedField[] = []): Change => ({ state: "held", why, fields, lockedUntil: null });

/**
 * What keeps a statement from being sent at all: too old to be sent again, what the database would refuse (all fields), or
 * personal data in a text that nobody looked at (B2). Null: it may leave.
 */
export function heldBefore(
  one: { payload: Record<string, unknown>; puid: string; isReviewed: boolean } & Tried,
  now: Date,
): Change | null {
  if (isTooOld(one.firstTriedAt, now)) return held("too_old");
  const { errors } = validateStatementPayload(one.payload);
  if (errors.length > 0) return held("invalid", grouped(errors));
  if (one.payload.puid !== one.puid)
    return held("invalid", [{ field: "puid", said: ["It is not the PUID of this statement."] }]);
  if (one.isReviewed) return null;
  const personal = textsOf(one.payload).flatMap(({ field, text }) => {
    const kinds = [...new Set(findPersonalData(text).map(({ kind }) => kind))];
    return kinds.length > 0 ? [{ field, said: kinds }] : [];
  });
  return personal.length > 0 ? held("personal_data", personal) : null;
}

function grouped(errors: readonly { field: string; message: string }[]): RefusedField[] {
  return errors.map(({ field, message }) => ({ field, said: [message] }));
}

/**
 * What becomes of a statement after a try.
 * @param isWell whether the other side answers at all: of a whole queue that fails, the queue tells, and none is held for it
 */
export function afterTry(fate: Fate, { attempts, firstTriedAt }: Tried, now: Date, isWell = true): Change {
  switch (fate.kind) {
    case "accepted":
      return { ...settled(now), uuid: fate.uuid, response: fate.response };
    case "taken":
      return { state: "asking", runAt: later(now, askAfterSeconds), lockedUntil: null, why: "taken" };
    case "refused":
      return held("refused", fate.fields);
    case "free":
      return { state: "waiting", runAt: now, lockedUntil: null, ...(fate.isAlone ? { isAlone: true } : {}) };
    case "unknown":
      // It keeps answering what nobody can read: somebody looks. The same PUID protects whatever they then do.
      if (fate.why === "not_understood" && attempts >= maxAttempts) return held("not_understood");
      if (isWell && isUnanswered({ attempts, firstTriedAt }, fate.why, now)) return held("unanswered");
      return {
        state: "waiting",
        runAt: later(now, backoffSeconds(attempts)),
        lockedUntil: null,
        why: fate.why,
        // A batch that failed twice may hold one that the other side cannot bear.
        ...(attempts >= 2 && fate.why !== "unreachable" ? { isAlone: true } : {}),
      };
  }
}

/** What a trial run's database has taken is not delivered: the database itself is still owed it. */
export function inTrial(change: Change): Change {
  return change.state === "delivered" ? { state: "tried", lockedUntil: null, why: null, fields: [] } : change;
}

const settled = (now: Date): Change => ({
  state: "delivered",
  deliveredAt: now,
  lockedUntil: null,
  why: null,
  fields: [],
});

/** What becomes of one whose PUID was asked for. Free may be sent again, unless the guard may have forgotten it. */
export function afterAsking(
  { found, lane }: Existence,
  { attempts, firstTriedAt }: Tried,
  now: Date,
  isWell = true,
): Change {
  if (found === "delivered") return settled(now);
  if (isTooOld(firstTriedAt, now)) return held("too_old");
  if (found === "free") return { state: "waiting", runAt: now, lockedUntil: null, why: null, isAlone: true };
  const isNoFaultOfThis = lane !== null && (lane.kind === "stop" || lane.seconds > 0 || lane.why === "unreachable");
  const since = firstTriedAt ? now.getTime() - firstTriedAt.getTime() : 0;
  if (isWell && !isNoFaultOfThis && since >= askedInVainMs) return held("unanswered");
  const seconds = Math.max(askAfterSeconds, backoffSeconds(attempts));
  return { state: "asking", runAt: later(now, seconds), lockedUntil: null, why: "taken" };
}

export type Lane = {
  stoppedAt: Date | null;
  waitsUntil: Date | null;
  failures: number;
  lastFailure: string | null;
};
/** After so many answers that said nothing of use, somebody is told. */
export const alertAfterFailures = 6;

/** How the way to the database stands after an answer. */
export function laneAfter(lane: Pick<Lane, "failures" | "waitsUntil" | "lastFailure">, fate: LaneFate, now: Date) {
  // A yes to what was sent before does not take back that we were asked to wait.
  const isAskedToWait = lane.lastFailure === "asked_to_wait" && lane.waitsUntil !== null && lane.waitsUntil > now;
  if (fate === null && isAskedToWait) return { failures: 0 };
  if (fate === null) return { waitsUntil: null, failures: 0, lastFailure: null };
  if (fate.kind === "stop") return { stoppedAt: now, stoppedWhy: fate.why, lastFailure: fate.why };
  if (fate.seconds > 0) {
    const until = later(now, fate.seconds);
    const isSooner = isAskedToWait && lane.waitsUntil !== null && lane.waitsUntil > until;
    return { waitsUntil: isSooner ? lane.waitsUntil : until, lastFailure: fate.why };
  }
  const failures = lane.failures + 1;
  if (isAskedToWait) return { failures };
  return { waitsUntil: later(now, Math.min(300, backoffSeconds(failures))), failures, lastFailure: fate.why };
}

/** As many of the given as one call may carry, in their order; at least one. */
export function oneCall<One extends { payload: unknown; isAlone: boolean }>(given: readonly One[]): One[] {
  const [first] = given;
  if (!first) return [];
  if (first.isAlone) return [first];
  const call: One[] = [];
  let bytes = 0;
  for (const one of given) {
    bytes += Buffer.byteLength(JSON.stringify(one.payload));
    if (one.isAlone || call.length === mostInABatch || (call.length > 0 && bytes > mostBytesInABatch)) break;
    call.push(one);
  }
  return call;
}
