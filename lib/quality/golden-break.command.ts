import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { goldenTurns } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { keptByBreakUntil } from "@/lib/queue/care.rules";

const Nothing = z.object({});

/**
 * A break keeps a golden item in hand for as long as it keeps a case: one that lapsed meanwhile would be known for what it
 * is. What is only laid ready, held for later or had lapsed stays as it was. No entry, as for the case beside it.
 */
export const keepGoldenInBreak = command<typeof Nothing, { kept: number }>({
  name: "care.work",
  permission: "self.change",
  input: Nothing,
  subject: () => null,
  async run({ tx, actor, now }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { id, personId, state, isAhead, heldUntil, leaseUntil } = goldenTurns;
    const kept = await tx
      .update(goldenTurns)
      .set({ leaseUntil: sql`greatest(${leaseUntil}, ${keptByBreakUntil(now).toISOString()}::timestamptz)` })
      .where(
        and(eq(personId, actor.id), eq(state, "claimed"), eq(isAhead, false), isNull(heldUntil), gt(leaseUntil, now)),
      )
      .returning({ id });
    return ok({ kept: kept.length });
  },
});
