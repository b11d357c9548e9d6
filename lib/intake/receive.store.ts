import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { cases, noticeItems, notices, platforms } from "@/db/schema";
import { readRows, rowsAs } from "@/lib/platform/rows";
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

/** What came before under the external ids of these notices, by platform and external id. */
async function noticesBefore(tx: Tx, given: readonly PreparedNotice[]): Promise<Map<string, Received>> {
  const named = given.flatMap(({ platform, input }) =>
    input.externalId === undefined ? [] : [{ platform_id: platform.id, external_id: input.externalId }],
  );
  if (named.length === 0) return new Map();
  // One look into the index for each, however the planner guesses at their number.
  const answer =
    await tx.execute(sql`select n.id::text as id from ${rowsAs("given", named, { platform_id: "text", external_id: "text" })}
    cross join lateral (select id from notices where platform_id = given.platform_id and external_id = given.external_id limit 1) n`);
  const ids = readRows(answer, z.object({ id: z.string() })).map((row) => row.id);
  const found = await answersOf(tx, ids);
  return new Map([...found.values()].map((one) => [keyOf(one.platformId, one.externalId ?? ""), one]));
}

const answerColumns = {
  noticeId: notices.id,
  platformId: notices.platformId,
  reference: notices.reference,
  externalId: notices.externalId,
  location: noticeItems.location,
  caseId: noticeItems.caseId,
  number: cases.number,
  prefix: platforms.prefix,
};

/** These notices as their senders were told of them, by id. */
async function answersOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Received>> {
  const found = new Map<string, Received>();
  if (ids.length === 0) return found;
  const rows = await db
    .select(answerColumns)
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .where(inArray(notices.id, [...ids]))
    .orderBy(noticeItems.id);
  for (const { location, caseId, number, prefix, ...head } of rows) {
    const known = found.get(head.noticeId) ?? { ...head, isRepeat: true, items: [] };
    known.items.push({ location, caseId, case: `${prefix}-${number}` });
    found.set(head.noticeId, known);
  }
  return found;
}

/** The stored notice behind a remembered answer, or null. */
export async function receivedBefore(db: Db, noticeId: string): Promise<Received | null> {
  return (await answersOf(db, [noticeId])).get(noticeId) ?? null;
}
