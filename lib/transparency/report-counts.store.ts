import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import type {
  AutomatedNotices,
  ComplaintRow,
  DisputeNumbers,
  MeasureCount,
  NoticeRow,
  OrderRow,
  Period,
  SuspensionNumbers,
} from "./report.contract";
import { noticeWords, notSpecifiedNotice, notSpecifiedOrder, orderWords } from "./report-places.rules";

/** One service and one period. Everything here is counted in the database: what comes back is as long as the template. */
export type Asked = { platformId: string; period: Pick<Period, "from" | "to"> };

const within = (column: SQL, { from, to }: Asked["period"]) =>
  sql`${column} >= ${from.toISOString()} and ${column} < ${to.toISOString()}`;

/** A notice under Article 16: illegality is claimed, and neither we nor an authority is who says so. */
const isArticle16 = sql`(n.legal_claim and n.source not in ('own_detection', 'authority', 'court')
  and not exists (select 1 from orders o where o.notice_id = n.id))`;
/** A restriction that was really imposed, by a decision that was not taken back. */
const isImposed = sql`(s.dsa_value is not null and s.state <> 'held' and d.undone_at is null)`;
/** Terms and law together are told to the Transparency Database as terms, and counted so. */
const isLawAlone = sql`(d.ground_illegal and not d.ground_terms)`;

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

/** Restrictions imposed in the period, grouped by all that the sheets tell apart. */
export async function countMeasures(db: Db, { platformId, period }: Asked): Promise<MeasureCount[]> {
  const answered = (which: SQL) => sql`exists (select 1 from notice_items i join notices n on n.id = i.notice_id
    where i.decision_id = d.id and ${which})`;
  const answer = await db.execute(sql`select category, keyword, description, "isIllegal", "isOwn", "isComplaint",
      "isSolelyDetected", automated, language, value, count(*)::int as count
    from (select coalesce(c.released ->> 'category', d.dsa_category) as category, d.dsa_keyword as keyword,
        coalesce(c.released, c.payload) ->> 'category_specification_other' as description,
        ${isLawAlone} as "isIllegal", d.origin = 'complaint' as "isComplaint", d.automated_decision as automated,
        d.order_id is null and not ${answered(isArticle16)} as "isOwn",
        d.automated_detection and not ${answered(sql`n.source <> 'own_detection'`)} as "isSolelyDetected",
        lower(split_part(p.language, '-', 1)) as language, s.dsa_value as value
      from sanctions s join decisions d on d.id = s.decision_id join snapshots p on p.id = d.snapshot_id
      left join lateral (select released, payload from database_copies where decision_id = d.id limit 1) c on true
      where s.platform_id = ${platformId} and ${isImposed} and ${within(sql`s.starts_at`, period)}) each_one
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`);
  return readRows(answer, Measure);
}

const hours = (from: SQL, to: SQL) => sql`extract(epoch from (${to} - ${from})) / 3600`;
const median = (value: SQL, which: SQL) =>
  sql`round((percentile_cont(0.5) within group (order by ${value}) filter (where ${which}))::numeric, 2)::float8`;
const levels = sql`grouping sets ((), (category), (category, keyword, description))`;
const words = { word: "text", category: "text", keyword: "text", description: "text" } as const;

/** Notices under Article 16 of the period, each sorted into one category. */
const noticesOf = ({ platformId, period }: Asked) => sql`
  select n.id, n.received_at, n.source = 'trusted_flagger' as flagged,
    coalesce(w.category, ${notSpecifiedNotice}) as category, w.keyword, w.description,
    (select count(*) from notice_items i where i.notice_id = n.id) as items
  from notices n left join ${rowsAs("w", noticeWords, words)}
    on w.word = case when n.child_abuse_claim then 'child_abuse' else n.category end
  where n.platform_id = ${platformId} and ${isArticle16} and ${within(sql`n.received_at`, period)}`;

const whole = z.coerce.number().int();
const maybe = z.number().nullable();
const Notices = z.object({ ...place, notices: whole, flagged: whole, items: whole, flaggedItems: whole });
const Actions = z.object({
  ...place,
  hours: maybe,
  flaggedHours: maybe,
  law: whole,
  flaggedLaw: whole,
  terms: whole,
  flaggedTerms: whole,
});

/**
 * Notices received in the period, and what was done on them. An action is counted once, however many notices it answers:
 * under a trusted flagger's if there is one, else under the earliest.
 */
