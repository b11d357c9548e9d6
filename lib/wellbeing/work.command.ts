import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { careShifts, cases } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Person } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { keptByBreakUntil } from "@/lib/queue/care.rules";
import { careOf, workingShift } from "@/lib/queue/care.store";
import { giveBack } from "./care.command";
import { Work, type Worked } from "./contract";

/** A case that stays during a break is still theirs after it. One that is held for later has a longer time of its own. */
async function keepHeld(tx: Tx, actor: Person, now: Date): Promise<void> {
  const leaseUntil = sql`greatest(${cases.leaseUntil}, ${keptByBreakUntil(now).toISOString()}::timestamptz)`;
  await tx
    .update(cases)
    .set({ leaseUntil })
    .where(
      and(
        eq(cases.state, "claimed"),
        eq(cases.claimedBy, actor.id),
        eq(cases.claimedAhead, false),
        isNull(cases.heldUntil),
        gt(cases.leaseUntil, now),
      ),
    );
}

/**
 * A shift or a break, begun or ended by hand; the end of a shift gives back what is held. Nobody reads it but the person, so there is no entry; only cases that are
 * given back leave one, as any release does.
 */
export const work = command<typeof Work, Worked>({
  name: "care.work",
  permission: "self.change",
  input: Work,
  subject: () => null,
  async run({ tx, actor, now }, input) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    switch (input.do) {
      case "begin_shift":
      case "end_break":
        await workingShift(tx, actor.id, {}, now);
        return ok({ isOnBreak: false, isAtWork: true });
      case "begin_break": {
        const shift = await workingShift(tx, actor.id, {}, now);
        await tx.update(careShifts).set({ breakSince: now }).where(eq(careShifts.id, shift.id));
        await keepHeld(tx, actor, now);
        return ok({ isOnBreak: true, isAtWork: true });
      }
      case "give_back": {
        const { shift } = await careOf(tx, actor.id, now);
        await giveBack(tx, actor, null, now);
        return ok({ isOnBreak: shift?.breakSince != null, isAtWork: shift?.endedAt === null });
      }
      case "end_shift": {
        const { shift } = await careOf(tx, actor.id, now);
        await giveBack(tx, actor, null, now);
        if (shift)
          await tx.update(careShifts).set({ endedAt: now, breakSince: null }).where(eq(careShifts.id, shift.id));
        return ok({ isOnBreak: false, isAtWork: false });
      }
    }
  },
});
