import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import type {
  AutomatedNotices,
  ComplaintRow,
  DisputeNumbers,
  MeasureCount,
  NoticeRow,
  OrderRow,
  SuspensionNumbers,
} from "./report.contract";
import {
  type Asked,
  actedOf,
  complaintParts,
  complaintsOf,
  disputeParts,
  disputesOf,
  handledOf,
  measuresOf,
  noticesOf,
  ordersOf,
  suspensionsOf,
  waitedOf,
  within,
} from "./report-sources.store";

/* Everything here is counted in the database: what comes back is as long as the template, however much there is. */

const place = { category: z.string().nullable(), keyword: z.string().nullable(), description: z.string().nullable() };
const Measure = z.object({
  ...place,
  isIllegal: z.boolean(),
  isOwn: z.boolean(),
  isComplaint: z.boolean(),
  isSolelyDetected: z.boolean(),
  automated: z.enum(["none", "partial", "full"]),
  language: z.string(),
  value: z.string(),
  count: z.number(),
});

const InPart = z.object({ at: z.number(), count: z.number() });

/** Restrictions imposed in the period, grouped by all that the sheets tell apart. */
export async function countMeasures(db: Db, asked: Asked): Promise<MeasureCount[]> {
  const answer = await db.execute(sql`select category, keyword, description, "isIllegal", "isOwn", "isComplaint",
      "isSolelyDetected", automated, language, value, count(*)::int as count
    from (${measuresOf(asked)}) each_one
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`);
  return readRows(answer, Measure);
}

/**
 * The place of a restriction (`s`) among the parts of a period. Of whole milliseconds: exact numbers take three times as long.
 */
export const partOf = ({ from }: Asked["period"], stepMs: number) =>
  sql`floor((round(date_part('epoch', s.starts_at) * 1000) - ${from.getTime()}::float8) / ${stepMs}::float8)::int`;

/**
 * How many restrictions each part of the period has, by the part's place among parts of `stepMs` each; parts without any are
 * missing. One question, answered from the index `sanctions_reported`; some of those counted may not be in the report.
 */
export async function restrictionsByPart(
  db: Db,
  { platformId, period }: Asked,
  stepMs: number,
): Promise<ReadonlyMap<number, number>> {
  const answer = await db.execute(sql`select ${partOf(period, stepMs)} as at, count(*)::int as count
    from sanctions s where s.platform_id = ${platformId} and s.dsa_value is not null and ${within(sql`s.starts_at`, period)}
    group by 1`);
  return new Map(readRows(answer, InPart).map(({ at, count }) => [at, count]));
}

const median = (value: SQL, which: SQL) =>
  sql`round((percentile_cont(0.5) within group (order by ${value}) filter (where ${which}))::numeric, 2)::float8`;
const levels = sql`grouping sets ((), (category), (category, keyword, description))`;

const whole = z.coerce.number().int();
const maybe = z.number().nullable();
const Notices = z.object({ ...place, notices: whole, flagged: whole, items: whole, flaggedItems: whole });
const Waited = z.object({ ...place, hours: maybe, flaggedHours: maybe });
const Actions = z.object({ ...place, law: whole, flaggedLaw: whole, terms: whole, flaggedTerms: whole });

/** Notices received in the period, and what was done on them. */
export async function countNotices(db: Db, asked: Asked): Promise<NoticeRow[]> {
  const notices = readRows(
    await db.execute(sql`select category, keyword, description, count(*) as notices,
        count(*) filter (where flagged) as flagged, coalesce(sum(items), 0) as items,
        coalesce(sum(items) filter (where flagged), 0) as "flaggedItems"
      from (${noticesOf(asked)}) n group by ${levels}`),
    Notices,
  );
  const waited = readRows(
    await db.execute(sql`select category, keyword, description,
        ${median(sql`hours`, sql`true`)} as hours, ${median(sql`hours`, sql`flagged`)} as "flaggedHours"
      from (${waitedOf(asked)}) waited group by ${levels}`),
    Waited,
  );
  const actions = readRows(
    await db.execute(sql`select category, keyword, description,
        coalesce(sum(count) filter (where law), 0) as law, coalesce(sum(count) filter (where law and flagged), 0) as "flaggedLaw",
        coalesce(sum(count) filter (where not law), 0) as terms,
        coalesce(sum(count) filter (where not law and flagged), 0) as "flaggedTerms"
      from (${actedOf(asked)}) acted group by ${levels}`),
    Actions,
  );
  const none = { hours: null, flaggedHours: null, law: 0, flaggedLaw: 0, terms: 0, flaggedTerms: 0 };
  const of = <Row extends Placed>(rows: readonly Row[], row: Placed) => rows.find((one) => isSame(one, row));
  return notices.map((row) => ({ ...none, ...of(waited, row), ...of(actions, row), ...row }));
}

