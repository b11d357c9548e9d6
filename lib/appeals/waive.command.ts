import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { appeals, remedies } from "@/db/schema";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { typedText } from "@/lib/intake/text.rules";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { reasonsLeast } from "./answer.rules";
import { waiveRefusal } from "./closing.rules";
import { heldAppeal } from "./held.store";
import { statesOfRemedies } from "./ledger.store";

export const WaiveRemedy = z.object({
  remedyId: z.uuid(),
  why: typedText(2000).trim().pipe(z.string().min(reasonsLeast)),
});

/**
 * Gives up telling somebody of a reversal who cannot be told, with a reason that stays in the ledger. What we do ourselves
 * is never waived. Fails as `remedy_not_found`, `remedy_settled`, `remedy_not_waivable`.
 */
export const waiveRemedy = command({
  name: "remedy.waive",
  permission: "remedy.waive",
  input: WaiveRemedy,
  subject: ({ remedyId }, value?: { appealId: string }) => ({
    kind: "remedy",
    id: remedyId,
    detail: value ? { appealId: value.appealId } : {},
  }),
  async run({ tx, actor, now, onPlatform }, { remedyId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [named] = await tx
      .select({ appealId: appeals.id, version: appeals.version })
      .from(remedies)
      .innerJoin(appeals, eq(appeals.id, remedies.appealId))
      .where(eq(remedies.id, remedyId));
    // Under the appeal's own locks: who may not see it may not waive anything in it.
    const held = named ? await heldAppeal(tx, actor, named) : null;
    if (!held?.ok) return fail("not_found", "remedy_not_found");
    onPlatform(held.value.appeal.platformId);
    const [row] = await tx.select().from(remedies).where(eq(remedies.id, remedyId)).for("update");
    if (!row) return fail("not_found", "remedy_not_found");
    const states = await statesOfRemedies(tx, { appealId: held.value.appeal.id, decisionId: row.decisionId }, [row]);
    const refusal = waiveRefusal({ kind: row.kind, state: states.get(row.id)?.state ?? row.state });
    if (refusal) return fail("refused", refusal);
    if (placeholderProblem(why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "remedy_waive_why" }] });
    const waived = { state: "waived" as const, waivedBy: actor.id, waivedAt: now, waivedWhy: why };
    await tx.update(remedies).set(waived).where(eq(remedies.id, row.id));
    return ok({ appealId: held.value.appeal.id });
  },
});
