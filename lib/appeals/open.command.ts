import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { appeals, cases, decisions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { recordShown } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";

/**
 * That the content of an appeal is before somebody who may answer it, whether they take it or not. Asked for by the appeal:
 * while its decision is kept from them, so is its case. Kept for the person alone.
 */
export const openAppeal = command({
  name: "care.open",
  permission: "appeal.decide",
  input: z.object({ appealId: z.uuid() }),
  subject: () => null,
  async run({ tx, actor, now }, { appealId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const [row] = await tx
      .select({ caseId: cases.id, platformId: appeals.platformId })
      .from(appeals)
      .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(and(eq(appeals.id, appealId), shownTo(actor)));
    if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "appeal_not_found");
    await recordShown(tx, actor, row.caseId, now);
    return ok({ appealId });
  },
});
