import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { decisions, remedies, reviewFlags } from "@/db/schema";
import { lockAccount } from "@/lib/decisions/record.store";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { lockCase } from "@/lib/queue/store";
import { ResolveReviewFlag } from "./contract";
import { effectsOf } from "./effects.store";
import { planToDecideAgain } from "./outcome.rules";
import { carryOut } from "./reversal.store";
import { decisionState } from "./rules";

type Resolved = { flagId: string; reopenedCase: string | null };

/** The open flag under its lock, and the decision it is about under those that every decision takes. */
async function openFlag(tx: Tx, flagId: string) {
  const [flag] = await tx.select().from(reviewFlags).where(eq(reviewFlags.id, flagId)).for("update");
  if (!flag) return null;
  const [named] = await tx
    .select({ caseId: decisions.caseId, accountId: decisions.accountId })
    .from(decisions)
    .where(eq(decisions.id, flag.decisionId));
  if (named) await lockCase(tx, named.caseId);
  await lockAccount(tx, named?.accountId ?? null);
  const [decision] = await tx.select().from(decisions).where(eq(decisions.id, flag.decisionId));
  return decision ? { flag, decision } : null;
}

/** Every open flag on the decision is settled by one look at it, and the ledgers that asked for it say so. */
async function settle(tx: Tx, decisionId: string, resolved: { by: string; resolution: string }, now: Date) {
  const settled = await tx
    .update(reviewFlags)
    .set({ resolvedAt: now, resolvedBy: resolved.by, resolution: resolved.resolution })
    .where(and(eq(reviewFlags.decisionId, decisionId), isNull(reviewFlags.resolvedAt)))
    .returning({ because: reviewFlags.becauseDecisionId });
  const because = settled.map((flag) => flag.because);
  await tx
    .update(remedies)
    .set({ state: "done", doneAt: now })
    .where(
      and(
        eq(remedies.kind, "review_decision"),
        eq(remedies.subjectId, decisionId),
        inArray(remedies.decisionId, because),
      ),
    );
}

/**
 * Settles a decision that counted a strike which fell (DESIGN 3.8): it is right all the same, or the case is opened and
 * decided anew by somebody. Until then its measures stay in force. Fails as `flag_not_found`, or `flag_resolved`.
 */
export const resolveReviewFlag = command({
  name: "review.resolve",
  permission: "review.resolve",
  input: ResolveReviewFlag,
  subject: (input, value?: Resolved) => ({
    kind: "review_flag",
    id: input.flagId,
    detail: { resolution: input.resolution, ...(value ? { reopenedCase: value.reopenedCase } : {}) },
  }),
  async run({ tx, actor, now }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await openFlag(tx, input.flagId);
    if (!found) return fail("not_found", "flag_not_found");
    const { flag, decision } = found;
    if (flag.resolvedAt) return fail("stale", "flag_resolved");
    await settle(tx, decision.id, { by: actor.id, resolution: `${input.resolution}: ${input.why}` }, now);
    if (input.resolution === "keep") return ok<Resolved>({ flagId: flag.id, reopenedCase: null });
    if (decisionState(decision) !== "standing") return fail("refused", "flag_decision_gone");
    const { effects } = await effectsOf(tx, decision.id);
    const about = { decisionId: decision.id, platformId: decision.platformId, caseId: decision.caseId, appealId: null };
    const undone = await carryOut(tx, about, planToDecideAgain(effects), now);
    return ok<Resolved>({ flagId: flag.id, reopenedCase: undone.reopenedCase });
  },
});
