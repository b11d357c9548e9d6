import "server-only";
import { and, asc, eq, gt, gte, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditEntries, auditHeads } from "@/db/schema";
import type { ChainEntry } from "@/lib/platform/audit-chain.rules";
import type { ArchivedChain } from "./archive.contract";
import type { ChainLine } from "./chain.contract";

/** A segment longer than this goes with the entries about the case alone; the manifest says so. */
export const longestSegment = 250_000;
const batch = 1000;

const entry = {
  chain: auditEntries.chain,
  position: auditEntries.position,
  at: auditEntries.at,
  actorKind: auditEntries.actorKind,
  actorId: auditEntries.actorId,
  verb: auditEntries.verb,
  outcome: auditEntries.outcome,
  subjectKind: auditEntries.subjectKind,
  subjectId: auditEntries.subjectId,
  body: auditEntries.body,
  prevHash: auditEntries.prevHash,
  hash: auditEntries.hash,
};

/** Kind and id of all that entries about a case can be about: the case itself, and what hangs on it. */
function subjectsOf(caseId: string) {
  const of = sql`(select d.id from decisions d where d.case_id = ${caseId})`;
  return sql`(
    select 'case' as kind, ${caseId}::text as id
    union all select 'decision', d.id::text from decisions d where d.case_id = ${caseId}
    union all select 'statement', s.id::text from statements s where s.decision_id in ${of}
    union all select 'mail', m.id::text from mails m join statements s on s.id = m.statement_id where s.decision_id in ${of}
    union all select 'database_copy', c.id::text from database_copies c where c.decision_id in ${of}
    union all select 'database_copy', b.id::text from database_submissions b join database_copies c on c.id = b.copy_id
      where c.decision_id in ${of}
    union all select 'sanction', s.id::text from sanctions s where s.decision_id in ${of}
    union all select 'appeal', a.id::text from appeals a where a.decision_id in ${of}
    union all select 'appeal_file', f.id::text from appeal_attachments f join appeals a on a.id = f.appeal_id
      where a.decision_id in ${of}
    union all select 'dispute', d.id::text from disputes d where d.decision_id in ${of}
    union all select 'remedy', r.id::text from remedies r where r.decision_id in ${of}
    union all select 'review_flag', r.id::text from review_flags r where r.decision_id in ${of}
    union all select 'quality_sample', q.id::text from quality_samples q where q.decision_id in ${of}
    union all select 'referral', r.id::text from crime_referrals r where r.case_id = ${caseId}
    union all select 'notice', n.notice_id::text from notice_items n where n.case_id = ${caseId}
    union all select 'media', shown->>'mediaId' from cases c join snapshots s on s.item_id = c.item_id
      cross join lateral jsonb_array_elements(s.media) shown where c.id = ${caseId})`;
}

type Span = { chain: string; first: number; last: number; own: number; head: { position: number; hash: string } };

/** The chains in which something about the case stands, with the first and the last place of it, and the head of each. */
export async function spansOf(db: Db, caseId: string): Promise<Span[]> {
  const { chain, position } = auditEntries;
  const rows = await db
    .select({
      chain,
      first: sql<number>`min(${position})::int`,
      last: sql<number>`max(${position})::int`,
      own: sql<number>`count(*)::int`,
    })
    .from(auditEntries)
    .where(sql`${auditEntries.seq} in (select e.seq from audit_entries e
      join (select distinct kind, id from ${subjectsOf(caseId)} found) mine on e.subject_kind = mine.kind and e.subject_id = mine.id)`)
    .groupBy(chain)
    .orderBy(asc(chain));
  const heads = await db
    .select({ chain: auditHeads.chain, position: auditHeads.position, hash: auditHeads.hash })
    .from(auditHeads);
  return rows.map((row) => {
    const head = heads.find((one) => one.chain === row.chain);
    if (!head) throw new Error("every chain has its head");
    return { ...row, head: { position: head.position, hash: head.hash } };
  });
}

/** How much of a chain goes into the archive of somebody who may read the log, or may not. */
export function modeOf({ first, head }: Span, mayReadLog: boolean, longest = longestSegment): ArchivedChain["mode"] {
  if (head.position - first + 1 > longest) return "own";
  return mayReadLog ? "whole" : "sealed";
}

/** The lines of one chain's file, a batch at a time: memory does not grow with the log. */
export async function* chainLines(
  db: Db,
  caseId: string,
  { chain, first, head }: Span,
  mode: ArchivedChain["mode"],
): AsyncGenerator<ChainLine[]> {
  const isOwn = sql<boolean>`exists (select 1 from ${subjectsOf(caseId)} mine
    where mine.kind = ${auditEntries.subjectKind} and mine.id = ${auditEntries.subjectId})`;
  let after = first - 1;
  for (;;) {
    const rows = await db
      .select({ ...entry, isOwn })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.chain, chain),
          gt(auditEntries.position, after),
          gte(auditEntries.position, first),
          lte(auditEntries.position, head.position),
          mode === "own" ? isOwn : undefined,
        ),
      )
      .orderBy(asc(auditEntries.position))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ isOwn: own, at, ...row }) => {
      const whole: ChainEntry = { ...row, at: at.toISOString() };
      return own || mode === "whole" ? { ...whole, own } : sealed(whole);
    });
    after = last.position;
  }
}

/** That there is an entry here, and its hash: what it says is not for this reader. */
const sealed = ({ chain, position, hash }: ChainEntry): ChainLine => ({ chain, position, hash, sealed: true });
