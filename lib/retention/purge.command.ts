import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { settingsForEach } from "@/lib/platform/settings";
import { indexRows } from "@/lib/search/documents.store";
import {
  type Candidate,
  noticeCandidates,
  type Periods,
  senderCandidates,
  snapshotCandidates,
} from "./candidates.store";
import { complaintCandidates, evidenceCandidates, mailCandidates } from "./kept-words.store";
import { isDue, type KeepSettings, keptDays, type RetentionClass, retentionClasses } from "./retention.rules";

export type Purged = Record<RetentionClass, number>;

const idsOf = (rows: readonly Candidate[]) => sql.param(`{${rows.map(({ id }) => id).join(",")}}`);

/** Of these, what is due by the settings of its own platform. */
export async function dueAmong(db: Db | Tx, rows: readonly Candidate[], now: Date): Promise<Candidate[]> {
  const settings = await settingsForEach(db, [...new Set(rows.map(({ platform_id }) => platform_id))]);
  return rows.filter(({ platform_id, kind, needed_by, ends_at }) => {
    const own = settings.get(platform_id) as KeepSettings;
    return isDue({ kind, neededBy: needed_by, endsAt: ends_at }, own, now);
  });
}

/** Every platform's own periods. */
async function periodsNow(tx: Tx): Promise<Periods> {
  // A mail to one of our own people is of no platform: the settings for all hold for it.
  const ids = ["*", ...(await tx.select({ id: platforms.id }).from(platforms)).map(({ id }) => id)];
  const settings = await settingsForEach(tx, ids);
  return ids.flatMap((platform) => {
    const own = settings.get(platform) as KeepSettings;
    return retentionClasses.map((kind) => ({ platform, kind, days: keptDays(kind, own) }));
  });
}

