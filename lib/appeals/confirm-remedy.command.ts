import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { decisions, remedies } from "@/db/schema";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { typedText } from "@/lib/intake/text.rules";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { reasonsLeast } from "./answer.rules";
import { confirmRefusal } from "./closing.rules";
import { statesOfRemedies } from "./ledger.store";
import { lockAppealsAgainst, tellRemedyEnd } from "./remedy-end.store";
import { sourceOf } from "./waive.command";

const ConfirmRemedy = z.object({
  remedyId: z.uuid(),
  how: typedText(2000).trim().pipe(z.string().min(reasonsLeast)),
});

/**
 * Says that a platform without a receiver has carried out a reversal, and how that is known: content is back, an account
 * is open (Art. 20(4), A6). What a receiver answers for by itself is confirmed by nobody. Fails as `remedy_not_found`,
 * `remedy_settled`, `remedy_not_confirmable`.
 */
export const confirmRemedy = command({
  name: "remedy.confirm",
  permission: "remedy.confirm",
  input: ConfirmRemedy,
  subject: ({ remedyId }, value?: object) => ({ kind: "remedy", id: remedyId, detail: { ...value } }),
  async run({ tx, actor, now, onPlatform }, { remedyId, how }) {
    if (actor.kind !== "person") return fail("forbidden");
    const source = await sourceOf(tx, actor, remedyId);
    if (!source) return fail("not_found", "remedy_not_found");
    onPlatform(source.platformId);
    const [row] = await tx.select().from(remedies).where(eq(remedies.id, remedyId)).for("update");
    if (!row) return fail("not_found", "remedy_not_found");
    const states = await statesOfRemedies(tx, { ...source.about, decisionId: row.decisionId }, [row]);
    const refusal = confirmRefusal({ ...row, needsPerson: false, ...states.get(row.id) });
    if (refusal) return fail("refused", refusal);
    if (placeholderProblem(how))
      return fail("refused", "refused", { fields: [{ field: "how", reason: "remedy_confirm_how" }] });
    const confirmed = { confirmedVia: "person" as const, confirmedBy: actor.id, confirmedHow: how };
    await tx
      .update(remedies)
      .set({ state: "done", doneAt: now, ...confirmed })
      .where(eq(remedies.id, row.id));
    await tellRemedyEnd(tx, row.decisionId, now);
    return ok(source.waived);
  },
});

type Reported = { id: string; confirmed: number; repeated: boolean };

/**
 * That a platform carried out a reversal, as its own program says it: every line of the ledgers about this decision that
 * is the platform's to carry out is done. A repeat changes nothing. Fails as `decision_not_found` or `nothing_reversed`.
 */
export const reportReversalExecuted = command<z.ZodObject<{ decisionId: z.ZodUUID }>, Reported>({
  name: "reversal.report",
  permission: "sanction.report",
  input: z.object({ decisionId: z.uuid() }),
  subject: ({ decisionId }, value) =>
    value?.repeated ? null : { kind: "decision", id: decisionId, detail: { confirmed: value?.confirmed ?? null } },
  async run({ tx, actor, now, onPlatform }, { decisionId }) {
    const [decision] = await tx
      .select({ platformId: decisions.platformId })
      .from(decisions)
      .where(eq(decisions.id, decisionId));
    if (!decision || !mayOn(actor, decision.platformId)) return fail("not_found", "decision_not_found");
    onPlatform(decision.platformId);
    // Before the lines, as everybody who settles one does.
    await lockAppealsAgainst(tx, decisionId);
    const { id, kind, state, confirmedVia } = remedies;
    const own = and(eq(remedies.decisionId, decisionId), inArray(kind, ["tell_platform", "correct_referral"]));
    const lines = await tx.select({ id }).from(remedies).where(own).for("update");
    if (lines.length === 0) return fail("refused", "nothing_reversed");
    const waiting = and(own, eq(state, "waiting"), isNull(confirmedVia));
    const done = await tx
      .update(remedies)
      .set({ state: "done", doneAt: now, confirmedVia: "platform" })
      .where(waiting)
      .returning({ id });
    if (done.length > 0) await tellRemedyEnd(tx, decisionId, now);
    return ok({ id: decisionId, confirmed: done.length, repeated: done.length === 0 });
  },
});
