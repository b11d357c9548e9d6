import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { goldenItems, goldenTurns } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { harmClasses } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { harmsIn, notShownOf } from "@/lib/queue/care.rules";
import { goldenSubject } from "./golden-subject.rules";
import { moveTurn, turnAtRest, turnNotHanded } from "./golden-turn.store";
import { turnFor } from "./golden-work.command";

/** Golden items that a person holds now, laid ready or in hand: they count as held cases do. */
export function goldenInHand(db: Db, actor: Person, now: Date): Promise<number> {
  const { personId, state, leaseUntil } = goldenTurns;
  return db.$count(goldenTurns, and(eq(personId, actor.id), eq(state, "claimed"), gt(leaseUntil, now)));
}

/** `of`: what is hard to look at in what goes back; null, all of it. */
const GiveBack = z.object({ of: z.array(z.enum(harmClasses)).nullable() });

/**
 * What they hold of golden items goes back where their cases do: at the end of a shift, and when they opt out of what is in
 * it. Each leaves the entry of any release, which says nothing of why.
 */
export const giveBackGolden = command<typeof GiveBack, { given: number }>({
  name: "case.release",
  permission: "self.change",
  input: GiveBack,
  subject: () => null,
  async run({ tx, actor, now }, { of }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const held = await tx
      .select({ id: goldenTurns.id, item: goldenItems })
      .from(goldenTurns)
      .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
      .where(and(eq(goldenTurns.personId, actor.id), eq(goldenTurns.state, "claimed")))
      .orderBy(asc(goldenTurns.id));
    const leaving = held.filter(({ item }) => of === null || notShownOf(harmsIn(item), of).length > 0);
    let given = 0;
    for (const { id: caseId } of leaving) {
      const { golden } = await turnFor(tx, actor, { verb: "release", caseId }, now);
      if (!golden) continue;
      await moveTurn(tx, golden, { state: "open", ...turnAtRest, ...turnNotHanded });
      const subject = goldenSubject({ caseId, platform: golden.turn.platformId });
      await appendAudit(tx, { actor, verb: "case.release", outcome: "done", subject, now });
      given += 1;
    }
    return ok({ given });
  },
});
