import "server-only";
import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, cases } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { blindOnCase } from "./held-blind.queries";

/**
 * That somebody who answers appeals has read a decided case: should its decision be contested, their first look is not
 * blind (issue 5). In the log once for each time it is decided; a case that is still to be decided tells nothing.
 */
export const readDecidedCase = command({
  name: "case.read",
  permission: "appeal.decide",
  input: z.object({ caseId: z.uuid() }),
  subject: ({ caseId }, value?: { isNew: boolean; platform: string }) =>
    value?.isNew ? { kind: "case", id: caseId, platformId: value.platform } : null,
  async run({ tx, actor }, { caseId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { platformId, decidedAt } = cases;
    const [row] = await tx
      .select({ platformId, decidedAt })
      .from(cases)
      .where(and(eq(cases.id, caseId), shownTo(actor)));
    // What is not there for them tells nothing, in the same words: one of a golden item's account is in no table of cases.
    if (!row || !mayOn(actor, row.platformId)) return ok({ isNew: false, platform: "" });
    const closed = await blindOnCase(tx, actor, caseId);
    if (closed) return closed;
    if (!row.decidedAt) return ok({ isNew: false, platform: row.platformId });
    const { actorId, verb, subjectId, at } = auditEntries;
    const before = and(eq(actorId, actor.id), eq(verb, "case.read"), eq(subjectId, caseId), gte(at, row.decidedAt));
    return ok({ isNew: (await tx.$count(auditEntries, before)) === 0, platform: row.platformId });
  },
});
