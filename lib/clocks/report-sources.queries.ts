import "server-only";
import { and, eq, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { reportDuties } from "@/db/schema";
import { periodName, type ReportDutyKind } from "./report-duty.rules";
import type { ClockSource, SourceRow } from "./source.store";

/** A version of exactly this period that is on the public page. */
export const isPublished = sql<boolean>`exists (select 1 from report_versions v where v.platform_id = ${reportDuties.platformId}
  and v.period_from = ${reportDuties.periodFrom} and v.period_to = ${reportDuties.periodTo} and v.published_at is not null)`;

/** Published, from here or, as somebody recorded, in another way. */
const isOut = or(isPublished, isNotNull(reportDuties.elsewhereUrl));

/**
 * A figure of the whole Union that was entered after the period's end. What is entered carries no period of its own: it is
 * the average of the six months before, so it answers for this period and for earlier ones that were left out.
 */
const isEntered = sql`exists (select 1 from report_facts f where f.platform_id = ${reportDuties.platformId}
  and f.section = 'recipients' and f.written_at >= ${reportDuties.periodTo} and f.value ->> 'TOTAL' is not null)`;

type Row = typeof reportDuties.$inferSelect;

function reading(hrefOf: (row: Row) => string): ClockSource["read"] {
  return (db: Db, where: SQL | undefined, order: SQL[], limit: number) =>
    db
      .select()
      .from(reportDuties)
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) =>
        rows.map(
          (row): SourceRow => ({
            id: row.id,
            at: row.dueAt,
            startedAt: row.periodTo,
            platformId: row.platformId,
            reference: `${row.platformId} ${periodName(row)}`,
            holder: null,
            href: hrefOf(row),
          }),
        ),
      );
}

const source = (kind: ReportDutyKind, isDone: SQL | undefined, hrefOf: (row: Row) => string): ClockSource => ({
  kind,
  basis: "statutory",
  isOurs: true,
  table: reportDuties,
  at: reportDuties.dueAt,
  id: reportDuties.id,
  open: (_actor, now) => and(eq(reportDuties.kind, kind), lte(reportDuties.periodTo, now), sql`not ${isDone}`),
  // Supervisors make a version and enter figures; only admins publish.
  tells: ["admin", "supervisor"],
  read: reading(hrefOf),
});

/** Art. 15(1), 24(1), 42(1): the transparency report of a period is public within two months of its end. */
const reportDuty: ClockSource = {
  ...source(
    "report",
    isOut,
    ({ platformId, firstDay, lastDay }) => `/reports/new?platform=${platformId}&from=${firstDay}&to=${lastDay}`,
  ),
  // Who makes no reports is led to those that were made.
  leads: { needs: "report.write", else: "/reports" },
};

/** Art. 24(2): the average monthly active recipients in the Union are told at least once every six months. */
const recipientsDuty = source("recipients", isEntered, ({ platformId }) => `/reports/facts?platform=${platformId}`);

export const reportSources: readonly ClockSource[] = [reportDuty, recipientsDuty];
