import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { cases, decisions } from "@/db/schema";
import { claimsIn, rankOf, withChildSafety } from "@/lib/intake/rank.rules";
import { command } from "@/lib/platform/command";
import { type NewMessage, NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";

const hider = { kind: "system", name: "outbox" } as const;

/**
 * A case that was decided as the abuse of a child is from then on only for people who are cleared, whatever it was reported
 * as and whatever the matcher made of it (Q86). It waits for the undo window, so that whoever decided can take it back.
 */
export function hidingOf(decision: { id: string; platformId: string }, runAt: Date): NewMessage {
  const { id: decisionId, platformId } = decision;
  return { kind: "case.hide", payload: { decisionId }, dedupeKey: `hide ${decisionId}`, platformId, decisionId, runAt };
}

const hideDecided = command({
  name: "case.hide",
  permission: "case.hide",
  input: z.object({ decisionId: z.uuid() }),
  subject: (_input, value?: { caseId: string; platformId: string; isNew: boolean }) =>
    value?.isNew ? { kind: "case", id: value.caseId, platformId: value.platformId } : null,
  async run({ tx }, { decisionId }) {
    const [made] = await tx
      .select({ caseId: decisions.caseId, undoneAt: decisions.undoneAt })
      .from(decisions)
      .where(eq(decisions.id, decisionId));
    if (!made || made.undoneAt) return fail("stale", "decision_already_undone");
    const [row] = await tx.select().from(cases).where(eq(cases.id, made.caseId)).for("no key update");
    if (!row) return fail("not_found", "case_not_found");
    const about = { caseId: row.id, platformId: row.platformId };
    if (row.childSafety) return ok({ ...about, isNew: false });
    const claims = claimsIn(row.rankWhy);
    const { severity, source, noticeCount } = row;
    const facts = { ...claims, severity, source, noticeCount, categories: withChildSafety(claims.categories) };
    const { rank, why } = rankOf(facts, row.dueAt);
    await tx.update(cases).set({ rank, rankWhy: why }).where(eq(cases.id, row.id));
    return ok({ ...about, isNew: true });
  },
});

/** Outbox handler of `case.hide`: payload `{decisionId}`. */
export const hideWhenDecided: OutboxHandler = async ({ payload }, { now }) => {
  const hidden = await hideDecided(hider, { decisionId: payload.decisionId }, now);
  if (hidden.ok) return;
  if (hidden.code === "stale") throw new NotNeeded("the decision was taken back");
  throw new Error(`the case was not hidden: ${hidden.reason}`);
};
