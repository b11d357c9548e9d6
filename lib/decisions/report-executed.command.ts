import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { sanctions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { type Executed, ReportExecuted } from "./api.contract";

const Input = ReportExecuted.extend({ sanctionId: z.uuid() });
const wrong = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/**
 * That a platform carried out one measure, and when, as its program says it (AE5): how quickly that happens, and whether
 * at all, is counted from here. Once: a repeat is answered with what was said first and changes nothing. Fails as
 * `not_found`, `measure_not_begun` or `measure_lifted`, or names `executedAt`.
 */
export const reportExecuted = command<typeof Input, Executed>({
  name: "sanction.report",
  permission: "sanction.report",
  input: Input,
  subject: ({ sanctionId }, value) =>
    value?.repeated ? null : { kind: "sanction", id: sanctionId, detail: { decisionId: value?.decisionId ?? null } },
  async run({ tx, actor, now, onPlatform }, { sanctionId, executedAt: given }) {
    const [measure] = await tx.select().from(sanctions).where(eq(sanctions.id, sanctionId)).for("update");
    if (!measure || !mayOn(actor, measure.platformId)) return fail("not_found", "measure_not_found");
    onPlatform(measure.platformId);
    const { decisionId, executedAt: before, state, startsAt } = measure;
    const answer = { id: sanctionId, decisionId };
    if (before) return ok({ ...answer, executedAt: before.toISOString(), repeated: true });
    if (state === "held") return fail("refused", "measure_not_begun");
    if (state === "lifted") return fail("refused", "measure_lifted");
    const executedAt = given ? new Date(given) : now;
    if (executedAt > now) return wrong("executedAt", "moment_in_future");
    if (executedAt < startsAt) return wrong("executedAt", "moment_before_measure");
    await tx.update(sanctions).set({ executedAt }).where(eq(sanctions.id, sanctionId));
    return ok({ ...answer, executedAt: executedAt.toISOString(), repeated: false });
  },
});
