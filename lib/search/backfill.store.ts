import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { type SearchKind, searchKinds } from "@/db/schema";
import { clearMark, marksOf, setMarks } from "@/lib/platform/marks";
import { readRows } from "@/lib/platform/rows";
import { indexRows } from "./documents.store";

const batch = 500;
/** So long a turn may last, so that other schedules keep theirs. */
const turnMs = 2_000;
const tables: Record<SearchKind, string> = {
  case: "cases",
  account: "accounts",
  notice: "notices",
  decision: "decisions",
  note: "notes",
  appeal: "appeals",
  held_appeal: "held_appeals",
};
/**
 * Which words a document of this kind is made of: raised when more are, so that every row is written anew by the schedule.
 * Case 2: the suggested clause. Decision 2: the outcome and its measures.
 */
const edition: Record<SearchKind, number> = {
  case: 2,
  account: 1,
  notice: 1,
  decision: 2,
  note: 1,
  appeal: 1,
  held_appeal: 1,
};
const doneMark = (kind: SearchKind, of = edition[kind]) =>
  of === 1 ? `search documents: ${kind}` : `search documents: ${kind} ${of}`;
/** Every row has a document, of an edition before this one. */
const isOlder = (kind: SearchKind, done: ReadonlyMap<string, Date>) =>
  edition[kind] > 1 && done.has(doneMark(kind, edition[kind] - 1));

/** Rows without a document, in the order of their ids, from one on; `all`: those with one as well. */
async function missing(db: Db, kind: SearchKind, after: string, all: boolean): Promise<string[]> {
  const without = all
    ? sql`true`
    : sql`not exists (select 1 from search_documents d where d.kind = ${kind} and d.ref_id = r.id)`;
  const answer = await db.execute(sql`select r.id::text as id from ${sql.identifier(tables[kind])} r
    where r.id > ${after}::uuid and ${without}
    order by r.id limit ${batch}`);
  return readRows(answer, z.object({ id: z.string() })).map(({ id }) => id);
}

const beginning = "00000000-0000-0000-0000-000000000000";
/** How far this process has come; another one, or the next start, looks from the beginning along the index. */
const reached = new Map<SearchKind, string>();

/**
 * Makes documents for rows that were there before documents were, some seconds' worth a turn; answers how many. Once a
 * kind is whole a mark says so, and nothing looks again. A row that becomes nothing (a notice of no case) is passed over.
 */
export async function backfillSearch(
  db: Db,
  now: Date,
  clock: () => number = () => performance.now(),
): Promise<number> {
  const done = await marksOf(
    db,
    searchKinds.flatMap((kind) => [doneMark(kind), doneMark(kind, 1)]),
  );
  const until = clock() + turnMs;
  let made = 0;
  for (const kind of searchKinds.filter((one) => !done.has(doneMark(one)))) {
    for (;;) {
      if (clock() > until) return made;
      const ids = await missing(db, kind, reached.get(kind) ?? beginning, isOlder(kind, done));
      const last = ids.at(-1);
      if (last === undefined) break;
      await db.transaction((tx) => indexRows(tx, { [kind]: ids }));
      reached.set(kind, last);
      made += ids.length;
    }
    reached.delete(kind);
    await setMarks(db, [...new Set([doneMark(kind), doneMark(kind, 1)])], now);
  }
  return made;
}

/** Has every row looked at once more, by the schedule: after rows were written past the product's own ways. */
export async function backfillAgain(db: Db): Promise<void> {
  reached.clear();
  for (const kind of searchKinds)
    for (const mark of new Set([doneMark(kind), doneMark(kind, 1)])) await clearMark(db, mark);
}
