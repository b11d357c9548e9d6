import "server-only";
import type { OpenDatabase } from "@/db/client";
import type { MeasureCount, Period, ReportNumbers } from "./report.contract";
import {
  countAutomatedNotices,
  countComplaints,
  countDisputes,
  countMeasures,
  countNotices,
  countOrders,
  countSuspensions,
  restrictionsByPart,
} from "./report-counts.store";
import { countInTurns, type OtherCounts } from "./report-turns.store";
import { mergedMeasures, partsOf, slicesOf } from "./report-version.rules";

type Asked = { platformId: string; period: Pick<Period, "from" | "to"> };

const parts = {
  notices: countNotices,
  orders: countOrders,
  complaints: countComplaints,
  disputes: countDisputes,
  suspensions: countSuspensions,
  automatedNotices: countAutomatedNotices,
} as const satisfies OtherCounts;
const partNames = Object.keys(parts) as (keyof typeof parts)[];

/** How many steps the report of a period takes: the parts of the period, and each of the other counts once. */
export const stepsOf = (period: Asked["period"]) => partsOf(period).count + partNames.length;

type Counting = Pick<OpenDatabase, "db" | "kind">;

/**
 * Everything a report is made of, as it stood at one instant, however much is decided and answered meanwhile. The worker and
 * the terminal count by it. On a server every step reads the same snapshot of the database. The embedded one has one
 * connection, which a snapshot would hold until all is counted: there everybody has their turn between two steps
 * (report-turns.store.ts). `onStep` is told after each question how many steps are done; what it throws ends the counting.
 */
export function countAll(
  { db, kind }: Counting,
  asked: Asked,
  onStep: (done: number) => void | Promise<void> = () => undefined,
): Promise<ReportNumbers> {
  if (kind === "pglite") return countInTurns(db, asked, parts, onStep);
  return db.transaction(
    async (tx) => {
      const { stepMs, count } = partsOf(asked.period);
      const slices = slicesOf(asked.period, await restrictionsByPart(tx, asked, stepMs));
      let measures: MeasureCount[] = [];
      for (const { parts: done, ...period } of slices) {
        measures = mergedMeasures(measures, await countMeasures(tx, { ...asked, period }));
        await onStep(done);
      }
      const others: Partial<ReportNumbers> = {};
      for (const [at, name] of partNames.entries()) {
        Object.assign(others, { [name]: await parts[name](tx, asked) });
        await onStep(count + at + 1);
      }
      // Every part is there once the loop is over.
      return { ...others, measures } as ReportNumbers;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
