import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { rowsAs } from "@/lib/platform/rows";
import { keywordOther } from "@/lib/platform/statement-values.rules";
import type { Period } from "./report.contract";
import { noticeWords, notSpecifiedNotice, notSpecifiedOrder, orderWords } from "./report-places.rules";

/*
 * The rows that a report counts, one query for each kind of thing. Counts (report-counts.store.ts) and the lists behind
 * them (report-lists.store.ts) select from these, so that they cannot disagree.
 */

/** One service and one period. */
export type Asked = { platformId: string; period: Pick<Period, "from" | "to"> };

export const within = (column: SQL, { from, to }: Asked["period"]) =>
  sql`(${column} >= ${from.toISOString()} and ${column} < ${to.toISOString()})`;

/** A notice under Article 16: illegality is claimed, and neither we nor an authority is who says so. */
export const isArticle16 = sql`(n.legal_claim and n.source not in ('own_detection', 'authority', 'court')
  and n.id not in (select o.notice_id from orders o where o.notice_id is not null))`;
/** A restriction that was really imposed, by a decision that was not taken back. */
const isImposed = sql`(s.dsa_value is not null and s.state <> 'held' and d.undone_at is null)`;
/**
 * When a restriction began to work: when the platform carried it out where it said so, else when it was to begin.
 */
const inEffect = sql`coalesce(s.executed_at, s.starts_at)`;
/** Made on a complaint (sheet 7): whose decision it became is written with the complaint once it holds. */
const isOnComplaint = sql`(d.origin = 'complaint' or exists (select 1 from appeals a where a.new_decision_id = d.id))`;
/** Terms and law together are told to the Transparency Database as terms, and counted so. */
const isLawAlone = sql`(d.ground_illegal and not d.ground_terms)`;

export const hours = (from: SQL, to: SQL) => sql`(extract(epoch from (${to} - ${from})) / 3600)`;
const words = { word: "text", category: "text", keyword: "text", description: "text" } as const;

/**
 * Somebody reported what a decision is about: not what we found, and not what another found by tools alone. How a third
 * party's control found it is settled with the decision, where that was asked.
 */
const isFoundByPeople = sql`(n.source <> 'own_detection' and n.automated_detection is distinct from 'full'
  and not (n.source = 'third_party' and coalesce(d.findings ->> 'automatedDetection', 'none') = 'full'))`;

/**
 * Restrictions imposed in the period, each with all that the sheets tell apart. The reports that a decision answers are
 * read for it alone: asked by `exists`, the database would go through all reports of all time for each slice of a period.
 */
export function measuresOf({ platformId, period }: Asked): SQL {
  return sql`select s.id, s.starts_at as at, d.id as decision_id, d.case_id, d.clause_ref,
      coalesce(c.released ->> 'category', d.dsa_category) as category, d.dsa_keyword as keyword,
      case when d.dsa_keyword = ${keywordOther} then coalesce(c.released, c.payload) ->> 'category_specification_other' end
        as description,
      ${isLawAlone} as "isIllegal", ${isOnComplaint} as "isComplaint", d.automated_decision as automated,
      d.order_id is null and not coalesce(r.article16, false) as "isOwn",
      d.automated_detection and coalesce(d.findings ->> 'automatedDetection', 'full') = 'full'
        and not coalesce(r.others, false) as "isSolelyDetected",
      lower(split_part(p.language, '-', 1)) as language, s.dsa_value as value
    from sanctions s join decisions d on d.id = s.decision_id join snapshots p on p.id = d.snapshot_id
    left join lateral (select released, payload from database_copies where decision_id = d.id limit 1) c on true
    left join lateral (select bool_or(${isArticle16}) as article16, bool_or(${isFoundByPeople}) as others
      from decision_answers w join notice_items i on i.id = w.notice_item_id join notices n on n.id = i.notice_id
      where w.decision_id = d.id) r on true
    where s.platform_id = ${platformId} and ${isImposed} and ${within(sql`s.starts_at`, period)}`;
}

