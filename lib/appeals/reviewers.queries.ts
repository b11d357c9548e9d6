import "server-only";
import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { appealOverrides, people } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import type { AppealView } from "./contract";
import { sidesOf } from "./held.store";
import { mayBeAssigned, mayDecideAppeal, tieOf } from "./independence.rules";
import type { LetPastRow } from "./override.contract";
import { qualifiedSupervisors, reviewerOf } from "./store";
import { type AboutAppeal, fittingFirst, skillsFit } from "./suits.rules";

type Sides = Parameters<typeof sidesOf>[0];

/** Whom somebody let past a tie, with who and why. */
async function letPastRows(db: Db, appealId: string): Promise<LetPastRow[]> {
  const [named, admin] = [alias(people, "named"), alias(people, "admin")];
  const { tie, why, allowedAt } = appealOverrides;
  const rows = await db
    .select({ person: named.name, by: admin.name, at: allowedAt, tie, why })
    .from(appealOverrides)
    .innerJoin(named, eq(named.id, appealOverrides.personId))
    .innerJoin(admin, eq(admin.id, appealOverrides.allowedBy))
    .where(eq(appealOverrides.appealId, appealId))
    .orderBy(asc(allowedAt));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Every qualified supervisor: those who may answer, who fits by skill first, and those whom only a tie keeps from it. */
async function colleagues(db: Db, sides: Sides, about: AboutAppeal, now: Date) {
  const parties = sidesOf(sides);
  const eligible: AppealView["eligible"] = [];
  const tied: AppealView["tied"] = [];
  for (const { id, name, skills } of await qualifiedSupervisors(db, now)) {
    const person = await reviewerOf(db, id, "person");
    if (mayBeAssigned({ ...parties, person }, now).ok) eligible.push({ id, name, fits: skillsFit(about, skills) });
    const tie = tieOf({ ...parties, person });
    const freed = { ...parties, appeal: { ...parties.appeal, letPast: [...parties.appeal.letPast, id] } };
    if (tie && !sides.letPast.includes(id) && mayBeAssigned({ ...freed, person }, now).ok) tied.push({ id, name, tie });
  }
  return { eligible: fittingFirst(eligible), tied };
}

/** Whether the person looking may answer, who else could, and who is or could be let past a tie. */
export async function reviewersFor(db: Db, sides: Sides, about: AboutAppeal, actor: Actor, now: Date) {
  const { appeal } = sides;
  const looking = await reviewerOf(db, actor.id, actor.kind);
  const isOpen = appeal.state === "received" || appeal.state === "assigned";
  const mayAnswer = mayDecideAppeal({ ...sidesOf(sides), person: looking }, now);
  const mayTakeOver =
    isOpen && appeal.assignedTo !== null && appeal.assignedTo !== actor.id && can(actor, "appeal.assign");
  const { eligible, tied } = await colleagues(db, sides, about, now);
  return {
    takeOverAs:
      mayTakeOver && mayBeAssigned({ ...sidesOf(sides), person: looking }, now).ok ? (actor.id ?? null) : null,
    mayAnswer,
    mayTake: appeal.assignedTo === null && mayAnswer.ok,
    mayAssign: isOpen && can(actor, "appeal.assign"),
    eligible: can(actor, "appeal.assign") ? eligible : [],
    tied: isOpen && can(actor, "appeal.override") ? tied : [],
    letPast: await letPastRows(db, appeal.id),
  };
}
