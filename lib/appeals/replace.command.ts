import "server-only";
import { and, asc, eq, exists, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { appeals, cases, decisions, remedies, sanctions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { ok } from "@/lib/platform/result";
import { stillInForce } from "./reversal.store";

const batch = 100;

/** The decision that was made on the item after the one that fell, once it can no longer be taken back. */
async function newDecisionFor(tx: Tx | Db, reversedId: string, now: Date): Promise<string | null> {
  const [old] = await tx
    .select({ itemId: cases.itemId, reversedAt: decisions.reversedAt })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(eq(decisions.id, reversedId));
  if (!old?.reversedAt) return null;
  const [made] = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        eq(cases.itemId, old.itemId),
        gt(decisions.decidedAt, old.reversedAt),
        lte(decisions.effectiveAt, now),
        isNull(decisions.undoneAt),
      ),
    )
    .orderBy(asc(decisions.decidedAt))
    .limit(1);
  return made?.id ?? null;
}

type Replaced = typeof remedies.$inferSelect;

/** The old measure ends in the moment in which the new decision holds; the platform hears which one took its place. */
async function replace(tx: Tx, row: Replaced, newDecisionId: string, now: Date): Promise<void> {
  const sanctionId = row.subjectId ?? "";
  const [sanction] = await tx
    .update(sanctions)
    .set({ state: "lifted", endedAt: now })
    .where(and(eq(sanctions.id, sanctionId), inArray(sanctions.state, ["held", "in_force"])))
    .returning({ action: sanctions.action, decisionId: sanctions.decisionId });
  await tx.update(remedies).set({ state: "done", doneAt: now }).where(eq(remedies.id, row.id));
  if (!sanction) return;
  const payload = {
    event: "sanction.replaced",
    sanctionId,
    action: sanction.action,
    decisionId: sanction.decisionId,
    newDecisionId,
    stillInForce: await stillInForce(tx, sanction.decisionId),
  };
  const message = { kind: "webhook.event", payload, dedupeKey: `sanction.replaced ${sanctionId}` };
  await enqueue(tx, { ...message, platformId: row.platformId }, now);
}

/** Ends what a decision made again has replaced, and joins the appeal with its new decision (A10). */
const replaceBatch = command({
  name: "appeal.replace",
  permission: "sanction.end",
  input: z.object({}),
  subject: (_, settled?: number) => ({ kind: "remedy", id: "batch", detail: { settled: settled ?? 0 } }),
  async run({ tx, now }) {
    let settled = 0;
    const rows = await tx
      .select()
      .from(remedies)
      .where(and(eq(remedies.kind, "replace_sanction"), eq(remedies.state, "waiting")))
      .orderBy(asc(remedies.createdAt))
      .for("update", { skipLocked: true });
    for (const row of rows) {
      const made = await newDecisionFor(tx, row.decisionId, now);
      if (!made) continue;
      await replace(tx, row, made, now);
      settled += 1;
    }
    for (const { id, decisionId } of await joinable(tx, now)) {
      const made = await newDecisionFor(tx, decisionId, now);
      if (!made) continue;
      const version = sql`${appeals.version} + 1`;
      await tx.update(appeals).set({ newDecisionId: made, version }).where(eq(appeals.id, id));
      settled += 1;
    }
    return ok(settled);
  },
});

/** Appeals whose decision was made again, and that do not know their new one yet. */
function joinable(db: Tx | Db, now: Date) {
  const [old, made] = [alias(decisions, "old"), alias(decisions, "made")];
  const [oldCase, madeCase] = [alias(cases, "old_case"), alias(cases, "made_case")];
  const later = db
    .select({ one: sql`1` })
    .from(made)
    .innerJoin(madeCase, eq(madeCase.id, made.caseId))
    .where(
      and(
        eq(madeCase.itemId, oldCase.itemId),
        gt(made.decidedAt, old.reversedAt),
        lte(made.effectiveAt, now),
        isNull(made.undoneAt),
      ),
    );
  return db
    .select({ id: appeals.id, decisionId: appeals.decisionId })
    .from(appeals)
    .innerJoin(old, eq(old.id, appeals.decisionId))
    .innerJoin(oldCase, eq(oldCase.id, old.caseId))
    .where(
      and(
        eq(appeals.by, "notifier"),
        inArray(appeals.outcome, ["reversed", "partly_reversed"]),
        isNull(appeals.newDecisionId),
        exists(later),
      ),
    )
    .orderBy(asc(appeals.decidedAt))
    .limit(batch);
}

/** For the worker: settles what new decisions have replaced. Looks first, so that an idle minute writes nothing. */
export async function settleReplaced(db: Db, now: Date): Promise<number> {
  const waiting = await db
    .selectDistinct({ decisionId: remedies.decisionId })
    .from(remedies)
    .where(and(eq(remedies.kind, "replace_sanction"), eq(remedies.state, "waiting")))
    .limit(batch);
  let isDue = (await joinable(db, now)).length > 0;
  for (const { decisionId } of waiting) isDue ||= (await newDecisionFor(db, decisionId, now)) !== null;
  if (!isDue) return 0;
  const result = await replaceBatch({ kind: "system", name: "appeals" }, {}, now);
  return result.ok ? result.value : 0;
}