export async function countNotices(db: Db, asked: Asked): Promise<NoticeRow[]> {
  const notices = readRows(
    await db.execute(sql`select category, keyword, description, count(*) as notices,
        count(*) filter (where flagged) as flagged, coalesce(sum(items), 0) as items,
        coalesce(sum(items) filter (where flagged), 0) as "flaggedItems"
      from (${noticesOf(asked)}) n group by ${levels}`),
    Notices,
  );
  const actions = readRows(
    await db.execute(sql`with n as (${noticesOf(asked)}), acted as (
        select distinct on (d.id) n.category, n.keyword, n.description, n.flagged, ${isLawAlone} as law, r.count,
          ${hours(sql`n.received_at`, sql`r.at`)} as hours
        from n join notice_items i on i.notice_id = n.id join decisions d on d.id = i.decision_id
        join lateral (select count(*) as count, min(s.starts_at) as at from sanctions s
          where s.decision_id = d.id and ${isImposed}) r on r.count > 0
        order by d.id, n.flagged desc, n.received_at, n.id)
      select category, keyword, description,
        ${median(sql`hours`, sql`true`)} as hours, ${median(sql`hours`, sql`flagged`)} as "flaggedHours",
        coalesce(sum(count) filter (where law), 0) as law, coalesce(sum(count) filter (where law and flagged), 0) as "flaggedLaw",
        coalesce(sum(count) filter (where not law), 0) as terms,
        coalesce(sum(count) filter (where not law and flagged), 0) as "flaggedTerms"
      from acted group by ${levels}`),
    Actions,
  );
  const none = { hours: null, flaggedHours: null, law: 0, flaggedLaw: 0, terms: 0, flaggedTerms: 0 };
  return notices.map((row) => ({ ...none, ...actions.find((one) => isSame(one, row)), ...row }));
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
export async function countOrders(db: Db, { platformId, period }: Asked): Promise<OrderRow[]> {
  const times = (kind: string) => sql`
    ${median(sql`receipt`, sql`kind = ${kind}`)} as ${sql.raw(`"${kind}Receipt"`)},
    ${median(sql`effect`, sql`kind = ${kind}`)} as ${sql.raw(`"${kind}Effect"`)}`;
  const answer = await db.execute(sql`select state, category, keyword, description,
      count(*) filter (where kind = 'act') as act, coalesce(sum(items) filter (where kind = 'act'), 0) as items,
      count(*) filter (where kind = 'information') as information, ${times("act")}, ${times("information")}
    from (select o.kind, case o.country when 'GR' then 'EL' else o.country end as state,
        coalesce(w.category, ${notSpecifiedOrder}) as category, w.keyword, w.description,
        jsonb_array_length(o.locations) as items, ${hours(sql`o.received_at`, sql`o.acknowledged_at`)} as receipt,
        ${hours(sql`o.received_at`, sql`o.effect_at`)} as effect
      from orders o left join ${rowsAs("w", orderWords, words)} on w.word = o.category
      where o.platform_id = ${platformId} and ${within(sql`o.received_at`, period)}) each_one
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

/**
 * Complaints by what they are against. Received in the period for the total, answered in it for the rest. One against a
 * decision with restrictions of several kinds stands under each.
 */
export async function countComplaints(db: Db, { platformId, period }: Asked): Promise<ComplaintRow[]> {
  const received = within(sql`received_at`, period);
  const ended = within(sql`ended_at`, period);
  const outcome = (name: string) => sql`count(*) filter (where ${ended} and outcome = ${name})`;
  const answer = await db.execute(sql`with each_one as (
      select a.id, a.decision_id, a."by", a.received_at, coalesce(a.decided_at, a.notified_at) as ended_at, a.notified_at,
        case when a.state = 'inadmissible' then 'omitted' else a.outcome::text end as outcome,
        t.notice_id as notice_id
      from appeals a join statements t on t.id = a.statement_id
      where a.platform_id = ${platformId}
        and (${within(sql`a.received_at`, period)} or ${within(sql`coalesce(a.decided_at, a.notified_at)`, period)})
    ), based as (
      select e.*, 'all' as basis from each_one e
      union all
      select e.*, kinds.basis from each_one e join lateral (
        select distinct case when s.dsa_value like 'DECISION\\_VISIBILITY\\_%' then 'visibility'
          when s.dsa_value like 'DECISION\\_PROVISION\\_%' then 'service'
          when s.dsa_value like 'DECISION\\_ACCOUNT\\_%' then 'account' else 'money' end as basis
        from sanctions s where s.decision_id = e.decision_id and s.dsa_value is not null) kinds on true
      where e."by" = 'affected'
      union all
      select e.*, b.basis from each_one e join notices n on n.id = e.notice_id
        join lateral (select 'no_action' as basis
          union all select 'no_action_flagger' where n.source = 'trusted_flagger') b on true
      where e."by" = 'notifier' and ${isArticle16}
    ) select basis, count(*) filter (where ${received}) as total, ${outcome("upheld")} as upheld,
      ${outcome("partly_reversed")} as partly, ${outcome("reversed")} as reversed, ${outcome("omitted")} as omitted,
      ${median(hours(sql`received_at`, sql`notified_at`), sql`${ended} and notified_at is not null and outcome <> 'omitted'`)} as hours
    from based group by basis`);
  return readRows(answer, Complaint);
}

const Disputes = z.object({
  ...{ total: whole, upheld: whole, partly: whole, reversed: whole, omitted: whole },
  hours: maybe,
  implemented: whole,
});

/** Disputes out of court: brought in the period for the total, ended by the body in it for the rest (Art. 24(1)(a)). */
export async function countDisputes(db: Db, { platformId, period }: Asked): Promise<DisputeNumbers> {
  const ended = within(sql`outcome_at`, period);
  const outcome = (which: SQL) => sql`count(*) filter (where ${ended} and ${which})`;
  const answer = await db.execute(sql`select count(*) filter (where ${within(sql`received_at`, period)}) as total,
      ${outcome(sql`outcome = 'for_platform'`)} as upheld, ${outcome(sql`outcome = 'partly'`)} as partly,
      ${outcome(sql`outcome = 'for_user'`)} as reversed, ${outcome(sql`outcome in ('agreed', 'ended')`)} as omitted,
      ${median(hours(sql`received_at`, sql`outcome_at`), sql`${ended} and outcome in ('for_platform', 'partly', 'for_user')`)} as hours,
      ${outcome(sql`outcome in ('partly', 'for_user') and implemented_at is not null`)} as implemented
    from disputes where platform_id = ${platformId}
      and (${within(sql`received_at`, period)} or ${ended})`);
  const [row] = readRows(answer, Disputes);
  return row ?? { total: 0, upheld: 0, partly: 0, reversed: 0, omitted: 0, hours: null, implemented: 0 };
}

const Suspensions = z.object({ content: whole, notices: whole, complaints: whole });

/**
 * Suspensions for misuse that began in the period (Art. 24(1)(b)). A sender's stands under complaints where all that was
 * found manifestly unfounded were complaints, else under notices.
 */
export async function countSuspensions(db: Db, { platformId, period }: Asked): Promise<SuspensionNumbers> {
  const answer = await db.execute(sql`select count(*) filter (where side = 'content') as content,
      count(*) filter (where side = 'reports' and not only_complaints) as notices,
      count(*) filter (where side = 'reports' and only_complaints) as complaints
    from (select s.side, coalesce((select bool_and(k.appeal_id is not null) from misuse_marks k
          where k.subject_id = s.id and k.marked_at <= m.suspended_from and k.withdrawn_at is null), false) as only_complaints
      from misuse_measures m join misuse_subjects s on s.id = m.subject_id
      where m.platform_id = ${platformId} and ${within(sql`m.suspended_from`, period)}) each_one`);
  const [row] = readRows(answer, Suspensions);
  return row ?? { content: 0, notices: 0, complaints: 0 };
}

const Automated = z.object({ solely: whole, untouched: whole, flaggedSolely: whole, flaggedUntouched: whole });

/** Notices of the period that tools alone decided on, and those that no tool had a part in. */
export async function countAutomatedNotices(db: Db, asked: Asked): Promise<AutomatedNotices> {
  const answer = await db.execute(sql`select count(*) filter (where solely) as solely,
      count(*) filter (where not touched) as untouched, count(*) filter (where solely and flagged) as "flaggedSolely",
      count(*) filter (where not touched and flagged) as "flaggedUntouched"
    from (select n.flagged, coalesce(bool_and(d.automated_decision = 'full'), false) as solely,
        coalesce(bool_or(d.automated_decision <> 'none' or d.automated_processing), false) as touched
      from (${noticesOf(asked)}) n join notice_items i on i.notice_id = n.id
      left join decisions d on d.id = i.decision_id and d.undone_at is null
      group by n.id, n.flagged) each_one`);
  const [row] = readRows(answer, Automated);
  return row ?? { solely: 0, untouched: 0, flaggedSolely: 0, flaggedUntouched: 0 };
}
