import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { type RetentionClass, retentionClasses, retentionNeeds } from "./retention.rules";

const Row = z.object({
  id: z.string(),
  platform_id: z.string(),
  kind: z.enum(retentionClasses),
  needed_by: z.enum(retentionNeeds).nullable(),
  ends_at: z.coerce.date(),
});
export type Candidate = z.infer<typeof Row>;

/** How long each platform keeps each class, in days. */
export type Periods = readonly { platform: string; kind: RetentionClass; days: number }[];
/** `due`: only what nothing needs and whose period is over; without it whatever there is. `most` bounds the answer. */
export type Which = { now: Date; most: number; due?: Periods };

const dayMs = 86_400_000;

/** Nothing ends before it began: what is younger than the shortest period cannot be due, and is not looked at. */
const beganBefore = ({ now, due }: Which) =>
  new Date(now.getTime() - Math.min(...(due ?? []).map(({ days }) => days), due ? Infinity : 0) * dayMs);

/**
 * The rows of `all`, by `oldest`. What is due is chosen in the database: thousands that are old and still needed must not
 * stand before what has to go.
 */
export async function chosen(db: Db | Tx, all: SQL, oldest: SQL, { now, most, due }: Which): Promise<Candidate[]> {
  const columns = { platform: "text", kind: "text", days: "integer" } as const;
  const answer = await db.execute(
    due
      ? sql`select c.* from (${all}) c join ${rowsAs("period", due, columns)}
          on period.platform = c.platform_id and period.kind = c.kind
        where c.needed_by is null and c.ends_at + make_interval(secs => period.days * 86400.0) <= ${now.toISOString()}::timestamptz
        order by c.ends_at, c.id limit ${most}`
      : sql`${all} order by ${oldest} limit ${most}`,
  );
  return readRows(answer, Row);
}

/** Six calendar months, and the slack of a weekend and of holidays, where nobody was told and so no window is written down. */
const sevenMonths = sql`interval '7 months'`;

/** An appeal that is not answered, or whose answer has not left; or one that is kept until its sender's suspension ends. */
const openAppeal = (decision: SQL) =>
  sql`(exists (select 1 from appeals a where a.decision_id = ${decision} and a.state in ('received', 'assigned', 'decided'))
    or exists (select 1 from held_appeals h join statements told on told.id = h.statement_id
      where told.decision_id = ${decision} and h.taken_in_at is null))`;

/** A dispute before a body about it that is not closed: the body asks for the same facts. */
export const openDispute = (decision: SQL) =>
  sql`exists (select 1 from disputes p where p.decision_id = ${decision} and p.state <> 'closed')`;

/** A referral about it that the authorities are still to be told of. */
export const openReferral = (decision: SQL) =>
  sql`exists (select 1 from crime_referrals r join decisions made on made.case_id = r.case_id
    where made.id = ${decision} and r.state = 'open')`;

/**
 * Every notice that still says something of its sender or of a minor, with what needs it.
 */
export async function noticeCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const at = beganBefore(which).toISOString();
  const all = sql`select n.id::text as id, n.platform_id,
      case when coalesce((n.bringing ->> 'isMinor')::boolean, false) or n.child_abuse_claim or n.relation in ('parent', 'guardian') then 'minor'
        when n.source = 'guest' then 'guest' else 'reporter' end as kind,
      case when n.withdrawn_at is null and exists (select 1 from notice_items i where i.notice_id = n.id and i.decision_id is null) then 'open_case'
        when exists (select 1 from notice_items i join crime_referrals r on r.case_id = i.case_id where i.notice_id = n.id and r.state = 'open') then 'referral'
        when exists (select 1 from notice_items i where i.notice_id = n.id and i.decision_id is not null and ${openAppeal(sql`i.decision_id`)}) then 'appeal'
        when exists (select 1 from notice_items i where i.notice_id = n.id and i.decision_id is not null and ${openDispute(sql`i.decision_id`)}) then 'dispute'
        when exists (select 1 from orders o where o.notice_id = n.id and o.effect is null) then 'order'
        when exists (select 1 from held_notices h join misuse_measures m on m.id = h.measure_id left join misuse_appeals a on a.measure_id = m.id
          where h.notice_id = n.id and h.taken_in_at is null and (m.state <> 'ended' or (a.id is not null and a.decided_at is null))) then 'suspension'
        end as needed_by,
      greatest(n.received_at,
        (select max(coalesce(s.appeal_until, s.composed_at + ${sevenMonths})) from statements s where s.notice_id = n.id and s.revoked_at is null),
        (select max(m.suspended_from + ${sevenMonths}) from held_notices h join misuse_measures m on m.id = h.measure_id where h.notice_id = n.id)
      ) as ends_at
    from notices n where n.purged_at is null and n.received_at <= ${at}::timestamptz`;
  return chosen(db, all, sql`n.received_at, n.id`, which);
}

/** Every copy of content that still holds its words, with what needs it. Evidence under lock is a copy of its own. */
export async function snapshotCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const at = beganBefore(which).toISOString();
  const all = sql`select s.id::text as id, s.platform_id, 'snapshot' as kind,
      case when exists (select 1 from cases c where c.item_id = s.item_id and c.state <> 'decided') then 'open_case'
        when exists (select 1 from cases c join crime_referrals r on r.case_id = c.id where c.item_id = s.item_id and r.state = 'open') then 'referral'
        when exists (select 1 from cases c join decisions d on d.case_id = c.id where c.item_id = s.item_id and ${openAppeal(sql`d.id`)}) then 'appeal'
        when exists (select 1 from cases c join decisions d on d.case_id = c.id where c.item_id = s.item_id and ${openDispute(sql`d.id`)}) then 'dispute'
        when exists (select 1 from cases c join decisions d on d.case_id = c.id join sanctions x on x.decision_id = d.id
          where c.item_id = s.item_id and x.state in ('held', 'in_force') and x.ends_at is not null) then 'suspension'
        end as needed_by,
      greatest(s.taken_at,
        (select max(d.decided_at) from cases c join decisions d on d.case_id = c.id where c.item_id = s.item_id),
        (select max(coalesce(l.appeal_until, l.composed_at + ${sevenMonths})) from cases c join decisions d on d.case_id = c.id
          join statements l on l.decision_id = d.id where c.item_id = s.item_id and l.revoked_at is null)
      ) as ends_at
    from snapshots s where s.purged_at is null and s.taken_at <= ${at}::timestamptz`;
  return chosen(db, all, sql`s.taken_at, s.id`, which);
}

/**
 * Senders of reports whose address is still written down for marks and measures of misuse, with what needs it: a measure
 * that runs, a complaint that is not answered, and the window of one that can still come.
 */
export async function senderCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const at = beganBefore(which).toISOString();
  const all = sql`select s.id::text as id, s.platform_id, 'reporter' as kind,
      case when exists (select 1 from misuse_measures m where m.subject_id = s.id and m.state <> 'ended') then 'suspension'
        when exists (select 1 from misuse_measures m join misuse_appeals a on a.measure_id = m.id where m.subject_id = s.id and a.decided_at is null) then 'appeal'
        end as needed_by,
      greatest(s.created_at,
        (select max(m.marked_at) from misuse_marks m where m.subject_id = s.id),
        (select max(greatest(m.ended_at, m.suspended_from + ${sevenMonths})) from misuse_measures m where m.subject_id = s.id)
      ) as ends_at
    from misuse_subjects s where s.sender like 'mail %' and s.created_at <= ${at}::timestamptz`;
  return chosen(db, all, sql`s.created_at, s.id`, which);
}
