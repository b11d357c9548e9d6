import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { platforms } from "@/db/schema";
import { readRows } from "@/lib/platform/rows";
import { settingsForEach } from "@/lib/platform/settings";
import { veilFor } from "@/lib/platform/veil.rules";
import { type IndicatorKey, type Measured, shareOf } from "./indicator-keys.rules";

/** Of which register, whose data (null: every platform's), in which time; `to` is the first moment after it. */
export type Asked = { registerId: string; platformId: string | null; from: Date; to: Date; now: Date };

const within = (column: SQL, { from, to }: Asked) =>
  sql`(${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz)`;
const before = (column: SQL, { to }: Asked) => sql`${column} < ${to.toISOString()}::timestamptz`;
const of = (column: SQL, { platformId }: Asked) => (platformId === null ? sql`true` : sql`${column} = ${platformId}`);
const tagged = (column: SQL, tag: string) => sql`${column} @> ${JSON.stringify([tag])}::jsonb`;

const Parts = z.object({ part: z.coerce.number(), whole: z.coerce.number() });

/** A share: rows of `from` as a whole, and those of them for which `part` holds. */
async function share(db: Db | Tx, part: SQL, from: SQL): Promise<Measured> {
  const answer = await db.execute(sql`select count(*) filter (where ${part}) as part, count(*) as whole from ${from}`);
  const [row] = readRows(answer, Parts);
  return shareOf(row?.part ?? 0, row?.whole ?? 0);
}

async function counted(db: Db | Tx, from: SQL): Promise<Measured> {
  const [row] = readRows(
    await db.execute(sql`select count(*) as whole from ${from}`),
    z.object({ whole: z.coerce.number() }),
  );
  return { value: row?.whole ?? 0, count: row?.whole ?? 0 };
}

/** Reports of people: what tools, authorities and courts brought is not what the button is for. */
const reports = (asked: Asked) =>
  sql`notices n where ${of(sql`n.platform_id`, asked)} and ${within(sql`n.received_at`, asked)}
    and n.source not in ('own_detection', 'third_party', 'authority', 'court')`;
const answered = (asked: Asked) =>
  sql`appeals a where ${of(sql`a.platform_id`, asked)} and ${within(sql`a.notified_at`, asked)} and a.state = 'notified'`;
const hiddenLinks = (asked: Asked) =>
  sql`notices n where ${of(sql`n.platform_id`, asked)} and ${within(sql`n.received_at`, asked)} and ${tagged(sql`n.tags`, "hidden_link")}`;

/** Art. 20(1), AE2: six calendar months from when its reader was told; an hour less where clocks were turned between. */
const hasWorkingLink = sql`(s.parts @> '[{"id": "redress"}]'::jsonb and s.appeal_until is not null
  and s.appeal_until >= coalesce(s.informed_at, s.sent_at) + interval '6 months' - interval '1 hour'
  and (s.revoked_at is null or s.revoked_at >= s.appeal_until))`;

async function medianHours(db: Db | Tx, asked: Asked): Promise<Measured> {
  const answer = await db.execute(sql`select count(*) as whole,
      round((percentile_cont(0.5) within group (order by extract(epoch from a.notified_at - a.received_at) / 3600))::numeric, 2)::float8 as hours
    from ${answered(asked)}`);
  const [row] = readRows(answer, z.object({ whole: z.coerce.number(), hours: z.number().nullable() }));
  return { value: row?.hours ?? null, count: row?.whole ?? 0 };
}

/** Where pictures of adult content are veiled until somebody asks for them, by the settings as they are now. */
async function veilingPlatforms(db: Db | Tx, { platformId }: Asked): Promise<string[]> {
  const ids =
    platformId === null ? (await db.select({ id: platforms.id }).from(platforms)).map(({ id }) => id) : [platformId];
  const settings = await settingsForEach(db, ids);
  return ids.filter((id) => {
    const own = settings.get(id);
    return own !== undefined && veilFor(own, ["sexual_content"], null).strength !== "none";
  });
}

