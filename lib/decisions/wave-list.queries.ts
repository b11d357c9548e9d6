import "server-only";
import { and, asc, count, eq, gt, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, snapshots, waveMembers, waveRuns, waves } from "@/db/schema";
import { isSuspected } from "@/lib/crime/referral.store";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, type Person, platformLimits } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { notShownOf } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { waitingToBeGathered } from "@/lib/queue/gathering.queries";
import { wasReversedOf } from "@/lib/queue/reversed.store";
import { isFirstOfWave, isShownInWave } from "@/lib/queue/wave-members.store";
import { languageFor } from "./letter-facts.rules";
import type { WavesPage } from "./wave.contract";
import { type Barrable, barredOf } from "./wave-barred.rules";
import { type AlikeItems, gatheredBy, splitOffIn } from "./wave-row.rules";

const pageSize = 30;
const excerptLength = 240;
/** A later notice made its first item a case for those who are cleared: its text is not shown (lib/queue/wave-upkeep.store.ts). */
const firstIsHidden = sql`exists (select 1 from ${waveMembers} m join ${cases} c on c.id = m.case_id
  where m.wave_id = ${waves.id} and m.by = 'first' and m.taken_out_at is null and c.child_safety)`;

function limits(actor: Actor): SQL | undefined {
  const only = platformLimits(actor);
  return only.length === 0 ? undefined : inArray(waves.platformId, [...only]);
}

const Cursor = /^(\d{1,7})_([0-9a-f-]{36})$/;

/**
 * Waves of at least two undecided items, the largest first, by keyset on size and id; of each, what gathers it and what is
 * split off in it and why.
 */
export async function openWaves(
  db: Db,
  actor: Actor,
  after?: string,
  now: Date = new Date(),
): Promise<Result<WavesPage>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [, size, id = ""] = (after && Cursor.exec(after)) || [];
  if (after && !isId(id)) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const past = size ? sql`(-${waves.size}, ${waves.id}) > (${-Number(size)}, ${id}::uuid)` : undefined;
  const rows = await wavesWhere(db, and(gt(waves.size, 1), sql`not ${firstIsHidden}`, limits(actor), past));
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  const ids = shown.map((row) => row.id);
  const [items, takenOut, harms, waiting] = await Promise.all([
    itemsOf(db, ids, actor, now),
    takenOutOf(db, ids),
    harmsOf(db, ids),
    waitingToBeGathered(db, actor),
  ]);
  const notGiven = await notGivenTo(db, actor, [...harms.values()], now);
  return ok({
    rows: shown.map(({ beganAt, lastAt, excerpt, ...row }) => {
      const notShown = notShownOf(harms.get(row.id) ?? [], notGiven);
      return {
        ...row,
        excerpt: notShown.length > 0 ? "" : excerpt,
        notShown,
        beganAt: beganAt.toISOString(),
        lastAt: lastAt.toISOString(),
        by: gatheredBy(items.get(row.id) ?? []),
        splitOff: splitOffIn(items.get(row.id) ?? [], takenOut.get(row.id) ?? 0),
      };
    }),
    next: last ? `${last.size}_${last.id}` : null,
    waiting,
  });
}

function wavesWhere(db: Db, which: SQL | undefined) {
  const going = sql<boolean>`exists (select 1 from ${waveRuns} where ${waveRuns.waveId} = ${waves.id} and ${waveRuns.state} in ('running', 'undoing'))`;
  return db
    .select({
      id: waves.id,
      platform: waves.platformId,
      size: waves.size,
      excerpt: sql<string>`left(concat_ws(' ', nullif(${snapshots.title}, ''), ${snapshots.text}), ${excerptLength})`,
      language: snapshots.language,
      beganAt: waves.beganAt,
      lastAt: waves.lastAt,
      isRunning: going,
    })
    .from(waves)
    .innerJoin(snapshots, eq(snapshots.id, waves.snapshotId))
    .where(which)
    .orderBy(sql`(-${waves.size})`, asc(waves.id))
    .limit(pageSize + 1);
}

/**
 * The undecided items of these waves, counted by what decides whether they are decided together. What an appeal took away
 * from this reader, and who suspects a crime, are facts of single items: they are asked for before anything is counted.
 */
async function itemsOf(db: Db, ids: string[], actor: Actor, now: Date): Promise<Map<string, AlikeItems[]>> {
  if (ids.length === 0) return new Map();
  const { state, restingState, claimedBy, leaseUntil, decidedAt, handedTo, handedBy, handedUntil } = cases;
  const facts = { state, restingState, claimedBy, leaseUntil, decidedAt, handedTo, handedBy, handedUntil };
  const items = db
    .select({
      ...{ waveId: waveMembers.waveId, by: waveMembers.by, role: contentItems.role, ...facts },
      account: sql<string | null>`${accounts.language}`.as("account_language"),
      content: sql<string>`${snapshots.language}`.as("content_language"),
      isReversed: (actor.kind === "person" ? wasReversedOf(actor.id) : sql<boolean>`false`).as("is_reversed"),
      isSuspected: isSuspected.as("is_suspected"),
    })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(and(inArray(waveMembers.waveId, ids), isShownInWave, sql`${state} <> 'decided'`))
    .as("items");
  const alike = {
    ...{ waveId: items.waveId, by: items.by, role: items.role, account: items.account, content: items.content },
    ...{
      state: items.state,
      restingState: items.restingState,
      claimedBy: items.claimedBy,
      leaseUntil: items.leaseUntil,
    },
    ...{ decidedAt: items.decidedAt, handedTo: items.handedTo, handedBy: items.handedBy },
    ...{ handedUntil: items.handedUntil, isReversed: items.isReversed, isSuspected: items.isSuspected },
  };
  const rows = await db
    .select({ ...alike, count: count() })
    .from(items)
    .groupBy(...Object.values(alike));
  const found = new Map<string, AlikeItems[]>();
  for (const row of rows) {
    const one = {
      by: row.by,
      role: row.role,
      language: languageFor(row.account, row.content),
      barred: actor.kind === "person" ? barredIn(row, actor, now) : null,
      count: row.count,
    };
    found.set(row.waveId, [...(found.get(row.waveId) ?? []), one]);
  }
  return found;
}

type Counted = Omit<Barrable, "holder" | "keeper" | "suspectedBy"> & { isSuspected: boolean };

/** The list names nobody: it counts. */
function barredIn({ isSuspected: suspected, ...row }: Counted, actor: Person, now: Date) {
  return barredOf({ ...row, holder: null, keeper: null, suspectedBy: suspected ? "" : null }, actor, now)?.why ?? null;
}

/** How many items of each wave people took out by hand. */
async function takenOutOf(db: Db, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ waveId: waveMembers.waveId, count: count() })
    .from(waveMembers)
    .innerJoin(cases, and(eq(cases.id, waveMembers.caseId), eq(cases.childSafety, false)))
    .where(and(inArray(waveMembers.waveId, ids), isNotNull(waveMembers.takenOutAt), isNotNull(waveMembers.takenOutBy)))
    .groupBy(waveMembers.waveId);
  return new Map(rows.map((row) => [row.waveId, row.count]));
}

/** What may be hard to look at in the first item of each wave, whose words the list shows. */
async function harmsOf(db: Db, ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ waveId: waveMembers.waveId, harms: cases.harms })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(and(inArray(waveMembers.waveId, ids), isFirstOfWave));
  return new Map(rows.map((row) => [row.waveId, row.harms]));
}
