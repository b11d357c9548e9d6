import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { commitmentIndicators, commitmentRegisters, commitments, commitmentValues } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { addMonths } from "@/lib/platform/time.rules";
import { RecordValue } from "./contract";
import { finalFrom, type IndicatorKey, indicatorKeys, isOutside, type Measured } from "./indicator-keys.rules";
import { measure } from "./measure.store";
import { monthAt, monthSpan, monthsToMeasure } from "./month.rules";
import { lockOwn, openAnomaly, personOf } from "./store";

const worker = { kind: "system", name: "commitments" } as const;
/** The running month is measured again after so long. */
const againMs = 3_600_000;

type Indicator = typeof commitmentIndicators.$inferSelect;
type Job = { indicator: Indicator; key: IndicatorKey; registerId: string; platformId: string | null; month: string };
type Reading = { job: Job; measured: Measured };

const lastFinal = sql<string | null>`(select max(v.month)::text from commitment_values v
  where v.indicator_id = ${commitmentIndicators.id} and v.is_final)`;
const lastLook = sql`(select max(v.measured_at) from commitment_values v
  where v.indicator_id = ${commitmentIndicators.id} and not v.is_final and v.month`;

/**
 * What has to be measured now, at most `most`: of each indicator the months that are over and not final, then the running
 * one. A key that this release does not know (any more) is nothing to measure: it would be looked at for ever.
 */
