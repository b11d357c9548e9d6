import { type Db, database } from "@/db/client";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { caseIdIn, goldenAt } from "@/lib/quality/desk.queries";
import { keepGoldenInBreak } from "@/lib/quality/golden-break.command";
import { openGolden } from "@/lib/quality/golden-care.command";
import { giveBackGolden, goldenInHand } from "@/lib/quality/golden-giving-back.command";
import { changeCare, openCase } from "@/lib/wellbeing/care.command";
import { ChangeCare, type MyDay, Work, type Worked } from "@/lib/wellbeing/contract";
import { myDay } from "@/lib/wellbeing/queries";
import { work } from "@/lib/wellbeing/work.command";

// Quality and care do not know each other: here a golden item is counted and given back as a case is, or it would be known.

/** That something is before its reader: a golden item counts for them as a case does. */
export async function openAtDesk(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<{ caseId: string }>> {
  const golden = await goldenAt(await database(), actor, caseIdIn(raw));
  return (golden ? openGolden : openCase)(actor, raw, now);
}

/** The asker's own day, golden items in hand among what they hold. */
export async function dayAtDesk(db: Db, actor: Actor, now: Date = new Date()): Promise<Result<MyDay>> {
  const day = await myDay(db, actor, now);
  if (!day.ok || actor.kind !== "person") return day;
  return ok({ ...day.value, held: day.value.held + (await goldenInHand(db, actor, now)) });
}

/** Shifts and breaks: what is given back at their end or by hand is all that is held, and so is what a break keeps. */
export async function workAtDesk(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<Worked>> {
  const done = await work(actor, raw, now);
  const asked = Work.safeParse(raw);
  if (done.ok && asked.success && asked.data.do === "begin_break") {
    const kept = await keepGoldenInBreak(actor, {}, now);
    return kept.ok ? done : kept;
  }
  const isGivenBack = asked.success && (asked.data.do === "end_shift" || asked.data.do === "give_back");
  return done.ok && isGivenBack ? afterGivingBack(actor, null, done, now) : done;
}

/** Choices of what one is given: what is held of a class that is opted out of goes back. */
export async function changeCareAtDesk(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<{ givenBack: number }>> {
  const done = await changeCare(actor, raw, now);
  const asked = ChangeCare.safeParse(raw);
  if (!done.ok || !asked.success || !asked.data.giveBack) return done;
  return afterGivingBack(actor, asked.data.optedOut, done, now);
}

async function afterGivingBack<Value>(
  actor: Actor,
  of: readonly HarmClass[] | null,
  done: Result<Value>,
  now: Date,
): Promise<Result<Value>> {
  const given = await giveBackGolden(actor, { of }, now);
  return given.ok ? done : given;
}
