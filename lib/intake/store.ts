import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { openCasesOf, snapshotsOf, TakenMeanwhile, writeCases, writeSnapshots } from "./case.store";
import { refreshAccounts, storeAccounts, storeItems } from "./item.store";
import { planItem, type StoredItem } from "./join.rules";
import type { PreparedNotice } from "./prepare.rules";

export type StoredNotice = {
  notice: PreparedNotice;
  items: { location: string; itemId: string; caseId: string; case: string }[];
};

/**
 * Stores prepared notices, one or hundreds, in one set-based statement a table. Rows are locked in one order everywhere
 * (items by key, then cases, then accounts), so that two batches about the same things wait and never deadlock.
 * @throws TakenMeanwhile when somebody stored the same reference, external id or case at the same time.
 */
export async function storeNotices(
  tx: Tx,
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<StoredNotice[]> {
  const accounts = await storeAccounts(tx, notices, making);
  const items = await storeItems(tx, notices, accounts, making);
  const known = items.filter((item) => !item.isNew).map((item) => item.id);
  const openCases = await openCasesOf(tx, known);
  const snapshots = await snapshotsOf(tx, known);
  await refreshAccounts(tx, notices, making);
  const stored: StoredItem[] = items.map((item) => ({
    ...item,
    openCase: openCases.get(item.id) ?? null,
    snapshots: snapshots.get(item.id) ?? [],
  }));
  const plans = stored.map((item) => planItem(item, making));
  await writeSnapshots(
    tx,
    plans.flatMap((plan) => plan.snapshots),
    making.now,
  );
  const numbers = await writeCases(
    tx,
    plans.map((plan) => plan.caseRow),
    making.now,
  );
  await writeNotices(tx, notices, making.now);
  const caseOf = new Map(plans.map(({ caseRow }) => [caseRow.itemId, caseRow.id]));
  const answers = answersFor(notices, stored, caseOf, numbers);
  await writeNoticeItems(tx, notices, answers, making);
  await writeReceipts(tx, notices, making);
  return answers;
}

function answersFor(
  notices: readonly PreparedNotice[],
  items: readonly StoredItem[],
  caseOf: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, number>,
): StoredNotice[] {
  const byNotice = new Map<PreparedNotice, StoredNotice["items"]>(notices.map((notice) => [notice, []]));
  for (const item of items) {
    const caseId = caseOf.get(item.id) ?? "";
    const number = `${item.platform.prefix}-${numbers.get(caseId)}`;
    for (const report of item.reports)
      byNotice.get(report.notice)?.push({ location: report.item.location, itemId: item.id, caseId, case: number });
  }
  return notices.map((notice) => {
    const order = new Map(notice.items.map((item, index) => [item.location, index]));
    const found = byNotice.get(notice) ?? [];
    return { notice, items: found.sort((a, b) => (order.get(a.location) ?? 0) - (order.get(b.location) ?? 0)) };
  });
}

async function writeNotices(tx: Tx, notices: readonly PreparedNotice[], now: Date): Promise<void> {
  const rows = notices.map((notice) => ({
    id: notice.id,
    platform_id: notice.platform.id,
    reference: notice.reference,
    secret_hash: notice.secretHash,
    source: notice.source,
    channel: notice.sender.channel,
    legal_claim: notice.input.legalClaim,
    child_abuse_claim: notice.input.childAbuseClaim,
    category: notice.input.category ?? null,
    legal_reference: notice.input.legalReference?.trim() || null,
    explanation: notice.input.explanation,
    tags: notice.input.tags,
    relation: notice.input.relation ?? null,
    good_faith_wording: notice.goodFaithWording,
    language: notice.language,
    external_id: notice.input.externalId ?? null,
    api_key_id: notice.sender.apiKeyId,
  }));
  const given = rowsAs("given", rows, {
    id: "uuid",
    platform_id: "text",
    reference: "text",
    secret_hash: "text",
    source: "text",
    channel: "text",
    legal_claim: "boolean",
    child_abuse_claim: "boolean",
    category: "text",
    legal_reference: "text",
    explanation: "text",
    tags: "jsonb",
    relation: "text",
    good_faith_wording: "text",
    language: "text",
    external_id: "text",
    api_key_id: "uuid",
  });
  const made =
    await tx.execute(sql`insert into notices (id, platform_id, reference, secret_hash, source, channel, legal_claim, child_abuse_claim,
      category, legal_reference, explanation, tags, relation, good_faith_at, good_faith_wording, language, received_at, external_id, api_key_id)
    select id, platform_id, reference, secret_hash, source::notice_source, channel, legal_claim, child_abuse_claim,
      category, legal_reference, explanation, tags, relation, ${now.toISOString()}::timestamptz, good_faith_wording, language, ${now.toISOString()}::timestamptz, external_id, api_key_id
    from ${given} on conflict do nothing returning 1 as one`);
  if (readRows(made, z.object({ one: z.number() })).length < notices.length) throw new TakenMeanwhile();
  const contacts = notices.flatMap((notice) => (notice.contact ? [{ notice_id: notice.id, ...notice.contact }] : []));
  if (contacts.length === 0) return;
  const people = rowsAs("given", contacts, {
    notice_id: "uuid",
    name: "text",
    email: "text",
    language: "text",
    zone: "text",
  });
  await tx.execute(
    sql`insert into notice_contacts (notice_id, name, email, language, zone) select notice_id, name, email, language, zone from ${people}`,
  );
}

async function writeNoticeItems(
  tx: Tx,
  notices: readonly PreparedNotice[],
  answers: readonly StoredNotice[],
  making: { now: Date; id: () => string },
): Promise<void> {
  const details = new Map(
    notices.map((notice) => [notice.id, new Map(notice.items.map((item) => [item.location, item.detail]))]),
  );
  const rows = answers.flatMap(({ notice, items }) =>
    items.map((item) => ({
      id: making.id(),
      platform_id: notice.platform.id,
      notice_id: notice.id,
      item_id: item.itemId,
      case_id: item.caseId,
      location: item.location,
      detail: details.get(notice.id)?.get(item.location) ?? "",
    })),
  );
  const given = rowsAs("given", rows, {
    id: "uuid",
    platform_id: "text",
    notice_id: "uuid",
    item_id: "uuid",
    case_id: "uuid",
    location: "text",
    detail: "text",
  });
  await tx.execute(sql`insert into notice_items (id, platform_id, notice_id, item_id, case_id, location, detail, created_at)
    select id, platform_id, notice_id, item_id, case_id, location, detail, ${making.now.toISOString()}::timestamptz from ${given}`);
}

/** One receipt for each notice that can be answered (Art. 16(4)): in the same transaction, so never without the notice. */
async function writeReceipts(
  tx: Tx,
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<void> {
  const rows = notices
    .filter((notice) => notice.contact?.email)
    .map((notice) => ({
      id: making.id(),
      platform_id: notice.platform.id,
      payload: { noticeId: notice.id },
      dedupe_key: `receipt:${notice.id}`,
    }));
  if (rows.length === 0) return;
  const given = rowsAs("given", rows, { id: "uuid", platform_id: "text", payload: "jsonb", dedupe_key: "text" });
  const now = making.now.toISOString();
  await tx.execute(sql`insert into outbox (id, platform_id, kind, payload, dedupe_key, run_at, created_at)
    select id, platform_id, 'mail.receipt', payload, dedupe_key, ${now}::timestamptz, ${now}::timestamptz from ${given} on conflict (dedupe_key) do nothing`);
}