type Placed = { category: string | null; keyword: string | null; description: string | null };
const isSame = (a: Placed, b: Placed) =>
  a.category === b.category && a.keyword === b.keyword && a.description === b.description;

const Orders = z.object({
  ...place,
  state: z.string().nullable(),
  act: whole,
  items: whole,
  actReceipt: maybe,
  actEffect: maybe,
  information: whole,
  informationReceipt: maybe,
  informationEffect: maybe,
});

/** Orders received in the period, in total and by the state that ordered. */
export async function countOrders(db: Db, asked: Asked): Promise<OrderRow[]> {
  const times = (kind: string) => sql`
    ${median(sql`receipt`, sql`kind = ${kind}`)} as ${sql.raw(`"${kind}Receipt"`)},
    ${median(sql`effect`, sql`kind = ${kind}`)} as ${sql.raw(`"${kind}Effect"`)}`;
  const answer = await db.execute(sql`select state, category, keyword, description,
      count(*) filter (where kind = 'act') as act, coalesce(sum(items) filter (where kind = 'act'), 0) as items,
      count(*) filter (where kind = 'information') as information, ${times("act")}, ${times("information")}
    from (${ordersOf(asked)}) each_one
    group by grouping sets ((), (category), (category, keyword, description), (state), (state, category),
      (state, category, keyword, description))`);
  return readRows(answer, Orders);
}

const Complaint = z.object({
  basis: z.enum(["all", "visibility", "service", "account", "money", "no_action", "no_action_flagger"]),
  total: whole,
  upheld: whole,
  partly: whole,
  reversed: whole,
  omitted: whole,
  hours: maybe,
});

const countOf = (which: SQL) => sql`count(*) filter (where ${which})`;

/** Complaints by what they are against: received in the period for the total, answered in it for the rest. */
export async function countComplaints(db: Db, asked: Asked): Promise<ComplaintRow[]> {
  const { total, upheld, partly, reversed, omitted } = complaintParts;
  const answer = await db.execute(sql`select basis, ${countOf(total)} as total, ${countOf(upheld)} as upheld,
      ${countOf(partly)} as partly, ${countOf(reversed)} as reversed, ${countOf(omitted)} as omitted,
      ${median(sql`hours`, complaintParts.hours)} as hours
    from (${complaintsOf(asked)}) based group by basis`);
  return readRows(answer, Complaint);
}

const Disputes = z.object({
  ...{ total: whole, upheld: whole, partly: whole, reversed: whole, omitted: whole },
  hours: maybe,
  implemented: whole,
});

/** Disputes out of court: brought in the period for the total, ended by the body in it for the rest. */
export async function countDisputes(db: Db, asked: Asked): Promise<DisputeNumbers> {
  const { total, upheld, partly, reversed, omitted, implemented } = disputeParts;
  const answer = await db.execute(sql`select ${countOf(total)} as total, ${countOf(upheld)} as upheld,
      ${countOf(partly)} as partly, ${countOf(reversed)} as reversed, ${countOf(omitted)} as omitted,
      ${median(sql`hours`, disputeParts.hours)} as hours, ${countOf(implemented)} as implemented
    from (${disputesOf(asked)}) each_one`);
  const [row] = readRows(answer, Disputes);
  return row ?? { total: 0, upheld: 0, partly: 0, reversed: 0, omitted: 0, hours: null, implemented: 0 };
}

const Suspensions = z.object({ content: whole, notices: whole, complaints: whole });

/** Suspensions for misuse that began in the period, by what they were for. */
export async function countSuspensions(db: Db, asked: Asked): Promise<SuspensionNumbers> {
  const side = (name: string) => countOf(sql`side = ${name}`);
  const answer = await db.execute(sql`select ${side("content")} as content, ${side("notices")} as notices,
      ${side("complaints")} as complaints
    from (${suspensionsOf(asked)}) each_one`);
  const [row] = readRows(answer, Suspensions);
  return row ?? { content: 0, notices: 0, complaints: 0 };
}

const Automated = z.object({ solely: whole, untouched: whole, flaggedSolely: whole, flaggedUntouched: whole });

/** Notices of the period that tools alone decided on, and those that no tool had a part in. */
export async function countAutomatedNotices(db: Db, asked: Asked): Promise<AutomatedNotices> {
  const answer = await db.execute(sql`select ${countOf(sql`solely`)} as solely, ${countOf(sql`untouched`)} as untouched,
      ${countOf(sql`solely and flagged`)} as "flaggedSolely", ${countOf(sql`untouched and flagged`)} as "flaggedUntouched"
    from (${handledOf(asked)}) each_one`);
  const [row] = readRows(answer, Automated);
  return row ?? { solely: 0, untouched: 0, flaggedSolely: 0, flaggedUntouched: 0 };
}
