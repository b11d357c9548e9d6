import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, outbox, platforms } from "@/db/schema";
import { metrics } from "@/lib/platform/metrics";
import { type Actor, can, platformLimits } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";

/** Counting stops here, so that a scrape costs the same whatever has piled up. */
const most = 100_000;
/** Asked more often than this, the numbers of the last time are told again. */
const keptMs = 15_000;

/** What has left is history without end, and is not counted. */
const states = ["waiting", "stuck", "refused"] as const;

/** Sets gauges of a later domain. */
type Measure = (db: Db, now: Date) => Promise<void>;
type Gauges = { open: Map<string, number>; outbox: Map<string, number>; oldestAt: Date | null };
const known = new WeakMap<Db, { at: number; gauges: Promise<Gauges> }>();

async function openCases(db: Db): Promise<Map<string, number>> {
  // Along each platform's own index of undecided cases.
  const some = sql`select 1 from ${cases} where ${cases.platformId} = ${platforms.id} and ${cases.state} <> 'decided' limit ${most}`;
  const rows = await db
    .select({ id: platforms.id, n: sql<number>`(select count(*)::int from (${some}) counted)` })
    .from(platforms);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function unsent(db: Db): Promise<Map<string, number>> {
  const count = async (state: (typeof states)[number]) => {
    const one = { one: sql`1`.as("one") };
    const some = db.select(one).from(outbox).where(eq(outbox.state, state)).limit(most).as("some");
    const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
    return [state, row?.n ?? 0] as const;
  };
  return new Map(await Promise.all(states.map(count)));
}

async function readGauges(db: Db, now: Date, more: readonly Measure[]): Promise<Gauges> {
  for (const measure of more) await measure(db, now);
  const { createdAt, state } = outbox;
  const [oldest] = await db
    .select({ at: createdAt })
    .from(outbox)
    .where(eq(state, "waiting"))
    .orderBy(asc(createdAt))
    .limit(1);
  return { open: await openCases(db), outbox: await unsent(db), oldestAt: oldest?.at ?? null };
}

function gaugesOf(db: Db, now: Date, more: readonly Measure[]): Promise<Gauges> {
  const before = known.get(db);
  if (before && Math.abs(now.getTime() - before.at) < keptMs) return before.gauges;
  const gauges = readGauges(db, now, more);
  known.set(db, { at: now.getTime(), gauges });
  gauges.catch(() => known.delete(db));
  return gauges;
}

/**
 * The numbers of this process and of the desk as Prometheus reads them. They are of all platforms together, so a key
 * that is limited to some is refused.
 */
export async function metricsText(
  db: Db,
  actor: Actor,
  now: Date,
  more: readonly Measure[] = [],
): Promise<Result<string>> {
  if (!can(actor, "metrics.read")) return fail("forbidden");
  if (platformLimits(actor).length > 0) return fail("forbidden", "key_all_platforms");
  const gauges = await gaugesOf(db, now, more);
  const { registry, openCases: open, outbox: messages, oldestWaiting } = metrics();
  // What was counted before and is gone must not stay.
  for (const gauge of [open, messages]) gauge.reset();
  for (const [platform, count] of gauges.open) open.set({ platform }, count);
  for (const [state, count] of gauges.outbox) messages.set({ state }, count);
  oldestWaiting.set(gauges.oldestAt ? Math.max(0, (now.getTime() - gauges.oldestAt.getTime()) / 1000) : 0);
  return ok(await registry.metrics());
}