async function adultMedia(db: Db | Tx, asked: Asked): Promise<Measured> {
  const veiling = sql.param(`{${(await veilingPlatforms(db, asked)).map((id) => `"${id}"`).join(",")}}`);
  return share(
    db,
    sql`m.is_veiled`,
    sql`(select distinct m.id, (m.blurred is not null and m.platform_id = any(${veiling}::text[])) as is_veiled
      from cases c join snapshot_pictures p on p.item_id = c.item_id join media m on m.id = p.media_id
      where ${of(sql`c.platform_id`, asked)} and ${within(sql`c.opened_at`, asked)} and m.state = 'stored'
        and (${tagged(sql`c.tags`, "adult_or_health")} or exists (select 1 from notice_items i join notices n on n.id = i.notice_id
          where i.case_id = c.id and n.category = 'sexual_content'))) m`,
  );
}

/** DSA Art. 26(1)(b), (c), AE9: what a reported advertisement came with. */
const said = (what: "advertiser" | "payer") => sql`coalesce(btrim(s.context ->> ${what}), '') <> ''`;

type Count = (db: Db | Tx, asked: Asked) => Promise<Measured>;

const ofNotices = {
  notices_from_guests: (db, asked) => share(db, sql`n.source = 'guest'`, reports(asked)),
  notices_by_form_from_guests: (db, asked) =>
    counted(db, sql`${reports(asked)} and n.source = 'guest' and n.channel = 'form'`),
  hidden_links_found_by_third_parties: (db, asked) => share(db, sql`n.source = 'third_party'`, hiddenLinks(asked)),
  hidden_links_found_by_own_detection: (db, asked) => share(db, sql`n.source = 'own_detection'`, hiddenLinks(asked)),
  supplement_notices_decided: (db, asked) =>
    share(
      db,
      sql`not exists (select 1 from notice_items i where i.notice_id = n.id and i.decision_id is null)`,
      sql`notices n where ${of(sql`n.platform_id`, asked)} and ${within(sql`n.received_at`, asked)}
        and n.withdrawn_at is null and (${tagged(sql`n.tags`, "supplement")} or ${tagged(sql`n.tags`, "medicine")})`,
    ),
  medicine_findings_by_third_parties: (db, asked) =>
    counted(
      db,
      sql`notices n where ${of(sql`n.platform_id`, asked)} and ${within(sql`n.received_at`, asked)}
        and n.source = 'third_party' and ${tagged(sql`n.tags`, "medicine")}`,
    ),
} satisfies Partial<Record<IndicatorKey, Count>>;

const ofDecisions = {
  decisions_with_appeal_link: (db, asked) =>
    share(
      db,
      hasWorkingLink,
      sql`statements s where ${of(sql`s.platform_id`, asked)} and ${within(sql`s.sent_at`, asked)} and s.letter = 'decision'`,
    ),
  appeals_from_guests: (db, asked) =>
    counted(
      db,
      sql`appeals a join statements s on s.id = a.statement_id join notices n on n.id = s.notice_id
        where ${of(sql`a.platform_id`, asked)} and ${within(sql`a.received_at`, asked)} and n.source = 'guest'`,
    ),
  hours_to_answer_appeals: medianHours,
  appeals_answered_in_time: (db, asked) => share(db, sql`a.notified_at <= a.due_at`, answered(asked)),
  appeal_answers_complete: (db, asked) =>
    share(
      db,
      sql`(a.answer_parts @> '[{"id": "redress"}]'::jsonb and a.answer_parts @> '[{"id": "automation"}]'::jsonb)`,
      answered(asked),
    ),
  hidden_link_sanctions_executed: (db, asked) =>
    share(
      db,
      sql`x.executed_at is not null`,
      sql`sanctions x join decisions d on d.id = x.decision_id where ${of(sql`x.platform_id`, asked)}
        and ${within(sql`x.starts_at`, asked)} and x.state in ('in_force', 'ended') and d.undone_at is null
        and ${tagged(sql`d.tags`, "hidden_link")}`,
    ),
  demotions_with_statement: (db, asked) =>
    share(
      db,
      sql`exists (select 1 from statements s where s.decision_id = d.id and s.is_statement_of_reasons)`,
      sql`decisions d where ${of(sql`d.platform_id`, asked)} and ${within(sql`d.effective_at`, asked)} and d.undone_at is null
        and d.order_id is null and exists (select 1 from sanctions x where x.decision_id = d.id and x.state <> 'held'
          and x.dsa_value = 'DECISION_VISIBILITY_CONTENT_DEMOTED')`,
    ),
  adult_media_blurred: adultMedia,
  advertisements_naming_both: (db, asked) =>
    share(
      db,
      sql`(${said("advertiser")} and ${said("payer")})`,
      // Who pays for it makes an advertisement of anything, as on the case (components/cases/surface.rules.ts).
      sql`cases c join snapshots s on s.id = c.snapshot_id where ${of(sql`c.platform_id`, asked)}
        and ${within(sql`c.opened_at`, asked)} and (c.surface = 'advertisement' or ${said("advertiser")} or ${said("payer")})`,
    ),
} satisfies Partial<Record<IndicatorKey, Count>>;

