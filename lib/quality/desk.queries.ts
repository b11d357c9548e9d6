import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, database } from "@/db/client";
import { cases } from "@/db/schema";
import { blindOnCase } from "@/lib/appeals/held-blind.queries";
import { clausesOfCase } from "@/lib/decisions/clause.queries";
import { previewCleared } from "@/lib/decisions/cleared-preview.queries";
import type { CaseView } from "@/lib/decisions/contract";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { previewCase } from "@/lib/decisions/preview.queries";
import { caseView } from "@/lib/decisions/queries";
import { waveOfCase } from "@/lib/decisions/wave.queries";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { casesHeldBlind } from "@/lib/queue/blind.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { colleaguesFor, forMe, questionsOf } from "@/lib/queue/for-me.queries";
import type { ForMeRow } from "@/lib/queue/handing.contract";
import { goldenColleagues, goldenForMe, goldenQuestions, withHeld } from "./golden-handing.queries";
import { goldenCard, goldenClauses, goldenCleared, goldenMade, goldenPrecedents } from "./golden-questions.queries";
import { type Turn, turnOf } from "./golden-turn.store";
import { goldenView } from "./golden-view.queries";

/**
 * The one place where the desk tells a golden item from a case, for reads; desk.command.ts is the same for writes. A
 * screen asks here by what it has for a case's id, and is never told which of the two answered.
 */
export async function goldenAt(db: Db, actor: Actor, caseId: unknown): Promise<Turn | null> {
  if (typeof caseId !== "string" || !isId(caseId) || !can(actor, "case.view")) return null;
  return turnOf(db, actor, caseId);
}

export const caseIdIn = (raw: unknown): unknown =>
  typeof raw === "object" && raw !== null && "caseId" in raw ? raw.caseId : null;

/**
 * Whether `caseAtDesk` finds this case for this reader: one look by its key, for the status of its page. Cases come first,
 * so that hardly any opening asks for golden items too.
 */
export async function isAtDesk(db: Db, actor: Actor, caseId: string): Promise<boolean> {
  if (!isId(caseId) || !can(actor, "case.view")) return false;
  const { id, platformId } = cases;
  const [row] = await db
    .select({ platformId })
    .from(cases)
    .where(and(eq(id, caseId), shownTo(actor)));
  return row ? mayOn(actor, row.platformId) : (await goldenAt(db, actor, caseId)) !== null;
}

/** One case, whole; `appeal_blind_first` for who looks at an appeal about it and has not kept a finding. */
export async function caseAtDesk(
  db: Db,
  actor: Actor,
  caseId: string,
  now: Date = new Date(),
): Promise<Result<CaseView>> {
  const golden = actor.kind === "person" ? await goldenAt(db, actor, caseId) : null;
  if (golden && actor.kind === "person") return ok(await goldenView(db, actor, golden, now));
  const view = await caseView(db, actor, caseId, now);
  return (view.ok ? await blindOnCase(db, actor, caseId) : null) ?? view;
}

/** What is said of a case in a draft tells its account's history as well: closed with the case itself. */
async function closedOf(db: Db, actor: Actor, raw: unknown) {
  const caseId = caseIdIn(raw);
  return typeof caseId === "string" && isId(caseId) ? blindOnCase(db, actor, caseId) : null;
}

/** The consequence card. */
export async function previewAtDesk(actor: Actor, raw: unknown, now: Date = new Date()) {
  const db = await database();
  const golden = await goldenAt(db, actor, caseIdIn(raw));
  return golden
    ? goldenCard(db, actor, { golden, raw }, now)
    : ((await closedOf(db, actor, raw)) ?? previewCase(actor, raw, now));
}

/** The letters that finding nothing would bring. */
export async function clearedAtDesk(actor: Actor, raw: unknown, now: Date = new Date()) {
  const db = await database();
  const golden = await goldenAt(db, actor, caseIdIn(raw));
  return golden
    ? goldenCleared(db, actor, { golden, raw }, now)
    : ((await closedOf(db, actor, raw)) ?? previewCleared(actor, raw, now));
}

/** What was decided under a clause about content like this. */
export async function precedentsAtDesk(
  db: Db,
  actor: Actor,
  { caseId, ref, now }: { caseId: string; ref: string; now: Date },
) {
  const golden = await goldenAt(db, actor, caseId);
  if (golden) return goldenPrecedents(db, actor, { golden, ref }, now);
  const found = await precedentsOf(db, actor, { caseId, ref, now });
  if (!found.ok) return found;
  const kept = await casesHeldBlind(db, actor);
  return ok({ ...found.value, precedents: found.value.precedents.filter((one) => !kept.has(one.caseId)) });
}

/** Clauses that govern the content and hold the words. */
export async function clausesAtDesk(db: Db, actor: Actor, caseId: string, text: string) {
  const golden = await goldenAt(db, actor, caseId);
  return golden ? goldenClauses(db, actor, golden, text) : clausesOfCase(db, actor, caseId, text);
}

/** The decisions that were made on it. */
export async function madeAtDesk(db: Db, actor: Actor, caseId: string, now: Date = new Date()) {
  const golden = await goldenAt(db, actor, caseId);
  if (golden) return goldenMade(db, actor, golden, now);
  return (await blindOnCase(db, actor, caseId)) ?? madeDecisions(db, actor, caseId);
}

/** The wave it is in with others; a golden item is alone. */
export async function waveAtDesk(db: Db, actor: Actor, caseId: string) {
  const golden = await goldenAt(db, actor, caseId);
  return golden ? ok(null) : waveOfCase(db, actor, caseId);
}

/** Whom it may be handed to, or who may be asked about it. */
export async function colleaguesAtDesk(db: Db, actor: Actor, caseId: string) {
  const golden = await goldenAt(db, actor, caseId);
  return golden ? goldenColleagues(db, actor, golden) : colleaguesFor(db, actor, caseId);
}

/** What was asked about it and answered. */
export async function questionsAtDesk(db: Db, actor: Actor, caseId: string) {
  const golden = await goldenAt(db, actor, caseId);
  return golden ? ok(await goldenQuestions(db, actor, golden)) : questionsOf(db, actor, caseId);
}

/** What colleagues want of a person, and what they hold, among it golden items. */
export async function forMeAtDesk(db: Db, actor: Actor, now: Date = new Date()): Promise<Result<ForMeRow[]>> {
  const mine = await forMe(db, actor, now);
  if (!mine.ok || actor.kind !== "person" || actor.through) return mine;
  const held = await goldenForMe(db, actor, now);
  return held.length === 0 ? mine : ok(withHeld(mine.value, held));
}
