import "server-only";
import { and, asc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { appeals, cases, decisions, remedies, sanctions } from "@/db/schema";
import { statesBefore } from "@/lib/decisions/sanction.rules";
import { stillInForceAfter } from "@/lib/decisions/still-in-force.store";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { ok } from "@/lib/platform/result";
import { changeAppeal } from "./move.store";
import { findings } from "./outcome.rules";

const batch = 100;

const [old, made] = [alias(decisions, "old"), alias(decisions, "made")];
const [oldCase, madeCase] = [alias(cases, "old_case"), alias(cases, "made_case")];

/**
 * `made` takes the place of `old`: a finding on the same item, made after the old one fell, and no longer to be taken
 * back. A referral finds nothing and replaces nothing.
 */
function replaces(now: Date) {
  return and(
    gt(made.decidedAt, old.reversedAt),
    lte(made.effectiveAt, now),
    isNull(made.undoneAt),
    inArray(made.outcome, [...findings]),
  );
}

/** Measures that wait for a new decision which has taken effect, oldest first, each with that decision. */
function dueMeasures(db: Tx | Db, now: Date, limit = batch) {
  return db
    .selectDistinctOn([remedies.createdAt, remedies.id], { remedyId: remedies.id, newDecisionId: made.id })
    .from(remedies)
    .innerJoin(old, eq(old.id, remedies.decisionId))
    .innerJoin(oldCase, eq(oldCase.id, old.caseId))
    .innerJoin(madeCase, eq(madeCase.itemId, oldCase.itemId))
    .innerJoin(made, eq(made.caseId, madeCase.id))
    .where(and(sql`${remedies.kind} = 'replace_sanction' and ${remedies.state} = 'waiting'`, replaces(now)))
    .orderBy(asc(remedies.createdAt), asc(remedies.id), asc(made.decidedAt))
    .limit(limit);
}

/** Complaints after which the decision was made again, and that do not know their new one yet. */
function dueAppeals(db: Tx | Db, now: Date, limit = batch) {
  return db
    .selectDistinctOn([appeals.decidedAt, appeals.id], { appealId: appeals.id, newDecisionId: made.id })
    .from(appeals)
    .innerJoin(old, eq(old.id, appeals.decisionId))
    .innerJoin(oldCase, eq(oldCase.id, old.caseId))
    .innerJoin(madeCase, eq(madeCase.itemId, oldCase.itemId))
    .innerJoin(made, eq(made.caseId, madeCase.id))
    .where(
      and(
        sql`(${appeals.by} = 'notifier' or ${appeals.change} @> '{"decideAgain": true}') and ${appeals.outcome} in ('reversed', 'partly_reversed') and ${appeals.newDecisionId} is null`,
        replaces(now),
        // Not a decision made between the fall on the other side's appeal and this complaint of it.
        gt(made.decidedAt, appeals.decidedAt),
      ),
    )
    .orderBy(asc(appeals.decidedAt), asc(appeals.id), asc(made.decidedAt))
    .limit(limit);
}

type Replaced = typeof remedies.$inferSelect;

/** The old measure ends in the moment in which the new decision holds; the platform hears which one took its place. */
async function replace(tx: Tx, row: Replaced, newDecisionId: string, now: Date): Promise<void> {
  const sanctionId = row.subjectId ?? "";
  const [sanction] = await tx
    .update(sanctions)
    .set({ state: "lifted", endedAt: now })
    .where(and(eq(sanctions.id, sanctionId), inArray(sanctions.state, statesBefore("lifted"))))
    .returning({ action: sanctions.action, decisionId: sanctions.decisionId });
  await tx.update(remedies).set({ state: "done", doneAt: now }).where(eq(remedies.id, row.id));
  if (!sanction) return;
  const payload = {
    event: "sanction.replaced",
    sanctionId,
    action: sanction.action,
    decisionId: sanction.decisionId,
    newDecisionId,
    stillInForce: await stillInForceAfter(tx, sanction.decisionId),
  };
  const message = { kind: "webhook.event", payload, dedupeKey: `sanction.replaced ${sanctionId}` };
  await enqueue(tx, { ...message, platformId: row.platformId }, now);
}

async function replaceMeasures(tx: Tx, now: Date): Promise<number> {
  const due = new Map((await dueMeasures(tx, now)).map(({ remedyId, newDecisionId }) => [remedyId, newDecisionId]));
  if (due.size === 0) return 0;
  const rows = await tx
    .select()
    .from(remedies)
    .where(and(inArray(remedies.id, [...due.keys()]), eq(remedies.state, "waiting")))
    .orderBy(asc(remedies.createdAt), asc(remedies.id))
    .for("update", { skipLocked: true });
  for (const row of rows) await replace(tx, row, due.get(row.id) ?? "", now);
  return rows.length;
}

async function joinAppeals(tx: Tx, now: Date): Promise<number> {
  const due = await dueAppeals(tx, now);
  for (const { appealId, newDecisionId } of due) await changeAppeal(tx, appealId, { newDecisionId });
  return due.length;
}

/** Ends what a decision made again has replaced, and joins the appeal with its new decision (A10). */
const replaceBatch = command({
  name: "appeal.replace",
  permission: "sanction.end",
  input: z.object({}),
  subject: (_, settled?: number) => ({ kind: "remedy", id: "batch", detail: { settled: settled ?? 0 } }),
  run: async ({ tx, now }) => ok((await replaceMeasures(tx, now)) + (await joinAppeals(tx, now))),
});

/** For the worker: settles what new decisions have replaced. Looks first, so that an idle minute writes nothing. */
export async function settleReplaced(db: Db, now: Date): Promise<number> {
  let settled = 0;
  for (;;) {
    const isDue = (await dueMeasures(db, now, 1)).length + (await dueAppeals(db, now, 1)).length > 0;
    if (!isDue) return settled;
    const result = await replaceBatch({ kind: "system", name: "appeals" }, {}, now);
    if (!result.ok || result.value === 0) return settled;
    settled += result.value;
  }
}
