import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, platforms, sourceEnum } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { titleOf } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import type { QueueChoices, QueueCounts } from "./contract";
import { filterOf, type QueueFilter, servedTo, shownTo, toDo, viewOf } from "./filters.queries";

/** Counted only so far: a number that is never needed exactly must not cost a walk over every case. */
const countCap = 1000;

/** How many cases each view holds under a filter, and how many to do are late, each counted to 1000 at most. */
export async function queueCounts(
  db: Db,
  actor: Actor,
  filter: QueueFilter = {},
  now: Date = new Date(),
): Promise<Result<QueueCounts>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const capped = (where: SQL | undefined) =>
    sql<number>`(select count(*)::int from (select 1 from ${cases} where ${and(where, filterOf(filter), servedTo(actor))} limit ${countCap + 1}) counted)`;
  const [row] = await db
    .select({
      open: capped(viewOf("open", actor)),
      mine: capped(viewOf("mine", actor)),
      waiting: capped(viewOf("waiting", actor)),
      escalated: capped(viewOf("escalated", actor)),
      reopened: capped(viewOf("reopened", actor)),
      overdue: capped(sql`${toDo} and ${cases.dueAt} < ${now.toISOString()}`),
    })
    .from(sql`(select 1) one`);
  const shown = (count = 0) => ({ count: Math.min(count, countCap), capped: count > countCap });
  return ok({
    open: shown(row?.open),
    mine: shown(row?.mine),
    waiting: shown(row?.waiting),
    escalated: shown(row?.escalated),
    reopened: shown(row?.reopened),
    overdue: shown(row?.overdue),
  });
}

/**
 * The different values of a column among undecided cases, by hopping along its index from one value to the next: as
 * many steps as there are values, however many cases there are. A value that only hidden cases have is none to this actor:
 * the name of its clause group alone would say that there is one.
 */
async function distinctValues(db: Db, actor: Actor, column: "language" | "clause_group"): Promise<string[]> {
  const name = sql.identifier(column);
  const first = (from: SQL) =>
    sql`(select ${name} as value from cases where ${and(sql`state <> 'decided'`, from, shownTo(actor))} order by ${name} limit 1)`;
  const answer = await db.execute(sql`with recursive hop as (
      ${first(sql`${name} is not null`)}
      union all
      select ${first(sql`${name} > hop.value`)} from hop where hop.value is not null
    ) select value from hop where value is not null limit 500`);
  return readRows(answer, z.object({ value: z.string() })).map(({ value }) => value);
}

/** What the queue's filters may be set to. Sources are all there are; the rest is what occurs among undecided cases. */
export async function queueChoices(db: Db, actor: Actor): Promise<Result<QueueChoices>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const all = await db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(platforms.id);
  const groups = await distinctValues(db, actor, "clause_group");
  return ok({
    platforms: all,
    languages: await distinctValues(db, actor, "language"),
    sources: [...sourceEnum.enumValues],
    groups,
    groupTitles: await titlesOf(db, all, groups),
  });
}

/** A reference alone says nothing to somebody who does not know the rules by heart. */
async function titlesOf(
  db: Db,
  of: readonly { id: string }[],
  groups: readonly string[],
): Promise<QueueChoices["groupTitles"]> {
  const titles: QueueChoices["groupTitles"] = [];
  for (const { id: platform } of of) {
    const pack = await packFor(db, platform);
    for (const clause of pack?.clauses ?? [])
      if (groups.includes(clause.ref)) titles.push({ ref: clause.ref, platform, title: titleOf(clause) });
  }
  return titles;
}
