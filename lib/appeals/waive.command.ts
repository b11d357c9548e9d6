import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { appeals, disputeRemedies, disputes, remedies } from "@/db/schema";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { typedText } from "@/lib/intake/text.rules";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { reasonsLeast } from "./answer.rules";
import { waiveRefusal } from "./closing.rules";
import { lockDispute } from "./dispute.store";
import { heldAppeal } from "./held.store";
import { isForPlatform, statesOfRemedies } from "./ledger.store";
import { tellRemedyEnd } from "./remedy-end.store";

export const WaiveRemedy = z.object({
  remedyId: z.uuid(),
  why: typedText(2000).trim().pipe(z.string().min(reasonsLeast)),
});

type Waived = { appealId: string } | { disputeId: string };
type Source = { platformId: string; about: { appealId: string | null; disputeId?: string }; waived: Waived };

/**
 * The appeal or the dispute that a line belongs to, under its own locks: who may not see it may not waive anything in
 * it. Null for whoever may not, and where there is no such line.
 */
export async function sourceOf(tx: Tx, actor: Actor, remedyId: string): Promise<Source | null> {
  const [named] = await tx
    .select({ appealId: appeals.id, version: appeals.version })
    .from(remedies)
    .innerJoin(appeals, eq(appeals.id, remedies.appealId))
    .where(eq(remedies.id, remedyId));
  if (named) {
    const { appealId } = named;
    const held = await heldAppeal(tx, actor, named);
    return held.ok ? { platformId: held.value.appeal.platformId, about: { appealId }, waived: { appealId } } : null;
  }
  const [ofDispute] = await tx
    .select({ disputeId: disputes.id, version: disputes.version })
    .from(disputeRemedies)
    .innerJoin(disputes, eq(disputes.id, disputeRemedies.disputeId))
    .where(eq(disputeRemedies.remedyId, remedyId));
  if (!ofDispute) return null;
  const { disputeId } = ofDispute;
  const held = await lockDispute(tx, actor, ofDispute);
  const about = { appealId: null, disputeId };
  return held.ok ? { platformId: held.value.platformId, about, waived: { disputeId } } : null;
}

/**
 * Gives up telling somebody of a reversal who cannot be told, with a reason that stays in the ledger. Who was right on
 * appeal and waits for the platform is told that it was never confirmed; in a dispute, once it is closed. What we do
 * ourselves is never waived. Fails as `remedy_not_found`, `remedy_settled`, `remedy_not_waivable`.
 */
export const waiveRemedy = command({
  name: "remedy.waive",
  permission: "remedy.waive",
  input: WaiveRemedy,
  subject: ({ remedyId }, value?: Waived) => ({ kind: "remedy", id: remedyId, detail: value ? { ...value } : {} }),
  async run({ tx, actor, now, onPlatform }, { remedyId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const source = await sourceOf(tx, actor, remedyId);
    if (!source) return fail("not_found", "remedy_not_found");
    onPlatform(source.platformId);
    const [row] = await tx.select().from(remedies).where(eq(remedies.id, remedyId)).for("update");
    if (!row) return fail("not_found", "remedy_not_found");
    const states = await statesOfRemedies(tx, { ...source.about, decisionId: row.decisionId }, [row]);
    const refusal = waiveRefusal({ kind: row.kind, state: states.get(row.id)?.state ?? row.state });
    if (refusal) return fail("refused", refusal);
    if (placeholderProblem(why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "remedy_waive_why" }] });
    const waived = { state: "waived" as const, waivedBy: actor.id, waivedAt: now, waivedWhy: why };
    await tx.update(remedies).set(waived).where(eq(remedies.id, row.id));
    if (isForPlatform(row)) await tellRemedyEnd(tx, row.decisionId, now);
    return ok<Waived>(source.waived);
  },
});
