import "server-only";
import { v7 } from "uuid";
import type { Tx } from "@/db/client";
import { command } from "@/lib/platform/command";
import type { Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import type { Moved } from "@/lib/queue/contract";
import { AskColleague, HandCase, HoldCase } from "@/lib/queue/handing.contract";
import { askRefusal, handRefusal, holdHours, inHours, keptHours } from "@/lib/queue/handing.rules";
import { candidate, notTo, refusalToHold } from "@/lib/queue/handing.store";
import { handedLike } from "./golden-handing.queries";
import { goldenSubject } from "./golden-subject.rules";
import { moveTurn, type Turn, turnAtRest } from "./golden-turn.store";
import { moved, turnFor } from "./golden-work.command";

function held(now: Date) {
  const until = inHours(now, holdHours);
  return { leaseUntil: until, heldUntil: until, isAhead: false };
}

/** Why this colleague cannot be asked, or given it, in the words of a case; null: they can. */
async function refusalOf(
  tx: Tx,
  { golden, to, by, rule }: { golden: Turn; to: string; by: Person; rule: typeof handRefusal },
): Promise<Failure | null> {
  const colleague = await candidate(tx, to);
  const refusal = colleague ? rule(handedLike(golden), colleague, by.id) : "hand_unknown";
  return refusal && notTo(refusal);
}

/** Keeps it for its person while they go on with cases, and counts among the five that they may hold. */
export const holdGolden = command<typeof HoldCase, Moved>({
  name: "case.hold",
  permission: "case.claim",
  input: HoldCase,
  subject: ({ caseId }, value) => goldenSubject({ caseId, platform: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "hold", ...input }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const tooMany = await refusalToHold(tx, actor, golden.turn.id, now);
    return tooMany ?? moved(await moveTurn(tx, golden, held(now)));
  },
});

/** Gives it back: it stays as a case that was handed on looks to who handed it, and no colleague is given or told of it. */
export const handGolden = command<typeof HandCase, Moved>({
  name: "case.hand",
  permission: "case.claim",
  input: HandCase,
  subject: ({ caseId, to }, value) => ({ ...goldenSubject({ caseId, platform: value?.platform }), detail: { to } }),
  async run({ tx, actor, now }, { to, why, ...asked }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "hand", ...asked }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const refusal = await refusalOf(tx, { golden, to, by: actor, rule: handRefusal });
    if (refusal) return refusal;
    const state = golden.turn.state === "escalated" ? "escalated" : "open";
    const handed = { handedTo: to, handedWhy: why, handedUntil: inHours(now, keptHours) };
    const waited = { waitingFor: null, waitingUntil: null };
    return moved(await moveTurn(tx, golden, { state, ...turnAtRest, ...waited, ...handed }));
  },
});

/** Held for who asked, with the question beside it; once that time is over it is not given again. Nobody is told. */
export const askAboutGolden = command<typeof AskColleague, Moved>({
  name: "case.ask",
  permission: "case.claim",
  input: AskColleague,
  subject: ({ caseId, to }, value) => ({
    ...goldenSubject({ caseId, platform: value?.platform }),
    detail: { of: to },
  }),
  async run({ tx, actor, now }, { to, text, ...asked }) {
    const { golden, failure } = await turnFor(tx, actor, { verb: "ask", ...asked }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const refusal = await refusalOf(tx, { golden, to, by: actor, rule: askRefusal });
    if (refusal) return refusal;
    const tooMany = await refusalToHold(tx, actor, golden.turn.id, now);
    if (tooMany) return tooMany;
    const question = { id: v7(), of: to, text, at: now.toISOString() };
    const questions = [...golden.turn.questions, question];
    return moved(await moveTurn(tx, golden, { ...held(now), questions }));
  },
});
