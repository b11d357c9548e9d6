import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { database } from "@/db/client";
import { goldenAnswers, goldenTurns } from "@/db/schema";
import { openReferral } from "@/lib/crime/referral.command";
import { askNotifier } from "@/lib/decisions/ask-notifier.command";
import type { CaseView, Decided } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import type { NextForScreen } from "@/lib/decisions/next.contract";
import { decideAndNext, idsIn, nextCase } from "@/lib/decisions/next-case.command";
import { substantiateNotice } from "@/lib/decisions/substantiate.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { translateCase } from "@/lib/intake/translate.command";
import { isId } from "@/lib/platform/ids.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { readyBehind } from "@/lib/queue/ahead.store";
import { claimCase, releaseCase, renewLease } from "@/lib/queue/claim.command";
import { escalateCase, resumeCase, waitFor, writeNote } from "@/lib/queue/commands";
import { ClaimNext } from "@/lib/queue/contract";
import { askColleague, handCase, holdCase } from "@/lib/queue/handing.command";
import { caseAtDesk, caseIdIn, goldenAt } from "./desk.queries";
import { answerGolden, undoGolden } from "./golden-answer.command";
import { openReferralOnGolden } from "./golden-crime.command";
import { askAboutGolden, handGolden, holdGolden } from "./golden-handing.command";
import { serveGolden } from "./golden-serve.command";
import {
  askNotifierOnGolden,
  claimGolden,
  escalateGolden,
  noteOnGolden,
  releaseGolden,
  renewGolden,
  resumeGolden,
  substantiateGolden,
  waitForGolden,
} from "./golden-work.command";

type Write<Value> = (actor: Actor, raw: unknown, now?: Date) => Promise<Result<Value>>;

/**
 * The one place where a write of the desk goes to a golden item or to a case. What a golden item's commands can write is
 * in the golden tables and the log alone: they import no writer of a decision's effects.
 */
function either<Value>(ofCase: Write<Value>, ofGolden: Write<Value>): Write<Value> {
  return async (actor, raw, now = new Date()) => {
    const golden = await goldenAt(await database(), actor, caseIdIn(raw));
    return (golden ? ofGolden : ofCase)(actor, raw, now);
  };
}

export const claimAtDesk = either(claimCase, claimGolden);
export const renewAtDesk = either(renewLease, renewGolden);
export const releaseAtDesk = either(releaseCase, releaseGolden);
export const waitAtDesk = either(waitFor, waitForGolden);
export const escalateAtDesk = either(escalateCase, escalateGolden);
export const resumeAtDesk = either(resumeCase, resumeGolden);
export const holdAtDesk = either(holdCase, holdGolden);
export const askAtDesk = either(askColleague, askAboutGolden);
export const handAtDesk = either(handCase, handGolden);
export const askNotifierAtDesk = either(askNotifier, askNotifierOnGolden);
export const substantiateAtDesk = either(substantiateNotice, substantiateGolden);
export const referralAtDesk = either(openReferral, openReferralOnGolden);
export const noteAtDesk = either(writeNote, noteOnGolden);

/** The translation of a copied case's content is that of the case. */
export async function translateAtDesk(actor: Actor, raw: unknown, now: Date = new Date()) {
  const golden = await goldenAt(await database(), actor, caseIdIn(raw));
  const of = golden?.item.sourceCaseId;
  return translateCase(actor, of && typeof raw === "object" ? { ...raw, caseId: of } : raw, now);
}

/** The next case of a filtered queue, or in its place a golden item. */
export async function nextAtDesk(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<CaseView | null>> {
  const served = await serveGolden(actor, raw, now);
  if (!served.ok) return served;
  return served.value ? caseAtDesk(await database(), actor, served.value.caseId, now) : nextCase(actor, raw, now);
}

/**
 * Of the cases that a screen has laid ready, those that are its person's no longer: a limit that they set elsewhere sent them
 * back, somebody took them over, or their time ran out.
 */
async function goneOf(actor: Actor, ready: readonly string[], now: Date): Promise<string[]> {
  if (actor.kind !== "person" || ready.length === 0) return [];
  const db = await database();
  const theirs = new Set((await readyBehind(db, actor, ready, now)).map(({ id }) => id));
  const others = ready.filter((caseId) => !theirs.has(caseId));
  if (others.length === 0) return [];
  const { id, personId, state } = goldenTurns;
  const isHeld = and(inArray(id, others), eq(personId, actor.id), eq(state, "claimed"));
  const held = (await db.select({ id }).from(goldenTurns).where(isHeld)).map((turn) => turn.id);
  return others.filter((caseId) => !held.includes(caseId));
}

/** The next case for a screen, with what it has laid ready and must not show any more. */
export async function nextForScreen(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<NextForScreen>> {
  const next = await nextAtDesk(actor, raw, now);
  if (!next.ok) return next;
  return ok({ next: next.value, gone: await goneOf(actor, ClaimNext.safeParse(raw).data?.ready ?? [], now) });
}

async function decideEither(actor: Actor, raw: unknown, now: Date = new Date(), key: string | null = null) {
  const golden = await goldenAt(await database(), actor, caseIdIn(raw));
  return golden ? answerGolden(actor, raw, now, key) : decideCase(actor, raw, now, key);
}

/**
 * Decides, and takes the next: lib/decisions/next-case.command.ts, with golden items among the cases. Where a next one was
 * asked for, the answer also names what is gone of the cases that are laid ready.
 */
export async function decideAtDesk(
  actor: Actor,
  raw: unknown,
  search: Record<string, string | string[]>,
  now: Date = new Date(),
  key: string | null = null,
): Promise<Result<{ decided: Decided } & NextForScreen>> {
  const answer = await decideAndNext(actor, raw, search, now, key, { decide: decideEither, take: nextAtDesk });
  if (!answer.ok) return answer;
  const ready = search.next === "1" ? idsIn(search.ready).filter(isId) : [];
  return ok({ ...answer.value, gone: await goneOf(actor, ready, now) });
}

/** Takes a decision back, or an answer. */
export async function undoAtDesk(actor: Actor, raw: unknown, now?: Date) {
  const id = typeof raw === "object" && raw !== null && "decisionId" in raw ? raw.decisionId : null;
  const db = await database();
  const [answer] =
    typeof id === "string" && isId(id)
      ? await db.select({ id: goldenAnswers.id }).from(goldenAnswers).where(eq(goldenAnswers.id, id))
      : [];
  if (answer) return undoGolden(actor, raw, now ?? new Date());
  return now ? undoDecision(actor, raw, now) : undoDecision(actor, raw);
}
