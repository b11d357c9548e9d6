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
type CountedSoFar = { done?: number; numbers?: Partial<ReportNumbers> };

type Asked = { platformId: string; period: Pick<Period, "from" | "to"> };

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
 * Everything a report is made of, as it stood at one instant: every step reads the same snapshot of the database, however
 * much is decided and answered meanwhile. The worker and the terminal count by it. `onStep` is told after each step how many
 * are done; what it throws ends the counting. With the embedded database it must not wait for the database, which has one
 * connection, and the counting holds it.
 */
export function countAll(
  db: Db,
  asked: Asked,
  onStep: (done: number) => void | Promise<void> = () => undefined,
): Promise<ReportNumbers> {
  return db.transaction(
    async (tx) => {
      let work: CountedSoFar = {};
      for (let next: CountedSoFar | null = work; next; next = await countStep(tx, asked, work)) {
        work = next;
        if (work.done) await onStep(work.done);
      }
      // Every part is there once no step is left.
      return work.numbers as ReportNumbers;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** One step more: a slice of the measures, or one of the other counts over the whole period. Null: all is counted. */
async function countStep(db: Db, asked: Asked, work: CountedSoFar): Promise<CountedSoFar | null> {
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
