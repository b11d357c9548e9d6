import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, platforms, sanctions, strongerPenalties } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { labelOf } from "./localised.rules";
import type { StrongerPage } from "./stronger.contract";
import { subjectKinds } from "./stronger.rules";
import { hiddenLink } from "./stronger.store";

/** Our steps on every platform, and the measures that are still to be carried out (AE5). */
export async function strongerPage(db: Db, actor: Actor): Promise<Result<StrongerPage>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const stored = await db.select().from(strongerPenalties).orderBy(asc(strongerPenalties.step));
  const names = await db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(asc(platforms.id));
  const page: StrongerPage["platforms"] = [];
  for (const { id, name } of names) {
    const pack = await packFor(db, id);
    const actions = (pack?.sanctions.actions ?? []).filter(({ penalty }) => penalty);
    page.push({
      id,
      name,
      actions: actions.map((action) => ({ action: action.id, label: labelOf(action) })),
      rows: subjectKinds.map((subjectKind) => ({
        subjectKind,
        steps: stored
          .filter((row) => row.platformId === id && row.subjectKind === subjectKind)
          .map(({ action }) => action),
      })),
    });
  }
  return ok({ platforms: page, pending: await pendingMeasures(db, actor) });
}

async function pendingMeasures(db: Db, actor: Actor): Promise<StrongerPage["pending"]> {
  const rows = await db
    .select({
      decisionId: decisions.id,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
      label: sanctions.label,
      since: sanctions.startsAt,
    })
    .from(sanctions)
    .innerJoin(decisions, eq(decisions.id, sanctions.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(
      and(
        sql`${decisions.tags} @> ${JSON.stringify([hiddenLink])}::jsonb`,
        inArray(sanctions.state, ["in_force"]),
        isNull(sanctions.executedAt),
        shownTo(actor),
      ),
    )
    .orderBy(asc(sanctions.startsAt))
    .limit(100);
  return rows.map(({ prefix, number, since, ...row }) => ({
    ...row,
    reference: caseReference(prefix, number),
    since: since.toISOString(),
  }));
}