/** Notices under Article 16 received in the period, each sorted into one category. */
export function noticesOf({ platformId, period }: Asked): SQL {
  return sql`select n.id, n.received_at as at, n.reference, n.source = 'trusted_flagger' as flagged,
      coalesce(w.category, ${notSpecifiedNotice}) as category, w.keyword, w.description,
      (select count(*) from notice_items i where i.notice_id = n.id) as items
    from notices n left join ${rowsAs("w", noticeWords, words)}
      on w.word = case when n.child_abuse_claim then 'child_abuse' else n.category end
    where n.platform_id = ${platformId} and ${isArticle16} and ${within(sql`n.received_at`, period)}`;
}

/**
 * Items of those notices on which something was imposed, each with the decision that did so first: what was decided anew
 * since changes nothing of a past period. Decisions on a complaint stand on sheet 7.
 */
function imposedOn(asked: Asked): SQL {
  return sql`select distinct on (i.id) n.*, d.id as decision_id, d.case_id, d.clause_ref, ${isLawAlone} as law, r.count,
      r.at as begun, r.worked
    from (${noticesOf(asked)}) n join notice_items i on i.notice_id = n.id
    join decision_answers w on w.notice_item_id = i.id join decisions d on d.id = w.decision_id and not ${isOnComplaint}
    join lateral (select count(*) as count, min(s.starts_at) as at, min(${inEffect}) as worked from sanctions s
      where s.decision_id = d.id and ${isImposed}) r on r.count > 0
    order by i.id, d.decided_at, d.id`;
}

/**
 * What was done on those notices, one row a decision that imposed something: however many notices it answers, it stands
 * under a trusted flagger's if there is one, else under the earliest.
 */
export function actedOf(asked: Asked): SQL {
  return sql`select distinct on (decision_id) decision_id as id, case_id, clause_ref, begun as at, category, keyword,
      description, flagged, law, count
    from (${imposedOn(asked)}) n order by decision_id, flagged desc, n.at, n.id`;
}

/** How long those notices waited for their first restriction, one row a notice: each waited for itself. */
export function waitedOf(asked: Asked): SQL {
  return sql`select id, at, reference, category, keyword, description, flagged, min(${hours(sql`n.at`, sql`worked`)}) as hours
    from (${imposedOn(asked)}) n group by 1, 2, 3, 4, 5, 6, 7`;
}

/** Orders received in the period. Orders name a category and no keyword. */
export function ordersOf({ platformId, period }: Asked): SQL {
  return sql`select o.id, o.received_at as at, o.kind, o.authority_reference as reference,
      case o.country when 'GR' then 'EL' else o.country end as state,
      coalesce(w.category, ${notSpecifiedOrder}) as category, w.keyword, w.description,
      jsonb_array_length(o.locations) as items, ${hours(sql`o.received_at`, sql`o.acknowledged_at`)} as receipt,
      ${hours(sql`o.received_at`, sql`o.effect_at`)} as effect
    from orders o left join ${rowsAs("w", orderWords, words)} on w.word = o.category
    where o.platform_id = ${platformId} and ${within(sql`o.received_at`, period)}`;
}

/**
 * Complaints received or answered in the period, by what they are against: one against a decision with restrictions of
 * several kinds is a row of each. A notifier's is one against taking no action where nothing was restricted; that a
 * restriction is too mild is in the total alone, and so is one of somebody whose notices or complaints are not processed
 * for a time (Art. 23(2)): it came to the same mechanism (Art. 15(1)(d)), and is against none of what Art. 20(1) names.
 * `received` and `ended` say on which side of the period it is.
 */
export function complaintsOf({ platformId, period }: Asked): SQL {
  const received = within(sql`a.received_at`, period);
  const ended = within(sql`coalesce(a.decided_at, a.notified_at)`, period);
  return sql`with each_one as (
      select a.id, a.decision_id, a."by", a.reference, a.received_at as at, ${received} as received,
        coalesce(${ended}, false) as ended, d.case_id, d.clause_ref,
        case when a.state = 'inadmissible' then 'omitted' else a.outcome::text end as outcome, t.notice_id,
        ${hours(sql`a.received_at`, sql`a.notified_at`)} as hours
      from appeals a join statements t on t.id = a.statement_id join decisions d on d.id = a.decision_id
      where a.platform_id = ${platformId} and (${received} or ${ended})
    ) select e.*, 'all' as basis from each_one e
    union all
    select e.*, 'all' as basis from (${misuseComplaintsOf({ platformId, period })}) e
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
      and not exists (select 1 from sanctions s where s.decision_id = e.decision_id and s.dsa_value is not null)`;
}

