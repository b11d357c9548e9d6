import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  commitmentIndicators,
  commitmentMilestones,
  commitmentRegisters,
  commitmentReviews,
  commitments,
} from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { addDays, dayIn, endOfDay, startOfDay } from "@/lib/platform/time.rules";
import { mayRecord } from "./access.rules";
import { AssignCommitment, ChangeRegister, PassMilestone, SetBounds } from "./contract";
import { boundsProblem } from "./indicator-keys.rules";
import { dayOfMilestone, registerZone } from "./month.rules";
import { canHold, lockCommitment, personOf, setCommitment } from "./store";

const invalid = (field: string, reason: string) => fail("invalid", "invalid", { fields: [{ field, reason }] });

/** Milestones that hang on the start move with it; those that are passed stay as they are recorded. */
export async function placeMilestones(tx: Tx, registerId: string, startsOn: string | null): Promise<void> {
  const rows = await tx.select().from(commitmentMilestones).where(eq(commitmentMilestones.registerId, registerId));
  for (const row of rows) {
    const day = dayOfMilestone(row, startsOn);
    const dueAt = day === null ? null : endOfDay(day, registerZone);
    if (dueAt?.getTime() !== row.dueAt?.getTime())
      await tx.update(commitmentMilestones).set({ dueAt }).where(eq(commitmentMilestones.id, row.id));
  }
}

/** The day from which the next review of a commitment is counted: its last, or the day on which it came in. */
async function countedFrom(tx: Tx, { id, createdAt }: Pick<typeof commitments.$inferSelect, "id" | "createdAt">) {
  const [last] = await tx
    .select({ at: commitmentReviews.reviewedAt })
    .from(commitmentReviews)
    .where(eq(commitmentReviews.commitmentId, id))
    .orderBy(desc(commitmentReviews.reviewedAt))
    .limit(1);
  return last?.at ?? createdAt;
}

async function nextReview(tx: Tx, row: typeof commitments.$inferSelect, days: number): Promise<Date> {
  const from = await countedFrom(tx, row);
  return endOfDay(addDays(dayIn(from, registerZone), days), registerZone);
}

/** Sets a register's start, its interval of reviews, the time for anomalies, the margin of its evidence, and who leads. */
export const changeRegister = command({
  name: "commitment.register",
  permission: "commitment.manage",
  input: ChangeRegister,
  subject: ({ registerId, startsOn, reviewDays, marginMonths }) => ({
    kind: "commitment_register",
    id: registerId,
    detail: { startsOn, reviewDays, marginMonths },
  }),
  async run({ tx }, { registerId, version, ...change }) {
    const [row] = await tx
      .select()
      .from(commitmentRegisters)
      .where(eq(commitmentRegisters.id, registerId))
      .for("update");
    if (!row) return fail("not_found", "commitment_register_unknown");
    if (row.version !== version) return fail("stale", "commitment_changed");
    if (change.leadId && !(await canHold(tx, change.leadId))) return invalid("leadId", "commitment_holder");
    await tx
      .update(commitmentRegisters)
      .set({ ...change, version: version + 1 })
      .where(eq(commitmentRegisters.id, registerId));
    await placeMilestones(tx, registerId, change.startsOn);
    if (change.reviewDays !== row.reviewDays) {
      const own = and(eq(commitments.registerId, registerId), isNull(commitments.reviewDays));
      for (const each of await tx.select().from(commitments).where(own)) {
        const reviewDueAt = await nextReview(tx, each, change.reviewDays);
        await setCommitment(tx, each, { reviewDueAt });
      }
    }
    return ok({ registerId, version: version + 1 });
  },
});

/** Gives a commitment to somebody, and sets how often it is reviewed. */
export const assignCommitment = command({
  name: "commitment.assign",
  permission: "commitment.manage",
  input: AssignCommitment,
  subject: ({ commitmentId, ownerId }) => ({ kind: "commitment", id: commitmentId, detail: { owner: ownerId } }),
  async run({ tx }, { ownerId, reviewDays, ...seen }) {
    const held = await lockCommitment(tx, seen);
    if (!held.ok) return held;
    if (ownerId && !(await canHold(tx, ownerId))) return invalid("ownerId", "commitment_holder");
    const { row, register } = held.value;
    const reviewDueAt = await nextReview(tx, row, reviewDays ?? register.reviewDays);
    return ok(await setCommitment(tx, row, { ownerId, reviewDays, reviewDueAt }));
  },
});

/** Sets between what an indicator is as it should be, and who says so: the commitment or the desk's own target. */
export const setBounds = command({
  name: "commitment.bounds",
  permission: "commitment.manage",
  input: SetBounds,
  subject: ({ indicatorId, low, high, boundBasis }) => ({
    kind: "commitment_indicator",
    id: indicatorId,
    detail: { low, high, basis: boundBasis },
  }),
  async run({ tx }, { indicatorId, ...bounds }) {
    const [row] = await tx
      .select()
      .from(commitmentIndicators)
      .where(eq(commitmentIndicators.id, indicatorId))
      .for("update");
    if (!row || row.retiredAt) return fail("not_found", "commitment_indicator_unknown");
    const problem = boundsProblem(row.unit, bounds);
    if (problem) return invalid(problem.field, problem.reason);
    await tx.update(commitmentIndicators).set(bounds).where(eq(commitmentIndicators.id, indicatorId));
    return ok({ indicatorId });
  },
});

/** That a milestone was passed, and on which day: the trustee reported, the year was over. Once. */
export const passMilestone = command({
  name: "commitment.milestone",
  permission: "commitment.record",
  input: PassMilestone,
  subject: ({ milestoneId, doneOn }) => ({ kind: "commitment_milestone", id: milestoneId, detail: { doneOn } }),
  async run({ tx, actor, now }, { milestoneId, doneOn, note }) {
    const [row] = await tx
      .select({ milestone: commitmentMilestones, leadId: commitmentRegisters.leadId })
      .from(commitmentMilestones)
      .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitmentMilestones.registerId))
      .where(eq(commitmentMilestones.id, milestoneId))
      .for("update", { of: commitmentMilestones });
    if (!row) return fail("not_found", "commitment_milestone_unknown");
    if (!mayRecord(actor, { ownerId: null, leadId: row.leadId })) return fail("forbidden", "commitment_not_lead");
    if (row.milestone.doneAt) return fail("conflict", "commitment_milestone_done");
    if (doneOn > dayIn(now, registerZone)) return invalid("doneOn", "date_in_future");
    const done = { doneAt: startOfDay(doneOn, registerZone), doneBy: personOf(actor), doneNote: note };
    await tx.update(commitmentMilestones).set(done).where(eq(commitmentMilestones.id, milestoneId));
    return ok({ milestoneId });
  },
});
