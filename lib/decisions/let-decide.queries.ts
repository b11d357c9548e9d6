import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { caseOverrides, cases, decisions, people } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { wasReversedOf } from "@/lib/queue/reversed.store";
import type { LetDecideView } from "./let-decide.contract";

/** Who may decide cases at all. */
export const decidingRoles = ["moderator", "supervisor"] as const;

async function tiedTo(db: Db, actor: Actor, caseId: string): Promise<LetDecideView["tied"]> {
  const [row] = await db
    .select({ itemId: cases.itemId, state: cases.state })
    .from(cases)
    .where(and(eq(cases.id, caseId), shownTo(actor)));
  if (!row || row.state === "decided" || !can(actor, "case.override")) return [];
  const asked = await db
    .selectDistinct({ id: people.id, name: people.name })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .where(and(eq(cases.itemId, row.itemId), isNull(people.disabledAt), inArray(people.role, [...decidingRoles])));
  const tied: LetDecideView["tied"] = [];
  for (const person of asked) {
    const [found] = await db
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.id, caseId), wasReversedOf(person.id)));
    if (found) tied.push(person);
  }
  return tied;
}

/** Who was let past their own fallen decision on a case, and for an admin whom only that keeps from it; null: nobody. */
export async function letDecideView(db: Db, actor: Actor, caseId: string): Promise<LetDecideView | null> {
  if (!can(actor, "case.view") || !isId(caseId)) return null;
  const [person, by] = [alias(people, "let_past"), alias(people, "allowing")];
  const rows = await db
    .select({ person: person.name, by: by.name, at: caseOverrides.allowedAt, why: caseOverrides.why })
    .from(caseOverrides)
    .innerJoin(cases, eq(cases.id, caseOverrides.caseId))
    .innerJoin(person, eq(person.id, caseOverrides.personId))
    .innerJoin(by, eq(by.id, caseOverrides.allowedBy))
    .where(and(eq(caseOverrides.caseId, caseId), shownTo(actor)))
    .orderBy(asc(caseOverrides.allowedAt));
  const tied = await tiedTo(db, actor, caseId);
  if (rows.length + tied.length === 0) return null;
  return { tied, allowed: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) };
}
