import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { NoticeClaims } from "@/db/schema";
import { rowsAs } from "@/lib/platform/rows";
import { keptBringing } from "./bringing.rules";
import type { PreparedNotice } from "./prepare.rules";

/** The statement that keeps these notices; who sent them is not in it. */
export function insertNotices(notices: readonly PreparedNotice[], now: Date): SQL {
  const rows = notices.map(({ input, ...notice }) => ({
    id: notice.id,
    platform_id: notice.platform.id,
    reference: notice.reference,
    secret_hash: notice.secretHash,
    source: notice.source,
    channel: notice.sender.channel,
    legal_claim: input.legalClaim,
    child_abuse_claim: input.childAbuseClaim,
    category: input.category ?? null,
    legal_reference: input.legalReference?.trim() || null,
    explanation: input.explanation,
    tags: input.tags,
    relation: input.relation ?? null,
    good_faith_wording: notice.goodFaithWording,
    language: notice.language,
    external_id: input.externalId ?? null,
    body_hash: notice.bodyHash,
    api_key_id: notice.sender.apiKeyId,
    bringing: keptBringing(input.bringing),
    automated_detection: input.automatedDetection ?? null,
    flagger_id: notice.flagger?.id ?? null,
    flagger_standing: notice.flagger?.standing ?? null,
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
    body_hash: "text",
    api_key_id: "uuid",
    bringing: "jsonb",
    automated_detection: "text",
    flagger_id: "uuid",
    flagger_standing: "text",
  });
  const at = now.toISOString();
  return sql`insert into notices (id, platform_id, reference, secret_hash, source, channel, legal_claim, child_abuse_claim, category,
      legal_reference, explanation, tags, relation, good_faith_at, good_faith_wording, language, received_at, external_id, body_hash, api_key_id, bringing, automated_detection, flagger_id, flagger_standing)
    select id, platform_id, reference, secret_hash, source::notice_source, channel, legal_claim, child_abuse_claim, category,
      legal_reference, explanation, tags, relation, ${at}::timestamptz, good_faith_wording, language, ${at}::timestamptz, external_id, body_hash, api_key_id, bringing, automated_detection, flagger_id, flagger_standing
    from ${given} returning 1`;
}

/** The statement that keeps who sent them, apart, so that it can be erased on its own date; null when nobody said. */
export function insertContacts(notices: readonly PreparedNotice[]): SQL | null {
  const rows = notices.flatMap((notice) => (notice.contact ? [{ notice_id: notice.id, ...notice.contact }] : []));
  if (rows.length === 0) return null;
  const given = rowsAs("given", rows, {
    notice_id: "uuid",
    name: "text",
    email: "text",
    language: "text",
    zone: "text",
  });
  return sql`insert into notice_contacts (notice_id, name, email, language, zone) select notice_id, name, email, language, zone from ${given} returning 1`;
}

export type NoticeItemRow = {
  id: string;
  platform_id: string;
  notice_id: string;
  item_id: string;
  case_id: string;
  location: string;
  detail: string;
  claims: NoticeClaims | null;
};

export function insertNoticeItems(rows: readonly NoticeItemRow[], now: Date): SQL {
  const given = rowsAs("given", rows, {
    id: "uuid",
    platform_id: "text",
    notice_id: "uuid",
    item_id: "uuid",
    case_id: "uuid",
    location: "text",
    detail: "text",
    claims: "jsonb",
  });
  return sql`insert into notice_items (id, platform_id, notice_id, item_id, case_id, location, detail, claims, created_at)
    select id, platform_id, notice_id, item_id, case_id, location, detail, claims, ${now.toISOString()}::timestamptz from ${given} returning 1`;
}

/** One receipt for each notice that can be answered (Art. 16(4)); null when none can. */
export function insertReceipts(
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): SQL | null {
  const rows = notices
    .filter((notice) => notice.contact?.email)
    .map((notice) => ({
      id: making.id(),
      platform_id: notice.platform.id,
      payload: { noticeId: notice.id },
      dedupe_key: `receipt:${notice.id}`,
    }));
  if (rows.length === 0) return null;
  const given = rowsAs("given", rows, { id: "uuid", platform_id: "text", payload: "jsonb", dedupe_key: "text" });
  const at = making.now.toISOString();
  return sql`insert into outbox (id, platform_id, kind, payload, dedupe_key, run_at, created_at)
    select id, platform_id, 'mail.receipt', payload, dedupe_key, ${at}::timestamptz, ${at}::timestamptz from ${given} on conflict (dedupe_key) do nothing returning 1`;
}
