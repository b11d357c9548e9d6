import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { decisions, sanctions, strongerPenalties } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { stepsProblem } from "./stronger.rules";
import { hiddenLink } from "./stronger.store";
import { ExecuteSanctions, StrongerSteps } from "./trader.contract";

/**
 * Sets the desk's own steps for schemes of hidden links (AE5): per platform and kind of person, each at least as strong as
 * the one before. They stand beside the platform's table and never in it.
 */
export const setStrongerPenalties = command({
  name: "stronger_penalty.set",
  permission: "settings.change",
  input: StrongerSteps,
  subject: ({ platform, subjectKind, steps }) => ({
    kind: "stronger_penalty",
    id: `${platform} ${subjectKind}`,
    detail: { steps: steps.join(" ") },
  }),
  async run({ tx, actor, now, onPlatform }, { platform, subjectKind, steps }) {
    const pack = await packFor(tx, platform);
    if (!pack) return fail("invalid", "invalid", { fields: [{ field: "platform", reason: "platform_not_here" }] });
    onPlatform(platform);
    const given = steps.slice(0, steps.findLastIndex((action) => action !== "") + 1);
    const problem = given.includes("")
      ? "stronger_gap"
      : stepsProblem(given, packOn(pack, dayIn(now, pack.zone)).sanctions.actions);
    if (problem) return fail("invalid", "invalid", { fields: [{ field: "steps", reason: problem }] });
    const row = { platformId: platform, violationType: hiddenLink, subjectKind } as const;
    await tx
      .delete(strongerPenalties)
      .where(
        and(
          eq(strongerPenalties.platformId, platform),
          eq(strongerPenalties.violationType, hiddenLink),
          eq(strongerPenalties.subjectKind, subjectKind),
        ),
      );
    const changedBy = actor.kind === "person" ? actor.id : null;
    const rows = given.map((action, at) => ({ ...row, step: at + 1, action, changedBy, changedAt: now }));
    if (rows.length > 0) await tx.insert(strongerPenalties).values(rows);
    return ok({ platform, subjectKind, steps: given.length });
  },
});

/** That the platform carried out the measures of a decision that are in force: by somebody of the desk, or by its program. */
export const executeSanctions = command({
  name: "sanction.execute",
  permission: "trader.manage",
  input: ExecuteSanctions,
  subject: ({ decisionId }, value?: { executed: number }) => ({
    kind: "decision",
    id: decisionId,
    detail: { executed: value?.executed ?? 0 },
  }),
  async run({ tx, actor, now, onPlatform }, { decisionId }) {
    const [decision] = await tx
      .select({ platformId: decisions.platformId })
      .from(decisions)
      .where(eq(decisions.id, decisionId));
    if (!decision || !mayOn(actor, decision.platformId)) return fail("not_found", "not_found");
    onPlatform(decision.platformId);
    const open = and(
      eq(sanctions.decisionId, decisionId),
      inArray(sanctions.state, ["in_force", "ended"]),
      isNull(sanctions.executedAt),
    );
    const done = await tx.update(sanctions).set({ executedAt: now }).where(open).returning({ id: sanctions.id });
    return ok({ executed: done.length });
  },
});
