import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { platforms, reportDuties } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { RecordElsewhere, TakeBackElsewhere } from "./report-elsewhere.contract";

/** The duty of a report, held until the end of the transaction, with its platform's zone. */
async function held(tx: Tx, dutyId: string) {
  const [row] = await tx
    .select({ duty: reportDuties, zone: platforms.zone })
    .from(reportDuties)
    .innerJoin(platforms, eq(platforms.id, reportDuties.platformId))
    .where(and(eq(reportDuties.id, dutyId), eq(reportDuties.kind, "report")))
    .for("update", { of: reportDuties });
  return row;
}

type Said = { platform: string; lastDay: string; url: string; day: string };
const subjectOf = (_input: unknown, said?: Said) => ({
  kind: "clocks",
  id: "reports",
  ...(said ? { detail: { ...said } } : {}),
});

/**
 * Says that the report of a period was published in another way than from here, where and on which day: its duty is done.
 * The day lies after the period and not in the future. Of a duty that was recorded before it refuses: taken back, it can be
 * recorded anew.
 */
export const recordElsewhere = command({
  name: "report.elsewhere",
  permission: "report.publish",
  input: RecordElsewhere,
  subject: subjectOf,
  async run({ tx, actor, now, onPlatform }, { dutyId, url, day }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await held(tx, dutyId);
    if (!row) return fail("not_found");
    const { platformId, lastDay, elsewhereUrl } = row.duty;
    onPlatform(platformId);
    if (elsewhereUrl !== null) return fail("conflict", "report_elsewhere_before");
    if (day <= lastDay || day > dayIn(now, row.zone))
      return fail("invalid", "invalid", { fields: [{ field: "day", reason: "report_elsewhere_day" }] });
    await tx
      .update(reportDuties)
      .set({ elsewhereUrl: url, elsewhereDay: day, elsewhereBy: actor.id, elsewhereAt: now })
      .where(eq(reportDuties.id, dutyId));
    return ok<Said>({ platform: platformId, lastDay, url, day });
  },
});

/**
 * Takes that back, where it was not so: the duty stands on the board again, by its own date. What was said stays in the log.
 */
export const takeBackElsewhere = command({
  name: "report.elsewhere_undo",
  permission: "report.publish",
  input: TakeBackElsewhere,
  subject: subjectOf,
  async run({ tx, actor, onPlatform }, { dutyId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await held(tx, dutyId);
    if (!row) return fail("not_found");
    const { platformId, lastDay, elsewhereUrl, elsewhereDay } = row.duty;
    onPlatform(platformId);
    if (elsewhereUrl === null || elsewhereDay === null) return fail("stale", "report_elsewhere_gone");
    await tx
      .update(reportDuties)
      .set({ elsewhereUrl: null, elsewhereDay: null, elsewhereBy: null, elsewhereAt: null })
      .where(eq(reportDuties.id, dutyId));
    return ok<Said>({ platform: platformId, lastDay, url: elsewhereUrl, day: elsewhereDay });
  },
});
