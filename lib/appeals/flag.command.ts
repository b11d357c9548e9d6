import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { remedies, reviewFlags } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { effectsOf } from "./effects.store";
import { ResolveReviewFlag } from "./flag.contract";
import { flagsShownTo } from "./list.queries";
import { planToDecideAgain } from "./outcome.rules";
import { carryOut } from "./reversal.store";
import { lockDecided } from "./store";

type Resolved = { flagId: string; reopenedCase: string | null };

/** The flag, the decision it is about, and every flag on that decision, under lock: one look settles them all. */
async function openFlag(tx: Tx, actor: Actor, flagId: string) {
  const [named] = await tx
    .select({ decisionId: reviewFlags.decisionId })
    .from(reviewFlags)
    .where(and(eq(reviewFlags.id, flagId), flagsShownTo(actor)));
  const decision = named && (await lockDecided(tx, named.decisionId));
  if (!decision) return null;
  const flags = await tx
    .select()
    .from(reviewFlags)
    .where(eq(reviewFlags.decisionId, decision.id))
    .orderBy(asc(reviewFlags.id))
    .for("update");
  const flag = flags.find(({ id }) => id === flagId);
  return flag ? { flag, decision } : null;
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
 * decided anew by somebody. Until then its measures stay in force. Fails as `flag_not_found`, `flag_resolved`, or
 * `flag_own_decision`: it takes somebody who did not make it.
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
    const found = await openFlag(tx, actor, input.flagId);
    if (!found) return fail("not_found", "flag_not_found");
    const { flag, decision } = found;
    if (flag.resolvedAt) return fail("stale", "flag_resolved");
    // Who made a decision is the last to say that it was right all the same, or that it was not (A9).
    if (decision.decidedBy === actor.id) return fail("refused", "flag_own_decision");
    await settle(tx, decision.id, { by: actor.id, resolution: `${input.resolution}: ${input.why}` }, now);
    if (input.resolution === "keep") return ok<Resolved>({ flagId: flag.id, reopenedCase: null });
    if (decisionState(decision) !== "standing") return fail("refused", "flag_decision_gone");
    const { effects } = await effectsOf(tx, decision.id);
    const about = { decisionId: decision.id, platformId: decision.platformId, caseId: decision.caseId, appealId: null };
    const undone = await carryOut(tx, about, planToDecideAgain(effects), now);
    return ok<Resolved>({ flagId: flag.id, reopenedCase: undone.reopenedCase });
  },
});
