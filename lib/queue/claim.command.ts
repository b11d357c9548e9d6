import "server-only";
import { and, desc, eq, gt, inArray, ne, not, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { cases } from "@/db/schema";
import { refusalToAct } from "@/lib/people/consent.store";
import { command } from "@/lib/platform/command";
import { isHard } from "@/lib/platform/harm.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { inHandByNow, laidReady } from "./ahead.store";
import { notBlindTo } from "./blind.store";
import { givenBehind } from "./care.rules";
import { careOf, isLight, markLighter, recordOpened, without } from "./care.store";
import { ClaimCase, type Claimed, ClaimNext, ReleaseCase, type Released, RenewLease } from "./contract";
import { filterOf, orderOf, servedTo } from "./filters.queries";
import { freeNow, keptForNobodyElse, notAmong } from "./free.queries";
import { wasReversedOf } from "./reversed.store";
import { aheadEnd, closedEnd, holderOf, leaseEnd } from "./rules";
import { type CaseRow, caseFor, lockCase, moveCase, movedOf, notHanded, releaseRow } from "./store";

function claimed(row: CaseRow, actor: Actor): Result<Claimed> {
  return ok({
    caseId: row.id,
    platform: row.platformId,
    version: row.version,
    leaseUntil: row.leaseUntil?.toISOString() ?? "",
    claimedBy: { name: actor.kind === "person" ? actor.name : "", isMe: true },
  });
}

const holder = (actor: Actor) => (actor.kind === "system" ? null : (actor.id ?? null));

/** The key through which a program acts for them; null at the desk. */
const keyOf = (actor: Actor) => (actor.kind === "person" ? (actor.through?.keyId ?? null) : null);

/** Keeps the resting state of a lapsed claim: the case goes back to where it was before anybody took it. */
function claim(row: CaseRow, actor: Actor, leaseUntil: Date, claimedAhead = false): Partial<CaseRow> {
  const restingState = row.state === "claimed" ? row.restingState : row.state;
  // Somebody else took over what was kept for a person for long enough.
  const handing = row.handedTo !== null && row.handedTo !== holder(actor) ? notHanded : {};
  const own = { claimedBy: holder(actor), leaseUntil, claimedThrough: keyOf(actor), claimedAhead, heldUntil: null };
  return { state: "claimed", restingState, ...own, ...handing };
}

/** Takes one case. Whoever has it already keeps it with a new lease; anybody else is told who has it. */
export const claimCase = command<typeof ClaimCase, Claimed>({
  name: "case.claim",
  permission: "case.claim",
  input: ClaimCase,
  subject: (input, value) => ({ kind: "case", id: input.caseId, platformId: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "claim", caseId: input.caseId, actor }, now);
    if (failure) return failure;
    const { leaseSeconds } = await settingsFor(tx, row.platformId);
    const leaseUntil = leaseEnd(now, leaseSeconds);
    if (actor.kind === "person") await recordOpened(tx, actor, row, now);
    if (holderOf(row, now) === holder(actor)) return claimed(await extend(tx, row, leaseUntil, actor), actor);
    return claimed(await moveCase(tx, row, claim(row, actor, leaseUntil)), actor);
  },
});

/**
 * Takes the next case of a filtered queue, or null when there is none. SKIP LOCKED: people who ask at the same moment
 * get different cases and do not wait for each other. Lapsed claims are free again. A program that asks for a person
 * gets the case of that queue that it took for them before and that they still have: its answer may have been lost. So
 * does a person at the desk with the one that was laid ready for them.
 */
export const claimNext = command<typeof ClaimNext, Claimed | null>({
  name: "case.claim_next",
  permission: "case.claim",
  input: ClaimNext,
  // An empty queue is asked again and again, and nothing was taken: no entry. The chain is that of the case, never a
  // name that was typed.
  subject: (_, value) =>
    value === null ? null : { kind: "case", id: value?.caseId ?? "none", platformId: value?.platform },
  async run({ tx, actor, now }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    // Alone, so that a repeat that comes while the first is still at it finds what the first took.
    const notAllowed = await refusalToAct(tx, actor, { alone: true });
    if (notAllowed) return notAllowed;
    if (input.inHand) await inHandByNow(tx, actor, input.inHand, now);
    const care = await careOf(tx, actor.id, now);
    const asked = and(
      filterOf(input),
      servedTo(actor),
      without(care.notGiven),
      not(wasReversedOf(actor.id)),
      notBlindTo(actor),
      notAmong(input.except),
      input.inHand ? ne(cases.id, input.inHand) : undefined,
    );
    const isAhead = keyOf(actor) === null && input.inHand !== undefined;
    const { kept: before, behind } = keyOf(actor)
      ? { kept: await takenBefore(tx, actor, asked, now), behind: [] }
      : await laidReady(tx, actor, { asked, inHand: input.inHand, ready: input.ready }, now);
    const turn = givenBehind(care, behind, care.settings.careHardInARow);
    const given = and(asked, without(turn.notGiven));
    const inTurn = { shift: care.shift, isLighterNext: turn.isLighterNext };
    const ofThese = async (these: SQL | undefined) =>
      // What a colleague handed them comes first.
      (await firstFree(tx, and(these, eq(cases.handedTo, actor.id)), input.order, now)) ??
      (await firstFor(tx, inTurn, { asked: and(these, keptForNobodyElse(actor, now)), order: input.order }, now));
    const row =
      before ??
      (await ofThese(and(given, notAmong(input.last)))) ??
      (input.last.length > 0 ? await ofThese(and(given, inArray(cases.id, input.last))) : undefined);
    if (!row) return ok(null);
    if (!isAhead) await recordOpened(tx, actor, row, now, { settings: care.settings });
    const { leaseSeconds } = await settingsFor(tx, row.platformId);
    const leaseUntil = isAhead ? aheadEnd(now, leaseSeconds) : leaseEnd(now, leaseSeconds);
    if (before) return claimed(await extend(tx, before, leaseUntil, actor, isAhead), actor);
    return claimed(await moveCase(tx, row, claim(row, actor, leaseUntil, isAhead)), actor);
  },
});

