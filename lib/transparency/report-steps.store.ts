import "server-only";
import type { Db } from "@/db/client";
import type { Period, ReportNumbers } from "./report.contract";
import {
  countAutomatedNotices,
  countComplaints,
  countDisputes,
  countMeasures,
  countNotices,
  countOrders,
  countSuspensions,
} from "./report-counts.store";
import { mergedMeasures, slicesOf } from "./report-version.rules";

/** What was counted so far: `done` steps, the first of which are the slices of the period. */
export type CountedSoFar = { done?: number; numbers?: Partial<ReportNumbers> };

const parts = {
  notices: countNotices,
  orders: countOrders,
  complaints: countComplaints,
  disputes: countDisputes,
  suspensions: countSuspensions,
  automatedNotices: countAutomatedNotices,
} as const satisfies Partial<Record<keyof ReportNumbers, unknown>>;
const partNames = Object.keys(parts) as (keyof typeof parts)[];

/** How many steps the report of a period takes: the slices of its measures, and each of the other counts once. */
export const stepsOf = (period: Pick<Period, "from" | "to">) => slicesOf(period).length + partNames.length;

/**
 * One step more: a slice of the measures, or one of the other counts over the whole period. Null: all is counted. The
 * worker and the terminal count by these same steps, so that no step takes long and both can say how far they are.
 */
export async function countStep<Work extends CountedSoFar>(
  db: Db,
  asked: { platformId: string; period: Pick<Period, "from" | "to"> },
  work: Work,
): Promise<Work | null> {
  const { done = 0, numbers = {} } = work;
  const slices = slicesOf(asked.period);
  const slice = slices[done];
  if (slice) {
    const measures = await countMeasures(db, { ...asked, period: slice });
    const merged = mergedMeasures(numbers.measures ?? [], measures);
    return { ...work, done: done + 1, numbers: { ...numbers, measures: merged } };
  }
  const name = partNames[done - slices.length];
  if (!name) return null;
  return { ...work, done: done + 1, numbers: { ...numbers, [name]: await parts[name](db, asked) } };
}
