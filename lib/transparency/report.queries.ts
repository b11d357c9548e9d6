import "server-only";
import { asc } from "drizzle-orm";
import { database, openedDatabase } from "@/db/client";
import { platforms } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { UnreadableDate } from "@/lib/platform/time.rules";
import { type MadeReport, MakeReport, type Period, type ReportNumbers } from "./report.contract";
import { periodOf, reportSheets, writtenPeriod } from "./report.rules";
import { factsFor } from "./report-facts.queries";
import { factsOver } from "./report-facts.rules";
import { serviceOf } from "./report-service.store";
import { countAll, stepsOf } from "./report-steps.store";

type Progress = (step: string) => void;

/** Counted step by step; it is told how far it is, a line for each hundredth part. */
async function counted(platformId: string, period: Period, progress: Progress): Promise<ReportNumbers> {
  const all = stepsOf(period);
  const told = Math.ceil(all / 100);
  return countAll(await openedDatabase(), { platformId, period }, (done) => {
    if (done % told === 0 || done === all) progress(`${platformId}: ${done} of ${all} steps counted`);
  });
}

/** A period that cannot be read, in a code for each field; null: it can. */
function periodProblem(from: string, to: string): string | null {
  try {
    return periodOf(from, to, "UTC") ? null : "report_period_backwards";
  } catch (error) {
    if (error instanceof UnreadableDate) return "report_period_unreadable";
    throw error;
  }
}

/**
 * The transparency report of one service or of all (Implementing Regulation (EU) 2024/2835): eleven sheets each, counted in
 * the database, so that it takes as little memory for a million decisions as for ten. `facts` stand over what was entered,
 * field by field; with none the sheets are those that the screen would make. Who had it made is in the log.
 */
export async function makeReport(
  actor: Actor,
  raw: unknown,
  { now = new Date(), progress = () => undefined }: { now?: Date; progress?: Progress } = {},
): Promise<Result<MadeReport[]>> {
  const db = await database();
  const note = (outcome: "viewed" | "refused", detail: Record<string, unknown>) =>
    appendAudit(db, {
      actor,
      verb: "report.make",
      outcome,
      subject: { kind: "report", id: "transparency", detail },
      now,
    });
  if (!can(actor, "report.make")) {
    await note("refused", { reason: "forbidden" });
    return fail("forbidden");
  }
  const input = MakeReport.safeParse(raw, { reportInput: true });
  if (!input.success) return fail("invalid", "invalid", { fields: fieldFailures(input.error) });
  const { from, to, platform, facts } = input.data;
  const problem = periodProblem(from, to);
  if (problem) return fail("invalid", problem);
  const all = await db.select().from(platforms).orderBy(asc(platforms.id));
  const wanted = all.filter(({ id }) => platform === undefined || id === platform);
  if (wanted.length === 0) return fail("not_found", "platform_unknown");
  const made: MadeReport[] = [];
  for (const one of wanted) {
    const { id, name, zone } = one;
    const period = periodOf(from, to, zone);
    if (!period) return fail("invalid", "report_period_backwards");
    const service = await serviceOf(db, id, name.en);
    const numbers = await counted(id, period, progress);
    const written = writtenPeriod(period, zone);
    const { sheets, doubts } = reportSheets(service, written, {
      numbers,
      facts: factsOver(await factsFor(db, one, period), facts[id]),
      madeBy: "terminal",
    });
    made.push({ platform: id, period: written, sheets, doubts });
  }
  await note("viewed", { from, to, platforms: wanted.map(({ id }) => id) });
  return ok(made);
}