async function jobsDue(db: Db, now: Date, most: number): Promise<Job[]> {
  const looked = sql`${lastLook} = ${monthAt(now)})`;
  const rows = await db
    .select({
      indicator: commitmentIndicators,
      registerId: commitmentRegisters.id,
      platformId: commitmentRegisters.platformId,
      last: lastFinal,
    })
    .from(commitmentIndicators)
    .innerJoin(commitments, eq(commitments.id, commitmentIndicators.commitmentId))
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .where(
      and(
        inArray(commitmentIndicators.key, indicatorKeys),
        isNull(commitmentIndicators.retiredAt),
        isNull(commitments.retiredAt),
        sql`(${looked} is null or ${looked} <= ${new Date(now.getTime() - againMs).toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(commitmentIndicators.id)
    .limit(most);
  const all = rows.flatMap(({ last, ...row }) => {
    const key = row.indicator.key as IndicatorKey;
    return monthsToMeasure(last, now).map((month) => ({ ...row, key, month }));
  });
  return all.slice(0, most);
}

async function readAll(db: Db, jobs: readonly Job[], now: Date): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const job of jobs) {
    const { key, registerId, platformId } = job;
    const measured = await measure(db, key, { registerId, platformId, now, ...monthSpan(job.month) });
    readings.push({ job, measured });
  }
  return readings;
}

async function keepReading(tx: Tx, { job, measured }: Reading, now: Date): Promise<void> {
  const row = { ...measured, isFinal: finalFrom(job.key, monthSpan(job.month).to) <= now, measuredAt: now };
  await tx
    .insert(commitmentValues)
    .values({ indicatorId: job.indicator.id, month: job.month, ...row })
    .onConflictDoUpdate({
      target: [commitmentValues.indicatorId, commitmentValues.month, commitmentValues.revision],
      set: row,
      setWhere: sql`not ${commitmentValues.isFinal}`,
    });
}

type Outside = { indicator: Indicator; month: string; measured: Measured };

/** Opens what is outside its bounds; nothing of months before the last, and of before the register binds. */
async function openOutside(tx: Tx, found: readonly Outside[], now: Date): Promise<number> {
  let opened = 0;
  for (const { indicator, month, measured } of found) {
    if (month < addMonths(monthAt(now), -1) || !isOutside(measured, indicator)) continue;
    const [held] = await tx
      .select({ row: commitments, register: commitmentRegisters })
      .from(commitments)
      .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
      .where(eq(commitments.id, indicator.commitmentId));
    if (!held || held.row.retiredAt) continue;
    const { startsOn } = held.register;
    if (startsOn !== null && startsOn >= addMonths(month, 1)) continue;
    const { low, high } = indicator;
    const seen = { indicatorId: indicator.id, month, value: measured.value, low, high };
    if (await openAnomaly(tx, held, seen, now)) opened += 1;
  }
  return opened;
}

type Measuring = { measured: number; opened: number };

const measureBatch = command({
  name: "commitment.measure",
  permission: "commitment.measure",
  input: z.object({ most: z.number().int().min(1) }),
  // A measurement by the clock changes nothing that anybody decided; what it opens does.
  subject: (_, value?: Measuring) =>
    value && value.opened > 0 ? { kind: "commitments", id: "measure", detail: { opened: value.opened } } : null,
  prepare: async ({ db, now }, { most }) => ok(await readAll(db, await jobsDue(db, now, most), now)),
  async run({ tx, now }, _input, readings) {
    for (const reading of readings) await keepReading(tx, reading, now);
    const found = readings.map(({ job, measured }) => ({ indicator: job.indicator, month: job.month, measured }));
    return ok<Measuring>({ measured: readings.length, opened: await openOutside(tx, found, now) });
  },
});

/** For the schedule: measures what is due, at most `most` months of indicators; answers how many were. */
export async function measureWhenDue(_db: Db, now: Date, most = 40): Promise<number> {
  const done = await measureBatch(worker, { most }, now);
  if (!done.ok) throw new Error(`commitments were not measured: ${done.reason}`);
  return done.value.measured;
}

/** More rounds than any set of registers needs: a month that is measured in vain is not looked at for ever. */
const mostRounds = 500;

/** Measures all that is due, now and not in the schedule's own time: before something is sealed that tells of it. */
export async function measureAllDue(db: Db, now: Date): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) if ((await measureWhenDue(db, now)) === 0) return;
}

/**
 * A month of an indicator that the product cannot know, by hand. A correction is a further revision: what was recorded
 * stays. Fails naming `month` or `value`, and as `commitment_measured_itself`.
 */
export const recordValue = command({
  name: "commitment.value",
  permission: "commitment.record",
  input: RecordValue,
  subject: ({ indicatorId, month }, value?: { revision: number }) => ({
    kind: "commitment_indicator",
    id: indicatorId,
    detail: { month, revision: value?.revision ?? null },
  }),
  async run({ tx, actor, now }, { indicatorId, month: written, value, count, note }) {
    const [indicator] = await tx
      .select()
      .from(commitmentIndicators)
      .where(eq(commitmentIndicators.id, indicatorId))
      .for("update");
    if (!indicator || indicator.retiredAt) return fail("not_found", "commitment_indicator_unknown");
    const held = await lockOwn(tx, actor, { commitmentId: indicator.commitmentId });
    if (!held.ok) return held;
    if (indicator.key !== null) return fail("refused", "commitment_measured_itself");
    const month = `${written}-01`;
    const wrong = (field: string, reason: string) => fail("invalid", "invalid", { fields: [{ field, reason }] });
    if (month > monthAt(now)) return wrong("month", "date_in_future");
    if (indicator.unit === "share" && value > 1) return wrong("value", "commitment_share");
    const of = and(eq(commitmentValues.indicatorId, indicatorId), eq(commitmentValues.month, month));
    const [last] = await tx
      .select({ revision: sql<number>`coalesce(max(${commitmentValues.revision}), 0)::int` })
      .from(commitmentValues)
      .where(of);
    const revision = (last?.revision ?? 0) + 1;
    const row = { indicatorId, month, revision, isFinal: true, value, count, note };
    await tx.insert(commitmentValues).values({ ...row, recordedBy: personOf(actor), measuredAt: now });
    await openOutside(tx, [{ indicator, month, measured: { value, count } }], now);
    return ok({ indicatorId, revision });
  },
});