/** Name, address, talk and mails of these notices, and of minors also what was said of them. The notice itself stays, to be counted. */
async function purgeNotices(tx: Tx, rows: readonly Candidate[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const ids = idsOf(rows);
  const at = now.toISOString();
  const gone = await tx.execute(
    sql`delete from notice_contacts where notice_id = any(${ids}::uuid[]) returning lower(email) as email`,
  );
  const addresses = readRows(gone, z.object({ email: z.string().nullable() })).flatMap(({ email }) => email ?? []);
  // Mails to an address that nothing else here knows any more.
  if (addresses.length > 0)
    await tx.execute(sql`delete from mails m where lower(m.to_address) in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb))
      and not exists (select 1 from notice_contacts c where lower(c.email) = lower(m.to_address))
      and not exists (select 1 from accounts a where lower(a.email) = lower(m.to_address))`);
  await tx.execute(sql`delete from held_notices where notice_id = any(${ids}::uuid[])`);
  await tx.execute(sql`delete from notice_messages where notice_id = any(${ids}::uuid[])`);
  await tx.execute(
    sql`update notices set purged_at = ${at}::timestamptz, body_hash = null where id = any(${ids}::uuid[])`,
  );
  const minors = rows.filter(({ kind }) => kind === "minor");
  if (minors.length === 0) return;
  await forgetEvidence(tx, sql`select case_id from notice_items where notice_id = any(${idsOf(minors)}::uuid[])`);
  await tx.execute(
    sql`update notices set explanation = '', bringing = bringing - 'concerned' - 'proof' where id = any(${idsOf(minors)}::uuid[])`,
  );
  await indexRows(tx, { notice: minors.map(({ id }) => id) });
}

/** A suggestion repeats the words that it rests on: without them it still says which clause was named, and how surely. */
async function forgetEvidence(tx: Tx, caseIds: SQL): Promise<void> {
  await tx.execute(sql`update case_suggestions s set matches = coalesce(
      (select jsonb_agg(m.match || '{"evidence": []}'::jsonb order by m.at) from jsonb_array_elements(s.matches) with ordinality m (match, at)),
      '[]'::jsonb)
    where s.case_id in (${caseIds}) and s.matches <> '[]'::jsonb`);
}

/** The address of a sender who is watched for misuse no longer; marks and measures stay, of nobody. */
async function forgetSenders(tx: Tx, rows: readonly Candidate[]): Promise<void> {
  if (rows.length > 0)
    await tx.execute(sql`update misuse_subjects set sender = 'gone ' || id where id = any(${idsOf(rows)}::uuid[])`);
}

/** Words, pictures and translations of these copies, and files that came with complaints; hash and dates stay, and so does what was decided. */
async function purgeSnapshots(tx: Tx, rows: readonly Candidate[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const ids = idsOf(rows);
  const at = now.toISOString();
  await tx.execute(sql`delete from translations where snapshot_id = any(${ids}::uuid[])`);
  await tx.execute(
    sql`update snapshots set title = '', text = '', context = '{}'::jsonb, media = '[]'::jsonb, purged_at = ${at}::timestamptz where id = any(${ids}::uuid[])`,
  );
  await forgetEvidence(tx, sql`select id from cases where snapshot_id = any(${ids}::uuid[])`);
  // Whatever learned from them is made again, without them.
  await tx.execute(sql`update learned_models set must_forget = true where body is not null
    and platform_id in (select platform_id from snapshots where id = any(${ids}::uuid[]))`);
  // Pictures that no other copy shows. Their files go when nothing names them, an evidence lock included.
  await tx.execute(sql`with gone as (delete from snapshot_pictures where snapshot_id = any(${ids}::uuid[]) returning media_id)
    delete from media m using gone where m.id = gone.media_id
      and not exists (select 1 from snapshot_pictures p where p.media_id = m.id and not p.snapshot_id = any(${ids}::uuid[]))`);
  // What came with complaints about it; their words and answers stay.
  await tx.execute(sql`delete from appeal_attachments f using appeals a, decisions d, cases c
    where a.id = f.appeal_id and d.id = a.decision_id and c.id = d.case_id and c.snapshot_id = any(${ids}::uuid[])`);
  const moved = await tx.execute(
    sql`update cases set excerpt = '' where snapshot_id = any(${ids}::uuid[]) returning id::text as id`,
  );
  const cases = readRows(moved, z.object({ id: z.string() }));
  await indexRows(tx, { case: cases.map(({ id }) => id) });
}

/** What people wrote in complaints, and files that came with those about suspensions, which are about no content; what was found and answered stays. */
async function purgeComplaints(tx: Tx, rows: readonly Candidate[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const ids = idsOf(rows);
  const at = now.toISOString();
  await tx.execute(sql`update appeals set text = '', purged_at = ${at}::timestamptz where id = any(${ids}::uuid[])`);
  await tx.execute(
    sql`update held_appeals set text = '', files = '[]'::jsonb, purged_at = ${at}::timestamptz where id = any(${ids}::uuid[])`,
  );
  await tx.execute(sql`delete from appeal_attachments where misuse_appeal_id = any(${ids}::uuid[])`);
  await tx.execute(
    sql`update misuse_appeals set text = '', purged_at = ${at}::timestamptz where id = any(${ids}::uuid[])`,
  );
  const own = rows.map(({ id }) => id);
  await indexRows(tx, { appeal: own, held_appeal: own });
}

/** The locked copy and the names of its files; the files go when nothing else names them. The hash stays, and why it was refused. */
async function purgeEvidence(tx: Tx, rows: readonly Candidate[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const ids = idsOf(rows);
  await tx.execute(
    sql`update evidence_locks set copy = '{}'::jsonb, purged_at = ${now.toISOString()}::timestamptz where id = any(${ids}::uuid[])`,
  );
  await tx.execute(sql`delete from evidence_files where lock_id = any(${ids}::uuid[])`);
}

/** Words and addresses of mails; that one was sent, when and of which kind stays. */
async function purgeMails(tx: Tx, rows: readonly Candidate[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`update mails set to_address = '', subject = '', body = '', html = '', bounce_reason = null,
      settled_how = null, purged_at = ${now.toISOString()}::timestamptz where id = any(${idsOf(rows)}::uuid[])`);
}

/**
 * Deletes what is kept no longer (issue 5, Q89): of notices, copies of content, complaints, evidence of refused referrals and mails, at most `most` of each at a time.
 * What a case, an appeal or its window, a referral, an order or a suspension still needs is not touched. The log says how
 * many of which class; a run that finds nothing leaves no entry.
 */
const purge = command<z.ZodObject<{ most: z.ZodNumber }>, Purged>({
  name: "retention.purge",
  permission: "retention.purge",
  input: z.object({ most: z.number() }),
  subject: (_, purged) =>
    purged && Object.values(purged).some((count) => count > 0)
      ? { kind: "command", id: "retention.purge", detail: { ...purged } }
      : null,
  async run({ tx, now }, { most }) {
    const which = { now, most, due: await periodsNow(tx) };
    const notices = await dueAmong(tx, await noticeCandidates(tx, which), now);
    const snapshots = await dueAmong(tx, await snapshotCandidates(tx, which), now);
    await purgeNotices(tx, notices, now);
    await purgeSnapshots(tx, snapshots, now);
    const senders = await dueAmong(tx, await senderCandidates(tx, which), now);
    await forgetSenders(tx, senders);
    const complaints = await dueAmong(tx, await complaintCandidates(tx, which), now);
    await purgeComplaints(tx, complaints, now);
    const evidence = await dueAmong(tx, await evidenceCandidates(tx, which), now);
    await purgeEvidence(tx, evidence, now);
    const mails = await dueAmong(tx, await mailCandidates(tx, which), now);
    await purgeMails(tx, mails, now);
    const gone = [...notices, ...snapshots, ...senders, ...complaints, ...evidence, ...mails];
    const counts = retentionClasses.map((kind) => [kind, gone.filter((row) => row.kind === kind).length]);
    return ok(Object.fromEntries(counts) as Purged);
  },
});

/** For the worker, once an hour; answers how much was deleted. */
export async function purgeWhenDue(_db: Db, now: Date, most = 5_000): Promise<number> {
  const done = await purge({ kind: "system", name: "worker" }, { most }, now);
  if (!done.ok) throw new Error(`nothing was deleted: ${done.reason}`);
  return Object.values(done.value).reduce((sum, count) => sum + count, 0);
}
