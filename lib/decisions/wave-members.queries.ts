import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, decisions, people, platforms, snapshots, waveMembers } from "@/db/schema";
import { isSuspected } from "@/lib/crime/referral.store";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { wasReversedOf } from "@/lib/queue/reversed.store";
import { caseReference } from "@/lib/queue/row.rules";
import { holderOf } from "@/lib/queue/rules";
import type { WaveMember, WaveMembersPage } from "./wave.contract";
import { type Barrable, barredOf } from "./wave-barred.rules";

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
  restingState: cases.restingState,
  decidedAt: cases.decidedAt,
  claimedBy: cases.claimedBy,
  leaseUntil: cases.leaseUntil,
  handedTo: cases.handedTo,
  handedBy: cases.handedBy,
  handedUntil: cases.handedUntil,
  holder: people.name,
  isSuspected,
  harms: cases.harms,
  decisionId: decisions.id,
  decidedBy: decisions.decidedBy,
  effectiveAt: decisions.effectiveAt,
};

/** The decision that the wave's newest run made of an item and that stands; none while the whole run is taken back. */
const madeByRun = sql`(select made.decision_id from wave_run_members made join wave_runs run on run.id = made.run_id
  where run.wave_id = ${waveMembers.waveId} and made.case_id = ${waveMembers.caseId} and made.state = 'decided'
    and run.state in ('running', 'done', 'stopped') order by run.started_at desc limit 1)`;

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
    .select({ ...columns, isReversed: actor.kind === "person" ? wasReversedOf(actor.id) : sql<boolean>`false` })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .leftJoin(decisions, and(eq(decisions.id, madeByRun), isNull(decisions.undoneAt)))
    .where(and(eq(waveMembers.waveId, waveId), eq(cases.childSafety, false), past))
    .orderBy(asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize).filter(({ platformId }) => mayOn(actor, platformId));
  const notGiven = await notGivenTo(
    db,
    actor,
    shown.map(({ harms }) => harms),
    now,
  );
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map((row) => memberOf(row, { actor, notGiven }, now)),
    next: last ? writePlace("wave", { at: last.joinedAt, id: last.memberId }) : null,
  });
}

type Row = Omit<Barrable, "keeper" | "suspectedBy"> & {
  isSuspected: boolean;
  number: number;
  prefix: string;
  zone: string;
  joinedAt: Date;
  takenOutAt: Date | null;
  contentAt: Date;
  harms: string[];
  decisionId: string | null;
  decidedBy: string | null;
  effectiveAt: Date | null;
} & Omit<
    WaveMember,
    | "reference"
    | "notShown"
    | "isCut"
    | "contentDay"
    | "joinedAt"
    | "isTakenOut"
    | "heldBy"
    | "barred"
    | "state"
    | "undo"
  >;

/** Whether what a run decided can still be taken back by itself, and by this reader; the command asks again under its locks. */
function undoOf({ state, decisionId, decidedBy, effectiveAt }: Row, actor: Actor, now: Date): WaveMember["undo"] {
  if (state !== "decided" || !decisionId || !effectiveAt || now >= effectiveAt || !can(actor, "case.undo")) return null;
  if (actor.kind !== "person" || (actor.id !== decidedBy && actor.role !== "supervisor")) return null;
  return { decisionId, until: effectiveAt.toISOString() };
}

/** What the plan will say of it; the list names who holds it, and nobody else. */
function barredIn(row: Row, actor: Actor, now: Date): WaveMember["barred"] {
  if (actor.kind !== "person") return null;
  const why = barredOf({ ...row, keeper: null, suspectedBy: row.isSuspected ? "" : null }, actor, now)?.why ?? null;
  return why === "decided" ? null : why;
}

type Reader = { actor: Actor; notGiven: readonly HarmClass[] };

function memberOf(row: Row, { actor, notGiven }: Reader, now: Date): WaveMember {
  const { excerpt: text, notShown } = veiled({ harms: row.harms, excerpt: row.text.slice(0, mostText) }, notGiven);
  return {
    memberId: row.memberId,
    caseId: row.caseId,
    reference: caseReference(row.prefix, row.number),
    by: row.by,
    likeness: row.likeness,
    text,
    notShown,
    isCut: notShown.length === 0 && row.text.length > mostText,
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
    barred: barredIn(row, actor, now),
    undo: undoOf(row, actor, now),
  };
}
