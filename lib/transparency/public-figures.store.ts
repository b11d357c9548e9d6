import "server-only";
import { and, eq, gte, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { platforms, publicFigures, publicFiguresUntil } from "@/db/schema";
import { readRows } from "@/lib/platform/rows";
import { addDays, dayIn, startOfDay } from "@/lib/platform/time.rules";
import { dimensions, nothingFound } from "./public-figures.rules";
import { settledAfterDays } from "./public-period.rules";

/** Days that are counted at a time when an older product begins to count. */
const atATime = 31;

type Span = { platformId: string; zone: string; fromDay: string; toDay: string };

const Row = z.object({
  day: z.string(),
  dimension: z.enum(dimensions),
  key: z.string(),
  count: z.coerce.number().int(),
});

/**
 * What happened on these days, by everything that the public page tells apart: counts alone, nothing of any one decision.
 * A decision counts on the day on which it was made, unless it was taken back before it took effect.
 */
async function countedDays(db: Db, { platformId, zone, fromDay, toDay }: Span) {
  const from = startOfDay(fromDay, zone).toISOString();
  const to = startOfDay(toDay, zone).toISOString();
  const dayOf = (column: string) => sql`to_char(${sql.raw(column)} at time zone ${zone}, 'YYYY-MM-DD')`;
  const within = (column: string) => sql`${sql.raw(column)} >= ${from} and ${sql.raw(column)} < ${to}`;
  const by = (dimension: string, key: string) =>
    sql`select day, ${dimension} as dimension, ${sql.raw(key)} as key, count(*) as count from decided group by 1, 3`;
  const answer = await db.execute(sql`with decided as (
      select d.id, ${dayOf("d.decided_at")} as day, k.source::text as source,
        case when d.outcome = 'violation' then coalesce(d.clause_ref, 'law') else ${nothingFound} end as clause,
        coalesce(nullif(lower(split_part(p.language, '-', 1)), ''), 'und') as language,
        case when d.automated_detection then 'tool' else 'person' end as detection, d.automated_decision as automation
      from decisions d join cases k on k.id = d.case_id join snapshots p on p.id = d.snapshot_id
      where d.platform_id = ${platformId} and ${within("d.decided_at")} and d.undone_at is null
        and d.outcome in ('violation', 'no_violation'))
    ${by("clause", "clause")} union all ${by("source", "source")} union all ${by("language", "language")}
    union all ${by("detection", "detection")} union all ${by("automation", "automation")}
    union all select day, 'sanction', s.action, count(*) from decided join sanctions s on s.decision_id = decided.id
      where s.state <> 'held' group by 1, 3
    union all select ${dayOf("received_at")}, 'notices', 'received', count(*) from notices
      where platform_id = ${platformId} and ${within("received_at")} group by 1
    union all select ${dayOf("received_at")}, 'appeals', 'received', count(*) from appeals
      where platform_id = ${platformId} and ${within("received_at")} group by 1
    union all select ${dayOf("decided_at")}, 'answers', coalesce(outcome::text, 'omitted'), count(*) from appeals
      where platform_id = ${platformId} and ${within("decided_at")} group by 1, 3`);
  return readRows(answer, Row);
}

/** The first day on which there is anything to tell; today where there is nothing. */
async function firstDayOf(db: Db, platformId: string, zone: string, today: string): Promise<string> {
  const answer = await db.execute(sql`select least(
      (select decided_at from decisions where platform_id = ${platformId} order by decided_at limit 1),
      (select received_at from notices where platform_id = ${platformId} order by received_at limit 1)) as first`);
  const [row] = readRows(answer, z.object({ first: z.coerce.date().nullable() }));
  return row?.first ? dayIn(row.first, zone) : today;
}

const earlierOf = (a: string, b: string) => (a < b ? a : b);

/** Counts days of a platform anew: what was counted of them before is replaced, all at once. */
async function countAnew(db: Db, span: Span, now: Date): Promise<void> {
  const { platformId, fromDay, toDay } = span;
  const rows = await countedDays(db, span);
  const firstDay = rows.map((row) => row.day).reduce(earlierOf, toDay);
  await db.transaction(async (tx) => {
    const { platformId: ofPlatform, day } = publicFigures;
    await tx
      .insert(publicFiguresUntil)
      .values({ platformId, firstDay, untilDay: toDay, countedAt: now })
      .onConflictDoUpdate({
        target: publicFiguresUntil.platformId,
        set: {
          firstDay: sql`least(public_figures_until.first_day, excluded.first_day)`,
          untilDay: toDay,
          countedAt: now,
        },
      });
    await tx.delete(publicFigures).where(and(eq(ofPlatform, platformId), gte(day, fromDay), lt(day, toDay)));
    for (let at = 0; at < rows.length; at += 1000)
      await tx.insert(publicFigures).values(rows.slice(at, at + 1000).map((row) => ({ platformId, ...row })));
  });
}

/**
 * Keeps up what the public page is made of, for about `forMs`: each platform once a day, when the day is over where it is,
 * and a product that just begins to count a month at a time. Answers how many platforms are behind.
 */
export async function keepFigures(db: Db, clock: () => Date, forMs: number): Promise<number> {
  const until = performance.now() + forMs;
  const all = await db.select({ id: platforms.id, zone: platforms.zone }).from(platforms);
  const known = new Map((await db.select().from(publicFiguresUntil)).map((row) => [row.platformId, row]));
  let behind = 0;
  for (const { id: platformId, zone } of all) {
    const today = dayIn(clock(), zone);
    const before = known.get(platformId);
    const first = before?.firstDay ?? (await firstDayOf(db, platformId, zone, today));
    let next = before?.untilDay ?? first;
    while ((next < today || !known.has(platformId)) && performance.now() < until) {
      const fromDay = before ? addDays(next, -settledAfterDays) : next;
      const toDay = earlierOf(today, addDays(next, atATime));
      await countAnew(db, { platformId, zone, fromDay, toDay }, clock());
      known.set(platformId, { platformId, firstDay: first, untilDay: toDay, countedAt: clock() });
      next = toDay;
    }
    if (next < today) behind += 1;
  }
  return behind;
}
