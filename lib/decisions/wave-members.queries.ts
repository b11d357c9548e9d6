import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, people, platforms, snapshots, waveMembers } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { holderOf } from "@/lib/queue/rules";
import type { WaveMember, WaveMembersPage } from "./wave.contract";

const pageSize = 40;
const mostText = 600;

const columns = {
  memberId: waveMembers.id,
  platformId: waveMembers.platformId,
  caseId: waveMembers.caseId,
  number: cases.number,
  prefix: platforms.prefix,
  zone: platforms.zone,
  by: waveMembers.by,
  likeness: waveMembers.likeness,
  joinedAt: waveMembers.joinedAt,
  takenOutAt: waveMembers.takenOutAt,
  text: sql<string>`left(concat_ws(E'\n', nullif(${snapshots.title}, ''), ${snapshots.text}), ${mostText + 1})`,
  language: snapshots.language,
  contentAt: snapshots.contentAt,
  handle: accounts.handle,
  accountId: cases.accountId,
  role: contentItems.role,
  strikes: sql<number>`(select count(*)::int from strikes s join decisions d on d.id = s.decision_id
    where s.account_id = ${cases.accountId} and s.overturned_at is null and d.undone_at is null)`,
  noticeCount: cases.noticeCount,
  state: cases.state,
  claimedBy: cases.claimedBy,
  leaseUntil: cases.leaseUntil,
  holder: people.name,
};

/** Items of a wave as they came, with what is needed to see that they belong: by keyset. */
export async function waveMembersPage(
  db: Db,
  actor: Actor,
  { waveId, after }: { waveId: string; after?: string },
  now: Date = new Date(),
): Promise<Result<WaveMembersPage>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  if (!isId(waveId)) return fail("not_found", "wave_not_found");
  const place = after ? readPlace("wave", after) : null;
  if (after && !place) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const past = place
    ? sql`(${waveMembers.joinedAt}, ${waveMembers.id}) > (${place.at.toISOString()}, ${place.id}::uuid)`
    : undefined;
  const rows = await db
    .select(columns)
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .where(and(eq(waveMembers.waveId, waveId), eq(cases.childSafety, false), past))
    .orderBy(asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize).filter(({ platformId }) => mayOn(actor, platformId));
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map((row) => memberOf(row, now)),
    next: last ? writePlace("wave", { at: last.joinedAt, id: last.memberId }) : null,
  });
}

type Row = {
  number: number;
  prefix: string;
  zone: string;
  joinedAt: Date;
  takenOutAt: Date | null;
  contentAt: Date;
  claimedBy: string | null;
  leaseUntil: Date | null;
  holder: string | null;
  state: (typeof cases.$inferSelect)["state"];
} & Omit<WaveMember, "reference" | "isCut" | "contentDay" | "joinedAt" | "isTakenOut" | "heldBy" | "state">;

function memberOf(row: Row, now: Date): WaveMember {
  return {
    memberId: row.memberId,
    caseId: row.caseId,
    reference: caseReference(row.prefix, row.number),
    by: row.by,
    likeness: row.likeness,
    text: row.text.slice(0, mostText),
    isCut: row.text.length > mostText,
    language: row.language,
    handle: row.handle,
    accountId: row.accountId,
    role: row.role,
    strikes: row.strikes,
    noticeCount: row.noticeCount,
    contentDay: dayIn(row.contentAt, row.zone),
    joinedAt: row.joinedAt.toISOString(),
    isTakenOut: row.takenOutAt !== null,
    state: row.state,
    heldBy: holderOf(row, now) ? row.holder : null,
  };
}
