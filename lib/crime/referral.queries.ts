import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { cases, crimeReferrals, evidenceFiles, evidenceLocks, people, platforms } from "@/db/schema";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import type { ReferralRow, ReferralView } from "./referral.contract";
import { addresseesFor, mayActOn } from "./referral.rules";

const opener = alias(people, "opener");
const ender = alias(people, "ender");
const neither = { send: false, refuse: false };

function referralsWith(db: Db) {
  return db
    .select({
      referral: crimeReferrals,
      number: cases.number,
      prefix: platforms.prefix,
      openedBy: opener.name,
      endedBy: ender.name,
      lock: { sha256: evidenceLocks.sha256, lockedAt: evidenceLocks.lockedAt },
      files: sql<number>`(select count(*)::int from ${evidenceFiles} where ${evidenceFiles.lockId} = ${evidenceLocks.id})`,
    })
    .from(crimeReferrals)
    .innerJoin(cases, eq(cases.id, crimeReferrals.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(evidenceLocks, eq(evidenceLocks.id, crimeReferrals.lockId))
    .innerJoin(opener, eq(opener.id, crimeReferrals.openedBy))
    .leftJoin(ender, sql`${ender.id} = coalesce(${crimeReferrals.sentBy}, ${crimeReferrals.refusedBy})`)
    .$dynamic();
}
type Found = Awaited<ReturnType<typeof referralsWith>>[number];

function toRow({ referral, number, prefix, openedBy, endedBy }: Found, actor: Actor): ReferralRow {
  const { id, platformId: platform, caseId, offence, country, state, suspicionAt } = referral;
  const ended = referral.sentAt ?? referral.refusedAt;
  const acts = actor.kind === "person" && can(actor, "case.decide");
  return {
    ...{ id, platform, caseId, offence, country, state, openedBy, endedBy },
    case: `${prefix}-${number}`,
    suspicionAt: suspicionAt.toISOString(),
    endedAt: ended?.toISOString() ?? null,
    may: acts ? mayActOn(referral, actor.id) : neither,
  };
}

const at = crimeReferrals.suspicionAt;
const beyond = ({ at: moment, id }: Place, sign: "<" | ">") =>
  sql`(${at}, ${crimeReferrals.id}) ${sql.raw(sign)} (${moment.toISOString()}::timestamptz, ${id}::uuid)`;

/** What waits, the oldest first, and what has ended, the newest first; each with the name that its cursors carry. */
const parts = {
  open: {
    list: "referrals-open",
    page: (db: Db, actor: Actor, place: Place | null, most: number) =>
      referralsWith(db)
        .where(and(eq(crimeReferrals.state, "open"), shownTo(actor), place ? beyond(place, ">") : undefined))
        .orderBy(asc(at), asc(crimeReferrals.id))
        .limit(most),
  },
  ended: {
    list: "referrals-ended",
    page: (db: Db, actor: Actor, place: Place | null, most: number) =>
      referralsWith(db)
        .where(and(ne(crimeReferrals.state, "open"), shownTo(actor), place ? beyond(place, "<") : undefined))
        .orderBy(desc(at), desc(crimeReferrals.id))
        .limit(most),
  },
};

/**
 * Referrals, those that wait first: the oldest of them first, then the newest that have ended. Fails as `forbidden`, or
 * naming `after` when the cursor is not one of this list.
 */
export async function referralList(
  db: Db,
  actor: Actor,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<Result<{ referrals: ReferralRow[]; next: string | null }>> {
  if (!can(actor, "referral.view")) return fail("forbidden");
  const [inOpen, inEnded] = [parts.open, parts.ended].map(({ list }) => (after ? readPlace(list, after) : null));
  if (after && !inOpen && !inEnded)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const waiting = inEnded ? [] : await parts.open.page(db, actor, inOpen ?? null, limit + 1);
  const left = limit + 1 - waiting.length;
  const found = left > 0 ? [...waiting, ...(await parts.ended.page(db, actor, inEnded ?? null, left))] : waiting;
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.referral;
  const { list } = last?.state === "open" ? parts.open : parts.ended;
  return ok({
    referrals: shown.filter(({ referral }) => mayOn(actor, referral.platformId)).map((each) => toRow(each, actor)),
    next: found.length > limit && last ? writePlace(list, { at: last.suspicionAt, id: last.id }) : null,
  });
}

/** One referral with its evidence's hash. Answers `referral_not_found` also to whoever may not know of its case. */
export async function referralView(db: Db, actor: Actor, referralId: string): Promise<Result<ReferralView>> {
  if (!can(actor, "referral.view")) return fail("forbidden");
  const [found] = await referralsWith(db).where(and(eq(crimeReferrals.id, referralId), shownTo(actor)));
  if (!found || !mayOn(actor, found.referral.platformId)) return fail("not_found", "referral_not_found");
  const { why, addressee, authority, authorityReference, refusedWhy, country } = found.referral;
  return ok({
    ...toRow(found, actor),
    ...{ why, addressee, authority, authorityReference, refusedWhy },
    addressees: addresseesFor(country),
    evidence: { ...found.lock, lockedAt: found.lock.lockedAt.toISOString(), files: found.files },
  });
}
