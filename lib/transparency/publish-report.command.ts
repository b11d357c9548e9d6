import "server-only";
import { eq } from "drizzle-orm";
import { reportVersions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { PublishReport } from "./report-version.contract";
import { isPeriodOver } from "./report-version.rules";

/**
 * Puts one version of a period that is over on the public page, where it stays beside those published before and after it (Art. 3 of Implementing
 * Regulation (EU) 2024/2835). Nothing is published without somebody who does this, and nothing is taken back.
 */
export const publishReport = command({
  name: "report.publish",
  permission: "report.publish",
  input: PublishReport,
  subject: ({ versionId }) => ({ kind: "report", id: versionId }),
  async run({ tx, actor, now, onPlatform }, { versionId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const { id, platformId, state, publishedAt, periodTo } = reportVersions;
    const [version] = await tx
      .select({ platformId, state, publishedAt, periodTo })
      .from(reportVersions)
      .where(eq(id, versionId))
      .for("update");
    if (!version) return fail("not_found");
    onPlatform(version.platformId);
    if (version.state !== "ready") return fail("refused", "report_not_ready");
    if (!isPeriodOver(version.periodTo, now)) return fail("refused", "report_period_not_over");
    if (version.publishedAt) return fail("conflict", "report_published_before");
    await tx.update(reportVersions).set({ publishedAt: now, publishedBy: actor.id }).where(eq(id, versionId));
    return ok({ versionId });
  },
});
