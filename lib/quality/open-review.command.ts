import "server-only";
import { z } from "zod";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { recordShown } from "@/lib/queue/care.store";
import { sampledOf } from "./sample.store";

/**
 * That the content of a drawn decision is before its reviewer, whether they review it or not. Asked for by the sample, so
 * that nobody learns which case it is. Kept for the person alone.
 */
export const openReview = command({
  name: "care.open",
  permission: "quality.review",
  input: z.object({ sampleId: z.uuid() }),
  subject: () => null,
  async run({ tx, actor, now }, { sampleId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const sampled = await sampledOf(tx, actor, sampleId);
    if (!sampled || !mayOn(actor, sampled.sample.platformId)) return fail("not_found", "quality_not_found");
    await recordShown(tx, actor, sampled.decision.caseId, now);
    return ok({ sampleId });
  },
});
