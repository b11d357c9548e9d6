import "server-only";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Db } from "@/db/client";
import { caseSuggestions, cases } from "@/db/schema";
import { intakePlatforms } from "@/lib/intake/platforms.store";
import { claimsIn, dueAtOf, rankOf } from "@/lib/intake/rank.rules";
import { type Reading, readCase, type Unread, unreadCases } from "@/lib/intake/suggest.store";
import { rowsAs } from "@/lib/platform/rows";
import { indexRows } from "@/lib/search/documents.store";

/** Cases read and kept in one statement. */
const batch = 1000;

type Read = { row: Unread; reading: Exclude<Reading, { unreadWhy: string }> };

/**
 * What the matcher makes of the cases of a load, written many at a time and without an entry in the log for each: the
 * cases are made up, and nobody works on them yet; what one text gave stands for all that hold it. What it cannot read
 * is left to the product's own schedule.
 */
export async function readLoad(db: Db, now: Date, say: (done: number) => void): Promise<number> {
  const known = new Map<string, Reading>();
  const reading = async (row: Unread): Promise<Reading> => {
    const key = JSON.stringify([row.platform, row.role, row.surface, row.text]);
    const before = known.get(key) ?? (await readCase(db, row, now));
    known.set(key, before);
    return before;
  };
  let done = 0;
  for (;;) {
    const rows = await unreadCases(db, batch);
    const read: Read[] = [];
    for (const row of rows) {
      const made = await reading(row);
      if (!("unreadWhy" in made)) read.push({ row, reading: made });
    }
    if (read.length === 0) return done;
    await keep(db, read, now);
    done += read.length;
    say(done);
  }
}

async function keep(db: Db, read: readonly Read[], now: Date): Promise<void> {
  const platforms = await intakePlatforms(db, now);
  await db.transaction(async (tx) => {
    await tx.insert(caseSuggestions).values(
      read.map(({ row, reading: { model, confident, matches, notes } }) => ({
        id: v7(),
        platformId: row.platform,
        caseId: row.caseId,
        model,
        confident: confident ? ("yes" as const) : ("no" as const),
        matches,
        notes,
        madeAt: now,
      })),
    );
    await indexRows(tx, { case: read.map(({ row }) => row.caseId) });
    const known = await tx
      .select({
        id: cases.id,
        why: cases.rankWhy,
        source: cases.source,
        notices: cases.noticeCount,
        dueAt: cases.dueAt,
      })
      .from(cases)
      .where(
        sql`${cases.id} in (select id from ${rowsAs(
          "given",
          read.map(({ row }) => ({ id: row.caseId })),
          { id: "uuid" },
        )})`,
      );
    const standing = new Map(known.map((row) => [row.id, row]));
    const placed = read.flatMap(({ row, reading }) => {
      const current = standing.get(row.caseId);
      const platform = platforms.get(row.platform);
      if (!current || !platform) return [];
      const facts = {
        ...claimsIn(current.why),
        severity: reading.severity,
        source: current.source,
        noticeCount: current.notices,
      };
      const dueAt = dueAtOf(facts, platform.targets, { now, dueBefore: current.dueAt });
      const { rank, why } = rankOf(facts, dueAt);
      return [
        {
          id: row.caseId,
          due_at: dueAt,
          rank,
          rank_why: why,
          clause_group: reading.clauseGroup,
          severity: reading.severity,
        },
      ];
    });
    const given = rowsAs("g", placed, {
      id: "uuid",
      due_at: "timestamptz",
      rank: "integer",
      rank_why: "jsonb",
      clause_group: "text",
      severity: "text",
    });
    await tx.execute(sql`update cases c set due_at = g.due_at, rank = g.rank, rank_why = g.rank_why, clause_group = g.clause_group,
      severity = g.severity, suggested_at = ${now.toISOString()}::timestamptz from ${given} where c.id = g.id`);
  });
}
