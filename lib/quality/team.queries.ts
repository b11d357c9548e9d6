import "server-only";
import { and, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { appeals, cases, people } from "@/db/schema";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { type Load, teamLoad } from "./team.rules";

/** What the people who decide have in hand now. A claim that has lapsed is nobody's. Empty for who may not see it. */
export async function teamView(db: Db, actor: Person, now: Date): Promise<Load[]> {
  if (!can(actor, "quality.team")) return [];
  const team = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(inArray(people.role, ["moderator", "supervisor"]), isNull(people.disabledAt)));
  const held = (openedAt: PgColumn, dueAt: PgColumn) => ({
    count: sql<number>`count(*)::int`,
    openedAt: sql`min(${openedAt})`.mapWith(cases.openedAt),
    dueAt: sql`min(${dueAt})`.mapWith(cases.dueAt),
    overdue: sql<number>`(count(*) filter (where ${dueAt} <= ${now.toISOString()}))::int`,
  });
  // Summed where it lies: what is set aside has no bound.
  const claimed = await db
    .select({ personId: cases.claimedBy, ...held(cases.openedAt, cases.dueAt) })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), gt(cases.leaseUntil, now)))
    .groupBy(cases.claimedBy);
  const aside = await db
    .select({ personId: cases.setAsideBy, ...held(cases.openedAt, cases.dueAt) })
    .from(cases)
    .where(and(isNotNull(cases.setAsideBy), inArray(cases.state, ["waiting", "escalated"])))
    .groupBy(cases.setAsideBy);
  const answering = await db
    .select({ personId: appeals.assignedTo, ...held(appeals.receivedAt, appeals.dueAt) })
    .from(appeals)
    .where(eq(appeals.state, "assigned"))
    .groupBy(appeals.assignedTo);
  return teamLoad(team, [
    ...claimed.map((row) => ({ ...row, kind: "claimed" as const })),
    ...aside.map((row) => ({ ...row, kind: "aside" as const })),
    ...answering.map((row) => ({ ...row, kind: "appeals" as const })),
  ]);
}