const ofRecords = {
  research_exports_taken: (db, asked) =>
    counted(
      db,
      sql`research_exports e where ${within(sql`e.started_at`, asked)} and e.rows is not null
        and (e.platform_id = '' or ${of(sql`e.platform_id`, asked)})`,
    ),
  affiliates_screened: (db, asked) =>
    share(
      db,
      sql`exists (select 1 from affiliates f where f.account_id = k.account_id and ${before(sql`f.screened_at`, asked)})`,
      sql`(select distinct i.account_id from content_items i where i.role = 'affiliate' and i.account_id is not null
        and ${of(sql`i.platform_id`, asked)} and ${before(sql`i.created_at`, asked)}) k`,
    ),
  traders_checked: (db, asked) =>
    share(
      db,
      sql`t.checked_at is not null`,
      sql`traders t where ${of(sql`t.platform_id`, asked)} and t.purged_at is null
        and (t.contract_ended_at is null or t.contract_ended_at >= ${asked.from.toISOString()}::timestamptz)`,
    ),
  reviews_in_time: (db, asked) => {
    const until = { ...asked, to: new Date(Math.min(asked.now.getTime(), asked.to.getTime())) };
    return share(
      db,
      sql`r.reviewed_at <= r.due_at`,
      sql`(select v.due_at, v.reviewed_at from commitment_reviews v join commitments c on c.id = v.commitment_id
          where c.register_id = ${asked.registerId}::uuid and ${within(sql`v.due_at`, until)}
        union all select c.review_due_at, null from commitments c
          where c.register_id = ${asked.registerId}::uuid and c.retired_at is null and ${within(sql`c.review_due_at`, until)}) r`,
    );
  },
  trustee_reports_sent: (db, asked) =>
    counted(
      db,
      sql`trustee_reports r where r.register_id = ${asked.registerId}::uuid and ${within(sql`r.sent_at`, asked)}`,
    ),
  anomalies_told: (db, asked) =>
    share(
      db,
      sql`a.told_at is not null`,
      sql`commitment_anomalies a join commitments c on c.id = a.commitment_id
        where c.register_id = ${asked.registerId}::uuid and ${within(sql`a.raised_at`, asked)}`,
    ),
  evidence_in_store: (db, asked) =>
    share(
      db,
      sql`exists (select 1 from media_files f where f.sha256 = e.sha256)`,
      sql`commitment_evidence e join commitments c on c.id = e.commitment_id
        where c.register_id = ${asked.registerId}::uuid and e.sha256 <> '' and e.purged_at is null and ${before(sql`e.added_at`, asked)}`,
    ),
} satisfies Partial<Record<IndicatorKey, Count>>;

const counts: Record<IndicatorKey, Count> = { ...ofNotices, ...ofDecisions, ...ofRecords };

/** What is only known of the moment at which it is looked at, because what it was before is not written down. */
const ofTheMoment: ReadonlySet<IndicatorKey> = new Set(["adult_media_blurred", "traders_checked", "evidence_in_store"]);
const lateMs = 2 * 86_400_000;

/**
 * One indicator in one month, counted in the database. What is only known of the moment is not said of a month that was
 * over more than two days ago: null, of none.
 */
export async function measure(db: Db | Tx, key: IndicatorKey, asked: Asked): Promise<Measured> {
  if (ofTheMoment.has(key) && asked.now.getTime() - asked.to.getTime() > lateMs) return { value: null, count: 0 };
  return counts[key](db, asked);
}
