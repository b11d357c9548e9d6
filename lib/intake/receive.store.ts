import "server-only";
import { eq, isNotNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, noticeItems, notices, platforms } from "@/db/schema";
import { rowsAs } from "@/lib/platform/rows";
import type { PreparedNotice } from "./prepare.rules";
import { storeNotices } from "./store";

/** A notice as it now stands in the database, whether it came just now or before under the same external id. */
export type Received = {
  noticeId: string;
  platformId: string;
  reference: string;
  externalId: string | null;
  isRepeat: boolean;
  items: { location: string; case: string; caseId: string }[];
};

const keyOf = (platformId: string, externalId: string) => `${platformId}\n${externalId}`;

/** Stores what is new and finds what came before: one answer for each notice, in their order. */
export async function receiveNotices(
  tx: Tx,
  given: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<Received[]> {
  const before = await noticesBefore(tx, given);
  const fresh = new Map<string, PreparedNotice>();
  for (const notice of given) {
    const key = notice.input.externalId === undefined ? notice.id : keyOf(notice.platform.id, notice.input.externalId);
    if (!before.has(key) && !fresh.has(key)) fresh.set(key, notice);
  }
  const stored = new Map<PreparedNotice, Received>();
  if (fresh.size > 0) {
    for (const { notice, items } of await storeNotices(tx, [...fresh.values()], making)) {
      stored.set(notice, {
        noticeId: notice.id,
        platformId: notice.platform.id,
        reference: notice.reference,
        externalId: notice.input.externalId ?? null,
        isRepeat: false,
        items,
      });
    }
  }
  return given.map((notice) => {
    const own = stored.get(notice);
    if (own) return own;
    const key = keyOf(notice.platform.id, notice.input.externalId ?? "");
    const twin = fresh.get(key);
    const first = before.get(key) ?? (twin && stored.get(twin));
    if (!first) throw new Error("a notice is either new or known by its external id");
    return { ...first, isRepeat: true };
  });
}

async function noticesBefore(tx: Tx, given: readonly PreparedNotice[]): Promise<Map<string, Received>> {
  const named = given.flatMap((notice) =>
    notice.input.externalId === undefined
      ? []
      : [{ platform_id: notice.platform.id, external_id: notice.input.externalId }],
  );
  if (named.length === 0) return new Map();
  const rows = await tx
    .select({ ...answerColumns, externalId: notices.externalId })
    .from(notices)
    .innerJoin(
      rowsAs("given", named, { platform_id: "text", external_id: "text" }),
      sql`given.platform_id = ${notices.platformId} and given.external_id = ${notices.externalId}`,
    )
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .where(isNotNull(notices.externalId))
    .orderBy(noticeItems.id);
  const found = new Map<string, Received>();
  for (const row of rows) addRow(found, keyOf(row.platformId, row.externalId ?? ""), row);
  return found;
}

const answerColumns = {
  noticeId: notices.id,
  platformId: notices.platformId,
  reference: notices.reference,
  location: noticeItems.location,
  caseId: noticeItems.caseId,
  number: cases.number,
  prefix: platforms.prefix,
};

type AnswerRow = {
  noticeId: string;
  platformId: string;
  reference: string;
  externalId: string | null;
  location: string;
  caseId: string;
  number: number;
  prefix: string;
};

function addRow(found: Map<string, Received>, key: string, row: AnswerRow): void {
  const { noticeId, platformId, reference, externalId } = row;
  const known = found.get(key) ?? { noticeId, platformId, reference, externalId, isRepeat: true, items: [] };
  known.items.push({ location: row.location, caseId: row.caseId, case: `${row.prefix}-${row.number}` });
  found.set(key, known);
}

/** The stored notice behind a remembered answer, or null. */
export async function receivedBefore(db: Db, noticeId: string): Promise<Received | null> {
  const rows = await db
    .select({ ...answerColumns, externalId: notices.externalId })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .where(eq(notices.id, noticeId))
    .orderBy(noticeItems.id);
  const found = new Map<string, Received>();
  for (const row of rows) addRow(found, noticeId, row);
  return found.get(noticeId) ?? null;
}
