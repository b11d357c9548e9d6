import "server-only";
import { and, countDistinct, gte, inArray, isNull, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { careExposures, cases, people } from "@/db/schema";
import { harmClasses } from "@/lib/platform/harm.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { skillColumns, skillsNow } from "@/lib/platform/skills.store";
import { notGivenOf, ofClass } from "@/lib/queue/care.store";
import { shownTo, toDo } from "@/lib/queue/filters.queries";
import { type ExposureSum, type Hands, handsTold, sumsTold, weeksTold } from "./team.rules";

export type TeamCare = { from: Date; to: Date; sums: ExposureSum[]; hands: Hands[] };

const most = 100;

async function sumsOf(db: Db, weeks: { from: Date; to: Date }): Promise<ExposureSum[]> {
  const { harmClass, personId, shownId, at } = careExposures;
  const found = await db
    .select({ harm: harmClass, people: countDistinct(personId), cases: countDistinct(shownId) })
    .from(careExposures)
    .where(and(gte(at, weeks.from), lt(at, weeks.to)))
    .groupBy(harmClass);
  return sumsTold(found);
}

async function handsFor(db: Db, actor: Actor, now: Date): Promise<Hands[]> {
  const team = await db
    .select({ id: people.id, role: people.role, ...skillColumns })
    .from(people)
    .where(and(inArray(people.role, ["moderator", "supervisor"]), isNull(people.disabledAt)));
  const ids = team.map(({ id }) => id);
  const notGiven = await notGivenOf(db, ids, now);
  const hands: Hands[] = [];
  for (const harm of harmClasses) {
    const able = team.filter(
      (person) => !notGiven.get(person.id)?.includes(harm) && (harm !== "child_abuse" || skillsNow(person).childSafety),
    );
    const waiting = await db
      .select({ id: cases.id })
      .from(cases)
      .where(and(toDo, shownTo(actor), ofClass(harm)))
      .limit(most + 1);
    const isWaitingCapped = waiting.length > most;
    hands.push({ harm, waiting: Math.min(waiting.length, most), isWaitingCapped, hands: handsTold(able.length) });
  }
  return hands;
}

/**
 * Of the team as a whole: what was before it, and whether anybody can be given what waits. Never of a person. How many cases
 * wait that are hidden from the reader is not told either: to them there are none.
 */
export async function teamCare(db: Db, actor: Actor, now: Date): Promise<TeamCare | null> {
  if (!can(actor, "quality.team")) return null;
  const weeks = weeksTold(now);
  return { ...weeks, sums: await sumsOf(db, weeks), hands: await handsFor(db, actor, now) };
}
