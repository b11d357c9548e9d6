import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { platforms, reportFacts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { WriteFacts } from "./report-version.contract";

/** Enters one part of what the product cannot know of a platform. What stood there stays on record; versions made before keep what they were made of. */
export const writeFacts = command({
  name: "report.facts",
  permission: "report.write",
  input: WriteFacts,
  subject: ({ platform, section }) => ({ kind: "report_facts", id: platform, detail: { section } }),
  async run({ tx, actor, now, onPlatform }, { platform, section, value }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [known] = await tx
      .select({ id: platforms.id })
      .from(platforms)
      .where(eq(platforms.id, platform))
      .for("update");
    if (!known) return fail("not_found", "platform_unknown");
    onPlatform(platform);
    const current = and(
      eq(reportFacts.platformId, platform),
      eq(reportFacts.section, section),
      isNull(reportFacts.replacedAt),
    );
    await tx.update(reportFacts).set({ replacedAt: now }).where(current);
    await tx.insert(reportFacts).values({ platformId: platform, section, value, writtenBy: actor.id, writtenAt: now });
    return ok({ platform, section });
  },
});
