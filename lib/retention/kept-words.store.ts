import "server-only";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { type Candidate, chosen, openDispute, openReferral, type Which } from "./candidates.store";

/**
 * What people wrote in complaints, of decisions and of suspensions, filed or held: it is needed until it was answered and
 * nobody outside decides about the same any more. Outcome, reasons and answer stay; the words go.
 */
export async function complaintCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const all = sql`select a.id::text as id, a.platform_id, 'complaint' as kind,
      case when a.state in ('received', 'assigned', 'decided') then 'appeal'
        when ${openDispute(sql`a.decision_id`)} then 'dispute'
        when ${openReferral(sql`a.decision_id`)} then 'referral' end as needed_by,
      greatest(a.received_at, a.decided_at, a.notified_at, s.appeal_until) as ends_at
    from appeals a join statements s on s.id = a.statement_id where a.purged_at is null
    union all select h.id::text, h.platform_id, 'complaint', case when h.taken_in_at is null then 'suspension' end,
      greatest(h.received_at, h.taken_in_at) from held_appeals h where h.purged_at is null
    union all select m.id::text, m.platform_id, 'complaint', case when m.decided_at is null then 'appeal' end,
      greatest(m.received_at, m.decided_at) from misuse_appeals m where m.purged_at is null`;
  return chosen(db, all, sql`ends_at, id`, which);
}

/** Evidence under lock of which nobody was told, because a second person refused the referral (Art. 18, K1). */
export async function evidenceCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const all = sql`select l.id::text as id, l.platform_id, 'evidence' as kind,
      case when exists (select 1 from crime_referrals o where o.case_id = l.case_id and o.state = 'open') then 'referral' end as needed_by,
      max(r.refused_at) as ends_at
    from evidence_locks l join crime_referrals r on r.lock_id = l.id where l.purged_at is null
    group by l.id having bool_and(r.state = 'refused')`;
  return chosen(db, all, sql`ends_at, id`, which);
}

/** Mails as they were sent; one that came back is needed until somebody has seen to it, one about a letter for its window. */
export async function mailCandidates(db: Db | Tx, which: Which): Promise<Candidate[]> {
  const all = sql`select m.id::text as id, coalesce(s.platform_id, o.platform_id, '*') as platform_id, 'mail' as kind,
      case when m.bounced_at is not null and m.settled_at is null and s.read_at is null then 'came_back' end as needed_by,
      greatest(m.sent_at, s.appeal_until) as ends_at
    from mails m left join statements s on s.id = m.statement_id left join outbox o on o.id = m.outbox_id
    where m.purged_at is null`;
  return chosen(db, all, sql`ends_at, id`, which);
}
