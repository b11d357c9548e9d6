import "server-only";
import { and, eq, gt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { careExposures, cases } from "@/db/schema";
import { harmClasses, isHard } from "@/lib/platform/harm.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { breakDueAt, deskLimits } from "@/lib/queue/care.rules";
import { type Care, careOf } from "@/lib/queue/care.store";
import type { MyClass, MyDay } from "./contract";

type Had = { shownId: string | null; harmClass: string; at: Date; lookedAt: Date | null };

async function hadIn(db: Db, shiftId: string | undefined): Promise<Had[]> {
  if (!shiftId) return [];
  const { shownId, harmClass, at, lookedAt } = careExposures;
  return db.select({ shownId, harmClass, at, lookedAt }).from(careExposures).where(eq(careExposures.shiftId, shiftId));
}

async function heldBy(db: Db, personId: string, now: Date): Promise<number> {
  const rows = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), eq(cases.claimedBy, personId), gt(cases.leaseUntil, now)));
  return rows.length;
}

function classesOf(care: Care, had: readonly Had[]): MyClass[] {
  const desk = deskLimits(care.settings);
  return harmClasses.map((harm) => {
    const own = had.filter(({ harmClass }) => harmClass === harm);
    return {
      harm,
      opened: own.length,
      looked: own.filter(({ lookedAt }) => lookedAt !== null).length,
      spent: care.spent[harm],
      limit: care.limits[harm],
      deskLimit: desk[harm],
      ownLimit: care.own[harm] ?? null,
      isOptedOut: care.optedOut.includes(harm),
      isGiven: !care.notGiven.includes(harm),
    };
  });
}

/** The asker's own day, and nobody else's: there is no way to name another person (issue 4, REQUIREMENTS Q87). */
export async function myDay(db: Db, actor: Actor, now: Date = new Date()): Promise<Result<MyDay>> {
  if (actor.kind !== "person" || actor.through) return fail("forbidden");
  const care = await careOf(db, actor.id, now);
  const { shift } = care;
  const had = await hadIn(db, shift?.id);
  const isAtWork = shift !== null && shift.endedAt === null;
  const hard = had.filter(({ harmClass, at }) => isHard([harmClass]) && shift && at >= shift.workSince);
  const hardSince = new Set(hard.map(({ shownId }) => shownId)).size;
  const due = isAtWork ? breakDueAt({ workSince: shift.workSince, hardSince }, care.settings, now) : null;
  return ok({
    shift: isAtWork ? { startedAt: shift.startedAt.toISOString() } : null,
    breakDueAt: due?.toISOString() ?? null,
    breakSince: shift?.breakSince?.toISOString() ?? null,
    classes: classesOf(care, had),
    notGiven: care.notGiven,
    lighterCaseId: shift?.lighterCaseId ?? null,
    openedCaseIds: [...new Set(had.flatMap(({ shownId }) => shownId ?? []))],
    held: await heldBy(db, actor.id, now),
  });
}
