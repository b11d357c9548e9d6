import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import type { MeasureCount, ReportNumbers } from "./report.contract";
import { countMeasures, partOf, restrictionsByPart } from "./report-counts.store";
import { type Asked, within } from "./report-sources.store";
import { mergedMeasures, partsOf, type Slice, slicesOf, sliceWith } from "./report-version.rules";

type Others = Omit<ReportNumbers, "measures">;
export type OtherCounts = { readonly [Name in keyof Others]: (db: Db, asked: Asked) => Promise<Others[Name]> };

/** Restrictions that one turn counts at most, unless one part of the period has more: a fraction of a second's work. */
const mostInTurn = 400;
/**
 * How often what was written meanwhile is counted again in turns; after that the rest is counted without letting anybody in.
 */
const mostRounds = 5;

/** Written by a transaction that began after the one named `since`; for a query with a table under that name. */
const isNew = (table: string, since: string) => sql`age(${sql.raw(table)}.xmin) <= age(${since}::text::xid)`;

const answered = (table: string, since: string) => sql`select w.decision_id as id from decision_answers w
  join notice_items i on i.id = w.notice_item_id join notices n on n.id = i.notice_id
  left join orders o on o.notice_id = n.id where ${isNew(table, since)}`;

/**
 * What reports are counted from, with the decisions whose restrictions count otherwise after something was written there. Of
 * the others only what is counted of the whole period changes. No row of these is ever deleted (most by a trigger, and nothing
 * deletes the others), so what was written since a moment shows in the rows: each names the transaction that wrote it.
 */
const sources: Readonly<Record<string, null | ((since: string) => SQL)>> = {
  sanctions: (since) => sql`select t.decision_id as id from sanctions t where ${isNew("t", since)}`,
  decisions: (since) => sql`select t.id from decisions t where ${isNew("t", since)}`,
  snapshots: (since) =>
    sql`select d.id from decisions d join snapshots t on t.id = d.snapshot_id where ${isNew("t", since)}`,
  database_copies: (since) => sql`select t.decision_id as id from database_copies t where ${isNew("t", since)}`,
  appeals: (since) => sql`select t.new_decision_id as id from appeals t where ${isNew("t", since)}`,
  decision_answers: (since) => answered("w", since),
  notice_items: (since) => answered("i", since),
  notices: (since) => answered("n", since),
  orders: (since) => answered("o", since),
  ...{ statements: null, disputes: null, misuse_measures: null, misuse_subjects: null, misuse_marks: null },
  ...{ misuse_appeals: null, misuse_letters: null },
};
export const sourcesOfReports = Object.keys(sources);

const Mark = z.object({ since: z.string() });
const Found = z.object({ found: z.boolean() });
const Part = z.object({ at: z.number() });

/** The number of the next transaction. There is one connection: whatever has a lower one is over. */
async function markOf(db: Db): Promise<string> {
  const mark = sql`select (pg_snapshot_xmax(pg_current_snapshot()))::xid::text as since`;
  const [row] = readRows(await db.execute(mark), Mark);
  if (!row) throw new Error("the database names no next transaction");
  return row.since;
}

/** Of the tables that reports are counted from, those with something that was written since. */
async function writtenSince(db: Db, since: string): Promise<string[]> {
  const written: string[] = [];
  for (const table of sourcesOfReports) {
    const any = sql`select exists (select 1 from ${sql.raw(table)} t where ${isNew("t", since)}) as found`;
    if (readRows(await db.execute(any), Found)[0]?.found) written.push(table);
  }
  return written;
}

/** The parts of the period in which a restriction may count otherwise, by what was written in these tables since. */
async function touchedParts(db: Db, { platformId, period }: Asked, tables: readonly string[], since: string) {
  const parts = new Set<number>();
  for (const decisionsOf of tables.map((table) => sources[table])) {
    if (!decisionsOf) continue;
    const at = partOf(period, partsOf(period).stepMs);
    const answer = await db.execute(sql`select distinct ${at} as at from sanctions s
      where s.decision_id in (${decisionsOf(since)}) and s.platform_id = ${platformId}
        and s.dsa_value is not null and ${within(sql`s.starts_at`, period)}`);
    for (const part of readRows(answer, Part)) parts.add(part.at);
  }
  return [...parts];
}

/**
 * Everything a report is made of, for a database of one connection: each question is a turn of its own, between which others
 * have theirs. The numbers are those of one instant all the same: when all is counted, it looks whether anything that
 * reports are counted from was written since the counting began. What it touched is counted again, until nothing was; then
 * every number is as it was at the last beginning and still is. Where people never stop writing, the last round, which counts
 * what was touched since the one before, lets nobody in.
 * @param onStep after each question of the first round how many steps are done, after later ones that all are
 */
export async function countInTurns(
  db: Db,
  asked: Asked,
  others: OtherCounts,
  onStep: (done: number) => void | Promise<void>,
): Promise<ReportNumbers> {
  const { count, stepMs } = partsOf(asked.period);
  const names = Object.keys(others) as (keyof Others)[];
  const counted: Partial<Others> = {};
  const bySlice = new Map<number, { slice: Slice; measures: MeasureCount[] }>();

  const countAnew = async (on: Db, stale: readonly Slice[], isFirst: boolean) => {
    for (const slice of stale) {
      const measures = await countMeasures(on, { ...asked, period: slice });
      bySlice.set(slice.from.getTime(), { slice, measures });
      await turn(on === db, onStep, isFirst ? slice.parts : count + names.length);
    }
    for (const [at, name] of names.entries()) {
      Object.assign(counted, { [name]: await others[name](on, asked) });
      await turn(on === db, onStep, isFirst ? count + at + 1 : count + names.length);
    }
  };
  /** Of what was written since: the slices to count again; null: nothing was written. */
  const staleSince = async (on: Db, since: string) => {
    const written = await writtenSince(on, since);
    if (written.length === 0) return null;
    const parts = await touchedParts(on, asked, written, since);
    const known = [...bySlice.values()].map(({ slice }) => slice);
    return [
      ...new Map(parts.map((part) => sliceWith(asked.period, known, part)).map((one) => [+one.from, one])).values(),
    ];
  };

  let since = await markOf(db);
  let stale: readonly Slice[] | null = slicesOf(asked.period, await restrictionsByPart(db, asked, stepMs), mostInTurn);
  for (let round = 1; stale !== null && round <= mostRounds; round += 1) {
    await countAnew(db, stale, round === 1);
    const began = since;
    since = await markOf(db);
    stale = await staleSince(db, began);
  }
  if (stale !== null)
    await db.transaction(async (tx) =>
      countAnew(tx, [...(stale ?? []), ...((await staleSince(tx, since)) ?? [])], false),
    );
  const measures = [...bySlice.values()]
    .sort((one, other) => +one.slice.from - +other.slice.from)
    .reduce<MeasureCount[]>((all, one) => mergedMeasures(all, one.measures), []);
  // Every part is there once the loop is over.
  return { ...counted, measures } as ReportNumbers;
}

/** Lets others have their turn: what came in by the network meanwhile is read between two questions only. */
async function turn(isOpen: boolean, onStep: (done: number) => void | Promise<void>, done: number): Promise<void> {
  if (!isOpen) return;
  await new Promise((resolve) => setImmediate(resolve));
  await onStep(done);
}
