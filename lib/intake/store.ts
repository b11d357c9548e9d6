import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import { indexRows } from "@/lib/search/documents.store";
import { storeAccounts } from "./account.store";
import { insertCases, insertSnapshots, openCasesOf, snapshotsOf, updateCases } from "./case.store";
import { withFlaggers } from "./flagger.store";
import { storeItems } from "./item.store";
import { type ItemPlan, planItem, type StoredItem } from "./join.rules";
import { insertNamedMedia } from "./named-media.store";
import { insertContacts, insertNoticeItems, insertNotices, insertReceipts, type NoticeItemRow } from "./notice.store";
import type { PreparedNotice } from "./prepare.rules";
import { bestRecord, senderKey } from "./sender-record.rules";
import { recordsOf } from "./sender-record.store";

export type StoredNotice = { notice: PreparedNotice; items: { location: string; caseId: string; case: string }[] };

/**
 * Stores prepared notices, one or hundreds, with the same few set-based statements. Rows are locked in one order
 * everywhere (items by key, then cases, then accounts), so that two batches about the same things wait for each other.
 * @throws the database's unique violation when a reference, an external id or an open case appeared at the same moment;
 * the caller does all of it again and then finds it.
 */
export async function storeNotices(
  tx: Tx,
  given: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<StoredNotice[]> {
  const notices = await withFlaggers(tx, given, making.now);
  const accounts = await storeAccounts(tx, notices, making);
  const items = await storeItems(tx, notices, accounts.ids, making);
  const known = items.filter((item) => !item.isNew).map((item) => item.id);
  const openCases = await openCasesOf(tx, known);
  const snapshots = await snapshotsOf(tx, known);
  const records = await recordsOf(tx, notices);
  const stored = items.map((item) => ({
    ...item,
    record: bestRecord(item.reports.map(({ notice }) => records.get(senderKey(notice) ?? "") ?? null)),
    openCase: openCases.get(item.id) ?? null,
    snapshots: snapshots.get(item.id) ?? [],
  }));
  const plans = stored.map((item) => planItem(item, making));
  const rows = noticeItemRows(notices, stored, plans, making);
  const numbers = await writeTogether(tx, {
    snapshots: whenAny(
      plans.flatMap((plan) => plan.snapshots),
      (made) => insertSnapshots(made, making.now),
    ),
    opened: whenAny(
      plans.map((plan) => plan.caseRow).filter((row) => row.isNew),
      (opened) => insertCases(opened, making.now),
    ),
    joined: whenAny(
      plans.map((plan) => plan.caseRow).filter((row) => !row.isNew),
      updateCases,
    ),
    accounts: accounts.refresh,
    notices: insertNotices(notices, making.now),
    contacts: insertContacts(notices),
    items: insertNoticeItems(rows, making.now),
    receipts: insertReceipts(notices, making),
    ...insertNamedMedia(notices, making),
  });
  await indexRows(tx, {
    case: plans.flatMap(({ caseRow: { id, isNew, isToReread } }) => (isNew || isToReread ? [id] : [])),
    account: accounts.renamed,
    notice: notices.map(({ id }) => id),
  });
  return answersFor(notices, rows, numbers);
}

function whenAny<Row>(rows: readonly Row[], statement: (rows: readonly Row[]) => SQL): SQL | null {
  return rows.length > 0 ? statement(rows) : null;
}

/** Runs these statements as one, in one round trip; rows may refer to rows of another part. Answers the numbers of cases. */
async function writeTogether(
  tx: Tx,
  parts: Record<string, SQL | null> & { opened: SQL | null; joined: SQL | null },
): Promise<ReadonlyMap<string, number>> {
  const named = Object.entries(parts).flatMap(([name, part]) =>
    part ? [sql`${sql.identifier(`put_${name}`)} as (${part})`] : [],
  );
  const numbered = (["opened", "joined"] as const)
    .filter((name) => parts[name])
    .map((name) => sql`select id::text as id, number::float8 as number from ${sql.identifier(`put_${name}`)}`);
  const answer = await tx.execute(sql`with ${sql.join(named, sql`, `)} ${sql.join(numbered, sql` union all `)}`);
  return new Map(readRows(answer, z.object({ id: z.string(), number: z.number() })).map((row) => [row.id, row.number]));
}

/** One row for each item of each notice, in the order in which they were given. */
function noticeItemRows(
  notices: readonly PreparedNotice[],
  items: readonly StoredItem[],
  plans: readonly ItemPlan[],
  making: { id: () => string },
): NoticeItemRow[] {
  const places = new Map<PreparedNotice["items"][number], { itemId: string; caseId: string }>();
  for (const [index, item] of items.entries()) {
    const caseId = plans[index]?.caseRow.id ?? "";
    for (const report of item.reports) places.set(report.item, { itemId: item.id, caseId });
  }
  return notices.flatMap((notice) =>
    notice.items.map((item) => {
      const place = places.get(item);
      if (!place) throw new Error("every reported item was stored");
      return {
        id: making.id(),
        platform_id: notice.platform.id,
        notice_id: notice.id,
        item_id: place.itemId,
        case_id: place.caseId,
        location: item.typed,
        detail: item.detail,
        claims: item.claims,
      };
    }),
  );
}

function answersFor(
  notices: readonly PreparedNotice[],
  rows: readonly NoticeItemRow[],
  numbers: ReadonlyMap<string, number>,
): StoredNotice[] {
  const byNotice = new Map<string, StoredNotice>(notices.map((notice) => [notice.id, { notice, items: [] }]));
  for (const row of rows) {
    const answer = byNotice.get(row.notice_id);
    answer?.items.push({
      location: row.location,
      caseId: row.case_id,
      case: `${answer.notice.platform.prefix}-${numbers.get(row.case_id)}`,
    });
  }
  return [...byNotice.values()];
}