type Turn = { asked: SQL | undefined; order: z.infer<typeof ClaimNext>["order"] };

/** The first in turn; after hard cases in a row the first that is lighter, if there is one (issue 4: rotation). */
async function firstFor(
  tx: Tx,
  care: Pick<Awaited<ReturnType<typeof careOf>>, "shift" | "isLighterNext">,
  { asked, order }: Turn,
  now: Date,
) {
  const first = await firstFree(tx, asked, order, now);
  if (!first || !care.isLighterNext || !isHard(first.harms)) return first;
  const lighter = await firstFree(tx, and(asked, isLight), order, now);
  if (lighter) await markLighter(tx, care.shift, lighter.id);
  return lighter ?? first;
}

async function firstFree(tx: Tx, asked: SQL | undefined, order: z.infer<typeof ClaimNext>["order"], now: Date) {
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(freeNow(now), asked))
    .orderBy(...orderOf(order))
    .limit(1)
    .for("update", { skipLocked: true });
  return row;
}

/** Of the cases that a program took for this person and they still have, the one it was given last. */
async function takenBefore(tx: Tx, actor: Person, asked: SQL | undefined, now: Date): Promise<CaseRow | undefined> {
  const key = keyOf(actor);
  if (key === null) return undefined;
  const isTheirs = and(
    eq(cases.state, "claimed"),
    eq(cases.claimedBy, actor.id),
    eq(cases.claimedThrough, key),
    gt(cases.leaseUntil, now),
  );
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(isTheirs, asked))
    .orderBy(desc(cases.leaseUntil), desc(cases.id))
    .limit(1)
    .for("update");
  return row;
}

/**
 * A new lease end; what is shown does not change, so neither does the version. Opened at the desk by its person, a case is
 * the desk's from then on, and no program is given it again; it is no longer only laid ready either.
 */
async function extend(tx: Tx, row: CaseRow, leaseUntil: Date, actor: Actor, claimedAhead = false): Promise<CaseRow> {
  const claimedThrough = keyOf(actor) && row.claimedThrough;
  await tx.update(cases).set({ leaseUntil, claimedThrough, claimedAhead, heldUntil: null }).where(eq(cases.id, row.id));
  return { ...row, leaseUntil, claimedThrough, claimedAhead, heldUntil: null };
}

/** Keeps a case while it is open on the screen; refused once somebody else took it over. */
export const renewLease = command<typeof RenewLease, Claimed>({
  name: "case.renew",
  permission: "case.claim",
  input: RenewLease,
  subject: (input, value) => ({ kind: "case", id: input.caseId, platformId: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "renew", caseId: input.caseId, actor }, now);
    if (failure) return failure;
    const { leaseSeconds } = await settingsFor(tx, row.platformId);
    return claimed(await extend(tx, row, leaseEnd(now, leaseSeconds), actor), actor);
  },
});

/** What may have become of a case while its screen was being left. */
const goneMeanwhile: ReadonlySet<string> = new Set(["case_decided", "case_claimed", "case_move_not_allowed"]);

/** Puts a case back to where it was taken from. A supervisor may do so for somebody who is away. */
export const releaseCase = command<typeof ReleaseCase, Released>({
  name: "case.release",
  permission: "case.claim",
  input: ReleaseCase,
  subject: (input, value) =>
    value?.isAsItWas ? null : { kind: "case", id: input.caseId, platformId: value?.platform },
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "release", caseId: input.caseId, actor }, now);
    if (!input.onlyAhead && !input.leaving) return failure ?? ok(movedOf(await releaseRow(tx, row)));
    if (failure && !goneMeanwhile.has(failure.reason)) return failure;
    const found = row ?? (await lockCase(tx, input.caseId));
    if (!found) return fail("not_found", "case_not_found");
    const isTheirs = found.state === "claimed" && found.claimedBy === holder(actor);
    const goesBack = isTheirs && (input.onlyAhead ? found.claimedAhead : found.heldUntil === null);
    if (goesBack && input.leaving && input.closing) {
      const leaseUntil = closedEnd(found.leaseUntil, now);
      await tx.update(cases).set({ leaseUntil }).where(eq(cases.id, found.id));
    }
    if (!goesBack || input.closing) return ok({ ...movedOf(found), isAsItWas: true });
    // Nobody gave it back: what a colleague kept for them stays kept.
    return ok(movedOf(await releaseRow(tx, found, true)));
  },
});
