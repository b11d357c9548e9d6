import "server-only";
import { and, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, people } from "@/db/schema";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { type Held, type Load, teamLoad } from "./team.rules";

/** What the people who decide have in hand now. A claim that has lapsed is nobody's. Empty for who may not see it. */
export async function teamView(db: Db, actor: Person, now: Date): Promise<Load[]> {
  if (!can(actor, "quality.team")) return [];
  const team = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(inArray(people.role, ["moderator", "supervisor"]), isNull(people.disabledAt)));
  const ages = { openedAt: cases.openedAt, dueAt: cases.dueAt };
  const claimed = await db
    .select({ personId: cases.claimedBy, ...ages })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), gt(cases.leaseUntil, now)));
  const aside = await db
    .select({ personId: cases.setAsideBy, ...ages })
    .from(cases)
    .where(and(isNotNull(cases.setAsideBy), inArray(cases.state, ["waiting", "escalated"])));
  const answering = await db
    .select({ personId: appeals.assignedTo, openedAt: appeals.receivedAt, dueAt: appeals.dueAt })
    .from(appeals)
    .where(eq(appeals.state, "assigned"));
  const held: Held[] = [
    ...claimed.map((row) => ({ ...row, kind: "claimed" as const })),
    ...aside.map((row) => ({ ...row, kind: "aside" as const })),
    ...answering.map((row) => ({ ...row, kind: "appeal" as const })),
  ];
  return teamLoad(team, held, now);
}
