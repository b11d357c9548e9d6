import "server-only";
import { and, asc, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, snapshots } from "@/db/schema";
import { rowsAs } from "@/lib/platform/rows";
import type { CaseRow, NewSnapshot, OpenCase, StoredItem } from "./join.rules";
import { copiedByNotifier } from "./prepare.rules";
import type { RankReason } from "./rank.rules";
import { excerptOf } from "./snapshot.rules";
import { mostExplanations } from "./suggest.rules";

/** What the only notice of a case says: with the second one, what is needed of the earlier ones is kept in the case itself. */
const onlyNoticeOf = sql<string | null>`case when cases.notice_count = 1 then (
  select n.explanation from notice_items i join notices n on n.id = i.notice_id where i.case_id = cases.id limit 1) end`;

/** The open case of each of these items, locked against being decided meanwhile. */
export async function openCasesOf(tx: Tx, itemIds: readonly string[]): Promise<Map<string, OpenCase>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx
    .select({
      itemId: cases.itemId,
      id: cases.id,
      number: cases.number,
      snapshotId: cases.snapshotId,
      accountId: cases.accountId,
      version: cases.version,
      dueAt: cases.dueAt,
      source: cases.source,
      language: cases.language,
      severity: cases.severity,
      noticeCount: cases.noticeCount,
      openedAt: cases.openedAt,
      onlyNotice: onlyNoticeOf,
      tags: cases.tags,
      excerpt: cases.excerpt,
      surface: cases.surface,
      why: cases.rankWhy,
      harmsTold: cases.harmsTold,
    })
    .from(cases)
    .where(and(inArray(cases.itemId, [...itemIds]), ne(cases.state, "decided")))
    .orderBy(asc(cases.id))
    .for("no key update");
  return new Map(
    rows.map(({ itemId, why, openedAt, onlyNotice, ...row }) => {
      const only = onlyNotice === null ? null : { explanation: onlyNotice, at: openedAt };
      return [itemId, { ...row, onlyNotice: only, why: why as RankReason[] }];
    }),
  );
}

/** What `wordsOf` (snapshot.rules.ts) says of a copy, without sending its text. */
const wordsOfRow = sql<string>`md5(${snapshots.title} || E'\\n' || ${snapshots.text}) || ' ' || jsonb_array_length(${snapshots.media})`;

/** Every snapshot of these items, oldest first. */
export async function snapshotsOf(tx: Tx, itemIds: readonly string[]): Promise<Map<string, StoredItem["snapshots"]>> {
  const found = new Map<string, StoredItem["snapshots"]>();
  if (itemIds.length === 0) return found;
  const { id, itemId, sha256, language, title, text, media, context, contentAtKnown: isDated } = snapshots;
  const rows = await tx
    .select({
      id,
      itemId,
      sha256,
      language,
      isDated,
      words: wordsOfRow,
      isTold: sql<boolean>`coalesce(${context} ->> 'copiedBy', '') = ${copiedByNotifier}`,
      title,
      text: sql<string>`left(${text}, 1000)`,
      isBlank: sql<boolean>`${title} = '' and ${text} = '' and ${media} = '[]'::jsonb`,
    })
    .from(snapshots)
    .where(inArray(itemId, [...itemIds]))
    .orderBy(asc(snapshots.takenAt), asc(id));
  for (const { itemId: item, title: head, text: body, ...row } of rows) {
    const known = found.get(item) ?? [];
    found.set(item, [...known, { ...row, excerpt: excerptOf({ title: head, text: body }, "") }]);
  }
  return found;
}

/** The statement that keeps these snapshots. */
export function insertSnapshots(made: readonly NewSnapshot[], now: Date): SQL {
  const rows = made.map((one) => ({
    id: one.id,
    platform_id: one.platformId,
    item_id: one.itemId,
    title: one.title,
    text: one.text,
    language: one.language,
    media: one.media,
    context: one.context,
    content_at: one.contentAt,
    content_at_known: one.contentAtKnown,
    sha256: one.sha256,
  }));
  const given = rowsAs("given", rows, {
    id: "uuid",
    platform_id: "text",
    item_id: "uuid",
    title: "text",
    text: "text",
    language: "text",
    media: "jsonb",
    context: "jsonb",
    content_at: "timestamptz",
    content_at_known: "boolean",
    sha256: "text",
  });
  return sql`insert into snapshots (id, platform_id, item_id, title, text, language, media, context, content_at, content_at_known, taken_at, sha256)
    select id, platform_id, item_id, title, text, language, media, context, content_at, content_at_known, ${now.toISOString()}::timestamptz, sha256 from ${given} returning 1`;
}

const columns = {
  id: "uuid",
  platform_id: "text",
  item_id: "uuid",
  snapshot_id: "uuid",
  account_id: "uuid",
  version: "integer",
  rank: "integer",
  rank_why: "jsonb",
  due_at: "timestamptz",
  source: "text",
  language: "text",
  notice_count: "integer",
  tags: "jsonb",
  harms_told: "jsonb",
  excerpt: "text",
  surface: "text",
  is_to_reread: "boolean",
  is_explained: "boolean",
} as const;

function written(row: CaseRow) {
  return {
    id: row.id,
    platform_id: row.platformId,
    item_id: row.itemId,
    snapshot_id: row.snapshotId,
    account_id: row.accountId,
    version: row.version,
    rank: row.rank,
    rank_why: row.why,
    due_at: row.dueAt,
    source: row.source,
    language: row.language,
    notice_count: row.noticeCount,
    tags: row.tags,
    harms_told: row.harmsTold,
    excerpt: row.excerpt,
    surface: row.surface,
    is_to_reread: row.isToReread,
    is_explained: row.isExplained,
  };
}

/** The statement that opens these cases; answers `id` and `number`. Refused as a whole when an item has an open one. */
export function insertCases(rows: readonly CaseRow[], now: Date): SQL {
  return sql`insert into cases (id, platform_id, item_id, snapshot_id, account_id, version, rank, rank_why, opened_at, due_at, source, language, notice_count, tags, harms_told, excerpt, surface)
    select id, platform_id, item_id, snapshot_id, account_id, version, rank, rank_why, ${now.toISOString()}::timestamptz, due_at, source::notice_source, language, notice_count, tags, harms_told, excerpt, surface
    from ${rowsAs("given", rows.map(written), columns)} returning id, number`;
}

/**
 * What a later report explains is read too, also while somebody works on the case, who is told (components/cases/joined-notice.tsx);
 * of a crowd's, the first (suggest.store.ts).
 */
const isReadAgain = sql`(g.is_to_reread or (g.is_explained and g.notice_count <= ${mostExplanations}))`;

/** The statement that writes what changed on cases that were joined, and gives other content to the matcher again; answers `id` and `number`. */
export function updateCases(rows: readonly CaseRow[]): SQL {
  return sql`update cases c set snapshot_id = g.snapshot_id, account_id = g.account_id, version = g.version, rank = g.rank, rank_why = g.rank_why, due_at = g.due_at,
      source = g.source::notice_source, language = g.language, notice_count = g.notice_count, tags = g.tags, harms_told = g.harms_told, excerpt = g.excerpt, surface = g.surface,
      suggested_at = case when ${isReadAgain} then null else c.suggested_at end, unread_why = case when ${isReadAgain} then null else c.unread_why end
    from ${rowsAs("g", rows.map(written), columns)} where c.id = g.id returning c.id, c.number`;
}
