import "server-only";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, platforms, reportDuties } from "@/db/schema";
import type { PublishedElsewhere, ReportDutyView, ToldElsewhere } from "./report-elsewhere.contract";
import { isPublished } from "./report-sources.queries";

const columns = { duty: reportDuties, name: platforms.name, by: people.name };
type Row = { duty: typeof reportDuties.$inferSelect; name: PublishedElsewhere["platform"]; by: string | null };

function elsewhereOf({ duty, name, by }: Row): PublishedElsewhere | null {
  const { id: dutyId, firstDay, lastDay, elsewhereUrl: url, elsewhereDay: day, elsewhereAt: at } = duty;
  if (url === null || day === null || at === null) return null;
  return { dutyId, platform: name, firstDay, lastDay, url, day, by: by ?? "", at: at.toISOString() };
}

/** The duty to publish a report of just these days of a platform (YYYY-MM-DD, both within); null: none was opened. */
export async function reportDutyOf(
  db: Db,
  { platformId, firstDay, lastDay }: Record<"platformId" | "firstDay" | "lastDay", string>,
): Promise<ReportDutyView | null> {
  // Days are compared here: what is no day of any month finds nothing, instead of an error of the database.
  const rows = await db
    .select({ ...columns, isPublishedHere: isPublished })
    .from(reportDuties)
    .innerJoin(platforms, eq(platforms.id, reportDuties.platformId))
    .leftJoin(people, eq(people.id, reportDuties.elsewhereBy))
    .where(and(eq(reportDuties.platformId, platformId), eq(reportDuties.kind, "report")));
  const row = rows.find(({ duty }) => duty.firstDay === firstDay && duty.lastDay === lastDay);
  if (!row) return null;
  return {
    dutyId: row.duty.id,
    lastDay,
    dueAt: row.duty.dueAt.toISOString(),
    isPublishedHere: row.isPublishedHere,
    elsewhere: elsewhereOf(row),
  };
}

/** Reports were published elsewhere at most twice a year and platform; more than this many are on nobody's mind. */
const mostTold = 100;

/** Every report that was published elsewhere, the newest period first. */
export async function publishedElsewhere(db: Db): Promise<PublishedElsewhere[]> {
  const rows = await db
    .select(columns)
    .from(reportDuties)
    .innerJoin(platforms, eq(platforms.id, reportDuties.platformId))
    .leftJoin(people, eq(people.id, reportDuties.elsewhereBy))
    .where(isNotNull(reportDuties.elsewhereUrl))
    .orderBy(desc(reportDuties.lastDay), desc(reportDuties.id))
    .limit(mostTold);
  return rows.flatMap((row) => elsewhereOf(row) ?? []);
}

/** Where reports of a platform were published elsewhere, for its public page, the newest period first. */
export async function toldElsewhere(db: Db, platformId: string): Promise<ToldElsewhere[]> {
  const { id: dutyId, firstDay, lastDay, elsewhereUrl: url, elsewhereDay: day } = reportDuties;
  const rows = await db
    .select({ dutyId, firstDay, lastDay, url, day })
    .from(reportDuties)
    .where(and(eq(reportDuties.platformId, platformId), isNotNull(url), isNotNull(day)))
    .orderBy(desc(lastDay), desc(dutyId))
    .limit(mostTold);
  return rows.map((row) => ({ ...row, url: row.url ?? "", day: row.day ?? "" }));
}
