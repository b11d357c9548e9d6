import "server-only";
import { and, eq } from "drizzle-orm";
import { platforms, reportVersions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type FieldFailure, fail, ok } from "@/lib/platform/result";
import { UnreadableDate } from "@/lib/platform/time.rules";
import type { Period } from "./report.contract";
import { periodOf } from "./report.rules";
import { stepsOf } from "./report-steps.store";
import { RequestReport } from "./report-version.contract";

/** The period that was asked for, or what is wrong with it, by its field. */
function periodAsked(from: string, to: string, zone: string): Period | FieldFailure {
  for (const [field, text] of [
    ["from", from],
    ["to", to],
  ] as const) {
    try {
      periodOf(text, text, zone);
    } catch (error) {
      if (error instanceof UnreadableDate) return { field, reason: "report_period_unreadable" };
      throw error;
    }
  }
  return periodOf(from, to, zone) ?? { field: "to", reason: "report_period_backwards" };
}

/**
 * Asks for a version of the report of a platform and a period; the worker makes it (count-report.command.ts). Where there
 * is one already, it says why there is another (Implementing Regulation (EU) 2024/2835, Art. 3).
 */
export const requestReport = command({
  name: "report.request",
  permission: "report.write",
  input: RequestReport,
  subject: ({ platform, from, to }, value?: { versionId: string }) => ({
    kind: "report",
    id: value?.versionId ?? platform,
    detail: { from, to },
  }),
  async run({ tx, actor, now, onPlatform }, { platform, from, to, publicationDay, changeNote }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [service] = await tx.select().from(platforms).where(eq(platforms.id, platform)).for("update");
    if (!service) return fail("invalid", "invalid", { fields: [{ field: "platform", reason: "platform_unknown" }] });
    onPlatform(platform);
    const period = periodAsked(from, to, service.zone);
    if ("field" in period) return fail("invalid", "invalid", { fields: [period] });
    const same = and(
      eq(reportVersions.platformId, platform),
      eq(reportVersions.periodFrom, period.from),
      eq(reportVersions.periodTo, period.to),
    );
    const states = (await tx.selectDistinct({ state: reportVersions.state }).from(reportVersions).where(same)).map(
      ({ state }) => state,
    );
    if (states.includes("waiting") || states.includes("counting")) return fail("conflict", "report_under_way");
    const needsNote = states.includes("ready");
    if (needsNote && changeNote === "")
      return fail("invalid", "invalid", { fields: [{ field: "changeNote", reason: "report_change_note" }] });
    const [made] = await tx
      .insert(reportVersions)
      .values({
        ...{ platformId: platform, periodFrom: period.from, periodTo: period.to },
        ...{ firstDay: period.firstDay, lastDay: period.lastDay, changeNote: needsNote ? changeNote : "" },
        ...{ requestedBy: actor.id, requestedAt: now, work: { publicationDay } },
        stepsAll: stepsOf(period),
      })
      .returning({ versionId: reportVersions.id });
    return made ? ok(made) : fail("conflict", "report_under_way");
  },
});
