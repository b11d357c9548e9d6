import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { cases, noticeItems, noticeSender, notices, platforms } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { heldBackAmong, storeHeldBack } from "./hold.store";
import { bodyHash, type Making, type PreparedNotice } from "./prepare.rules";
import { senderKey } from "./sender-record.rules";
import { storeNotices } from "./store";

/** A notice as it now stands in the database, whether it came just now or before under the same external id. */
export type Received = {
  noticeId: string;
  platformId: string;
  reference: string;
  externalId: string | null;
  isRepeat: boolean;
  items: { location: string; case: string; caseId: string }[];
  /** The sender is suspended and is who asks: until when their notices are not processed (DSA Art. 23(2)). */
  notProcessedUntil?: Date;
};

type Before = Received & { apiKeyId: string | null; bodyHash: string | null };

/** An external id is its sender's own: what another key calls 1001 is another notice. */
const keyOf = (platformId: string, apiKeyId: string | null, externalId: string) =>
  `${platformId}\n${apiKeyId ?? "desk"}\n${externalId}`;

function keyFor({ id, platform, sender, input }: PreparedNotice): string {
  return input.externalId === undefined ? id : keyOf(platform.id, sender.apiKeyId, input.externalId);
}

/**
 * Stores what is new and finds what came before: one answer for each notice, in their order. The same external id with
 * another body is a conflict (`external_id_other_body`): it is neither stored nor answered with the first one's reference.
 */
export async function receiveNotices(
  tx: Tx,
  given: readonly PreparedNotice[],
  making: Pick<Making, "now" | "id" | "secretFor">,
): Promise<Result<Received>[]> {
  const before = await noticesBefore(tx, given);
  const fresh = new Map<string, PreparedNotice>();
  for (const notice of given) {
    const key = keyFor(notice);
    if (!before.has(key) && !fresh.has(key)) fresh.set(key, notice);
  }
  const stored = fresh.size > 0 ? await storedNow(tx, [...fresh.values()], making) : new Map<string, Received>();
  return given.map((notice) => {
    const key = keyFor(notice);
    const first = fresh.get(key);
    const now = stored.get(key);
    if (first === notice && now) return ok(now);
    const known = now ? { ...now, bodyHash: first?.bodyHash ?? null } : before.get(key);
    if (!known) throw new Error("a notice is either new or known by its external id");
    return repeatOf(known, notice, making);
  });
}

/** The answer to what came before; rows of before there was a hash are taken for the same. */
function repeatOf(
  { bodyHash: known, ...received }: Received & { bodyHash: string | null },
  { input }: PreparedNotice,
  { secretFor }: Pick<Making, "secretFor">,
): Result<Received> {
  if (known === null || known === bodyHash(input, secretFor(received.noticeId)))
    return ok({ ...received, isRepeat: true });
  return fail("conflict", "external_id_other_body", {
    fields: [{ field: "externalId", reason: "external_id_other_body" }],
  });
}

function receivedAs(notice: PreparedNotice, items: Received["items"]): Received {
  return {
    noticeId: notice.id,
    platformId: notice.platform.id,
    reference: notice.reference,
    externalId: notice.input.externalId ?? null,
    isRepeat: false,
    items,
  };
}

async function storedNow(
  tx: Tx,
  fresh: readonly PreparedNotice[],
  making: Pick<Making, "now" | "id">,
): Promise<Map<string, Received>> {
  const held = await heldBackAmong(tx, fresh, making.now);
  const heldIds = new Set(held.map(({ notice }) => notice.id));
  const taken = fresh.filter(({ id }) => !heldIds.has(id));
  const stored = new Map<string, Received>();
  if (taken.length > 0)
    for (const { notice, items } of await storeNotices(tx, taken, making))
      stored.set(keyFor(notice), receivedAs(notice, items));
  await storeHeldBack(tx, held, making);
  for (const { notice, by } of held) {
    // A key is its holder's; who types an address into a form may be anybody, and that address is told by mail.
    const isKnown = senderKey(notice)?.startsWith("key ") ?? false;
    stored.set(keyFor(notice), { ...receivedAs(notice, []), ...(isKnown ? { notProcessedUntil: by.until } : {}) });
  }
  return stored;
}

/** What came before under the external ids of these notices, by platform, sender and external id. */
async function noticesBefore(tx: Tx, given: readonly PreparedNotice[]): Promise<Map<string, Before>> {
  const named = given.flatMap(({ platform, sender, input }) =>
    input.externalId === undefined
      ? []
      : [{ platform_id: platform.id, api_key_id: sender.apiKeyId, external_id: input.externalId }],
  );
  if (named.length === 0) return new Map();
  const columns = { platform_id: "text", api_key_id: "uuid", external_id: "text" } as const;
  // One look into the index for each, however the planner guesses at their number.
  const answer = await tx.execute(sql`select n.id::text as id from ${rowsAs("given", named, columns)}
    cross join lateral (select id from notices where platform_id = given.platform_id and ${noticeSender(notices.apiKeyId)} = ${noticeSender(sql`given.api_key_id`)}
      and external_id = given.external_id limit 1) n`);
  const ids = readRows(answer, z.object({ id: z.string() })).map((row) => row.id);
  const found = await answersOf(tx, ids);
  return new Map([...found.values()].map((one) => [keyOf(one.platformId, one.apiKeyId, one.externalId ?? ""), one]));
}

const answerColumns = {
  noticeId: notices.id,
  platformId: notices.platformId,
  reference: notices.reference,
  externalId: notices.externalId,
  apiKeyId: notices.apiKeyId,
  bodyHash: notices.bodyHash,
  location: noticeItems.location,
  caseId: noticeItems.caseId,
  number: cases.number,
  prefix: platforms.prefix,
};

/** These notices as their senders were told of them, by id. */
async function answersOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Before>> {
  const found = new Map<string, Before>();
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
