import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { cases, noticeItems, notices } from "@/db/schema";
import { type Knowledge, SubstantiateNotice } from "@/lib/intake/notice-message.contract";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";

/**
 * Says that a notice of illegal content lets a diligent person see the illegality without detailed legal study (DSA
 * Art. 16(3), N7). From this moment the platform knows; the moment is set once and never moved.
 */
export const substantiateNotice = command<typeof SubstantiateNotice, Knowledge>({
  name: "notice.substantiate",
  permission: "case.decide",
  input: SubstantiateNotice,
  subject: ({ caseId }, value) => ({
    kind: "case",
    id: caseId,
    platformId: value?.platform,
    detail: { at: value?.knowledgeAt },
  }),
  async run({ tx, actor, now }, { caseId, noticeId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ platformId: cases.platformId })
      .from(cases)
      .where(and(eq(cases.id, caseId), shownTo(actor)));
    if (!row) return fail("not_found", "case_not_found");
    const [notice] = await tx
      .select({ id: notices.id, legalClaim: notices.legalClaim, knowledgeAt: notices.knowledgeAt })
      .from(noticeItems)
      .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
      .where(and(eq(noticeItems.caseId, caseId), noticeId === undefined ? undefined : eq(notices.id, noticeId)))
      .orderBy(asc(notices.receivedAt), asc(notices.id))
      .limit(1);
    if (!notice) return fail("not_found", "case_not_found");
    if (!notice.legalClaim) return fail("refused", "no_legal_claim");
    const set = and(eq(notices.id, notice.id), isNull(notices.knowledgeAt));
    const [marked] = await tx
      .update(notices)
      .set({ knowledgeAt: now, knowledgeSetBy: actor.id })
      .where(set)
      .returning();
    if (!marked) return fail("stale", "knowledge_set");
    return ok({ knowledgeAt: now.toISOString(), platform: row.platformId });
  },
});
