import "server-only";
import { and, asc, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import type { Db, OpenDatabase, Tx } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { isDatabaseAway } from "@/db/query-failed";
import { platforms, reportVersions } from "@/db/schema";
import { beside } from "@/lib/platform/beside";
import { command } from "@/lib/platform/command";
import { plainError } from "@/lib/platform/plain-error.rules";
import { fail, ok } from "@/lib/platform/result";
import type { Period, ReportNumbers, Sheet } from "./report.contract";
import { reportSheets, writtenPeriod } from "./report.rules";
import { factsFor } from "./report-facts.queries";
import { serviceOf } from "./report-service.store";
import { countAll } from "./report-steps.store";
import {
  changesBetween,
  countingRules,
  duePeriods,
  hashOf,
  isDuePeriod,
  templateVersion,
} from "./report-version.rules";

/** What is being counted when the product is told to stop is left, and counted at the next start. */
const counting = beside(advisoryLock.reports, "reports could not be made");

type Row = typeof reportVersions.$inferSelect;
/** What is kept of a version until it is made. */
type Work = { publicationDay?: string };

const worker = { kind: "system", name: "worker" } as const;

const periodOfRow = ({ periodFrom: from, periodTo: to, firstDay, lastDay }: Row): Period => ({
  ...{ from, to, firstDay, lastDay },
});

/** The newest ready version of the same period. */
async function versionBefore(tx: Tx, { platformId, periodFrom, periodTo }: Row) {
  const same = and(
    eq(reportVersions.platformId, platformId),
    eq(reportVersions.periodFrom, periodFrom),
    eq(reportVersions.periodTo, periodTo),
    isNotNull(reportVersions.number),
  );
  const [before] = await tx
    .select({ number: reportVersions.number, sheets: reportVersions.sheets })
    .from(reportVersions)
    .where(same)
    .orderBy(desc(reportVersions.number))
    .limit(1);
  return before;
}

const Store = z.object({
  versionId: z.uuid(),
  numbers: z.custom<ReportNumbers>(),
  publicationDay: z.string().optional(),
});

/** Makes the sheets of what was counted and freezes them as the next version of their period. */
const storeReport = command({
  name: "report.store",
  permission: "report.count",
  input: Store,
  subject: ({ versionId }) => ({ kind: "report", id: versionId }),
  async run({ tx, now, onPlatform }, { versionId, numbers, publicationDay }) {
    const [row] = await tx.select().from(reportVersions).where(eq(reportVersions.id, versionId)).for("update");
    const [platform] = row ? await tx.select().from(platforms).where(eq(platforms.id, row.platformId)) : [];
    if (!row || !platform) return fail("not_found");
    if (row.state !== "counting") return fail("stale", "report_not_counting");
    onPlatform(row.platformId);
    const period = periodOfRow(row);
    const service = await serviceOf(tx, platform.id, platform.name.en);
    const facts = await factsFor(tx, platform, {
      ...{ from: period.from, to: period.to, published: publicationDay || undefined },
    });
    const { sheets, doubts } = reportSheets(service, writtenPeriod(period, platform.zone), { numbers, facts });
    const before = await versionBefore(tx, row);
    await tx
      .update(reportVersions)
      .set({
        ...{
          state: "ready",
          number: (before?.number ?? 0) + 1,
          madeAt: now,
          templateVersion,
          countingRules,
          work: null,
        },
        ...{ service, facts, numbers, sheets, sha256: hashOf(sheets), stepsDone: row.stepsAll },
        doubts: [
          ...doubts,
          ...(now < row.periodTo ? ["The period is not over yet, so this version cannot be published."] : []),
          ...(isDuePeriod(period, platform.zone, facts.tier)
            ? []
            : [`No report is due of this period: ${duePeriods[facts.tier]}.`]),
        ],
        changes: before ? changesBetween((before.sheets ?? []) as Sheet[], sheets) : [],
      })
      .where(eq(reportVersions.id, versionId));
    return ok({ versionId });
  },
});

/** Says that nothing came of it; whoever asked can ask again. */
const giveUp = command({
  name: "report.fail",
  permission: "report.count",
  input: z.object({ versionId: z.uuid(), why: z.string().max(500) }),
  subject: ({ versionId }) => ({ kind: "report", id: versionId }),
  async run({ tx }, { versionId, why }) {
    const patch = { state: "failed" as const, failedWhy: why, work: null };
    await tx.update(reportVersions).set(patch).where(eq(reportVersions.id, versionId));
    return ok({ versionId });
  },
});

type Counting = Pick<OpenDatabase, "db" | "kind">;
/** The process is ending: what was being counted is counted again from the start by the next one. */
class Stopping extends Error {
  override name = "Stopping";
}
const tellEveryMs = 500;

/** Counts one version, all of it as it stood at one instant, and stores it; the page is told how far it is meanwhile. */
async function carry(opened: Counting, row: Row, clock: () => Date): Promise<void> {
  const { db } = opened;
  const { publicationDay } = (row.work ?? {}) as Work;
  const ofRow = eq(reportVersions.id, row.id);
  await db.update(reportVersions).set({ state: "counting" }).where(ofRow);
  let toldAt = performance.now();
  const numbers = await countAll(
    opened,
    { platformId: row.platformId, period: periodOfRow(row) },
    async (stepsDone) => {
      if (counting.isStopping()) throw new Stopping();
      if (performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      await db.update(reportVersions).set({ stepsDone }).where(ofRow);
    },
  );
  const stored = await storeReport(worker, { versionId: row.id, numbers, publicationDay }, clock());
  if (!stored.ok) throw new Error(stored.reason);
}

/**
 * Counts the reports that were asked for, the oldest first. Everything is counted in the database, slice by slice, so that
 * it takes as little memory for a million decisions as for ten. A process that dies loses what it counted of one report.
 */
export async function countReports(opened: Counting, clock: () => Date): Promise<void> {
  for (let [row] = await toMake(opened.db); row && !counting.isStopping(); [row] = await toMake(opened.db)) {
    try {
      await carry(opened, row, clock);
    } catch (error) {
      if (error instanceof Stopping) return;
      if (isDatabaseAway(error)) throw error;
      console.error(`report ${row.id} could not be made: ${plainError(error)}`);
      const given = await giveUp(worker, { versionId: row.id, why: "report_failed" }, clock());
      if (!given.ok) throw error;
    }
  }
}

/** Counts what was asked for, beside everything else (`beside`). `reportsDone` waits for it. */
export async function countReportsWhenDue(
  opened: Counting & Pick<OpenDatabase, "exclusively">,
  clock: () => Date,
): Promise<void> {
  if (counting.isAtWork() || (await toMake(opened.db)).length === 0) return;
  counting.begin(opened, () => countReports(opened, clock));
}

export const reportsDone = (): Promise<void> => counting.done();
export const stopReports = (): Promise<void> => counting.stop();

/** What is to be made next: the oldest that was asked for. */
function toMake(db: Db): Promise<Row[]> {
  return db
    .select()
    .from(reportVersions)
    .where(inArray(reportVersions.state, ["waiting", "counting"]))
    .orderBy(asc(reportVersions.requestedAt))
    .limit(1);
}