/** Complaints about a suspension for misuse that no decision imposed, in the columns of the others; `id` is the sender's. */
function misuseComplaintsOf({ platformId, period }: Asked): SQL {
  const received = within(sql`a.received_at`, period);
  const ended = within(sql`a.decided_at`, period);
  return sql`select m.subject_id as id, null::uuid as decision_id, 'affected' as "by", a.reference, a.received_at as at,
      ${received} as received, coalesce(${ended}, false) as ended, null::uuid as case_id, null::text as clause_ref,
      a.outcome, null::uuid as notice_id, ${hours(sql`a.received_at`, sql`l.sent_at`)} as hours
    from misuse_appeals a join misuse_measures m on m.id = a.measure_id
    left join lateral (select min(sent_at) as sent_at from misuse_letters
      where measure_id = a.measure_id and kind = 'appeal_answer') l on true
    where a.platform_id = ${platformId} and (${received} or ${ended})`;
}

/** Which of those rows each number counts; the hours are those of complaints that were answered with a finding. */
export const complaintParts = {
  total: sql`received`,
  upheld: sql`(ended and outcome = 'upheld')`,
  partly: sql`(ended and outcome = 'partly_reversed')`,
  reversed: sql`(ended and outcome = 'reversed')`,
  omitted: sql`(ended and outcome = 'omitted')`,
  hours: sql`(ended and hours is not null and outcome <> 'omitted')`,
};

/** Disputes out of court that the body received or ended in the period (Art. 24(1)(a)). */
export function disputesOf({ platformId, period }: Asked): SQL {
  const received = within(sql`received_at`, period);
  const ended = within(sql`outcome_at`, period);
  return sql`select id, reference, decision_id, received_at as at, ${received} as received,
      coalesce(${ended}, false) as ended, outcome, ${hours(sql`received_at`, sql`outcome_at`)} as hours,
      implemented_at is not null as implemented
    from disputes where platform_id = ${platformId} and (${received} or ${ended})`;
}

export const disputeParts = {
  total: sql`received`,
  upheld: sql`(ended and outcome = 'for_platform')`,
  partly: sql`(ended and outcome = 'partly')`,
  reversed: sql`(ended and outcome = 'for_user')`,
  omitted: sql`(ended and outcome in ('agreed', 'ended'))`,
  hours: sql`(ended and outcome in ('for_platform', 'partly', 'for_user'))`,
  implemented: sql`(ended and outcome in ('partly', 'for_user') and implemented)`,
};

/**
 * Suspensions for misuse that began in the period (Art. 24(1)(b)). A sender's stands under complaints where all that was
 * found manifestly unfounded were complaints, else under notices.
 */
export function suspensionsOf({ platformId, period }: Asked): SQL {
  return sql`select m.id, s.id as subject_id, m.suspended_from as at, case when s.side = 'content' then 'content'
        when coalesce((select bool_and(k.appeal_id is not null) from misuse_marks k
          where k.subject_id = s.id and k.marked_at <= m.suspended_from and k.withdrawn_at is null), false)
        then 'complaints' else 'notices' end as side
    from misuse_measures m join misuse_subjects s on s.id = m.subject_id
    where m.platform_id = ${platformId} and ${within(sql`m.suspended_from`, period)}`;
}

/**
 * Notices of the period: those on which tools alone decided, item by item, and those that no tool had a part in. Each item
 * counts with the decision that answered it first; a notice with an item that nobody decided yet is neither.
 */
export function handledOf(asked: Asked): SQL {
  return sql`select n.id, n.at, n.reference, n.flagged, bool_and(coalesce(d.automated_decision = 'full', false)) as solely,
      bool_and(d.id is not null and d.automated_decision = 'none' and not d.automated_processing) as untouched
    from (${noticesOf(asked)}) n join notice_items i on i.notice_id = n.id
    left join lateral (select d.id, d.automated_decision, d.automated_processing
      from decision_answers w join decisions d on d.id = w.decision_id
      where w.notice_item_id = i.id and d.undone_at is null and not ${isOnComplaint}
      order by d.decided_at, d.id limit 1) d on true
    group by n.id, n.at, n.reference, n.flagged`;
}
