import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appealFirstLooks, appeals } from "@/db/schema";
import { hasLooked } from "./first-look.store";
import { sidesOf } from "./held.store";
import { mayBeAssigned, type Reviewer } from "./independence.rules";
import { moveAppeal } from "./move.store";
import { lockAppeal } from "./store";

type Docketed = { id: string; decisionId: string };

/**
 * The other open appeals of a docket go into the same hands, both sides: whoever answers one has read the others, and no
 * second answer comes from somebody who has not (issue 5). What a colleague holds stays theirs, unless this appeal was
 * theirs until now; so does what this person may not answer. The docket is locked by the caller. Answers their ids.
 */
export async function takeBeside(
  tx: Tx,
  appeal: Docketed,
  { person, before, now }: { person: Reviewer; before: string | null; now: Date },
): Promise<string[]> {
  const others = await tx
    .select({ id: appeals.id, assignedTo: appeals.assignedTo })
    .from(appeals)
    .where(
      and(
        eq(appeals.decisionId, appeal.decisionId),
        ne(appeals.id, appeal.id),
        inArray(appeals.state, ["received", "assigned"]),
      ),
    )
    .orderBy(appeals.id);
  const taken: string[] = [];
  for (const { id, assignedTo } of others) {
    const isFree = assignedTo === null || (assignedTo === before && assignedTo !== person.id);
    const held = isFree ? await lockAppeal(tx, id) : null;
    if (!held || !mayBeAssigned({ ...sidesOf(held), person }, now).ok) continue;
    await moveAppeal(tx, held.appeal, "assigned", { assignedTo: person.id, assignedAt: now });
    taken.push(id);
  }
  return taken;
}

type Look = Omit<typeof appealFirstLooks.$inferInsert, "id" | "appealId">;

/** A first look at one appeal is one at the whole docket that its author holds: the evidence is the same, and after it nobody is blind. */
export async function lookBeside(tx: Tx, appeal: Docketed, look: Look): Promise<void> {
  const held = await tx
    .select({ id: appeals.id })
    .from(appeals)
    .where(
      and(
        eq(appeals.decisionId, appeal.decisionId),
        ne(appeals.id, appeal.id),
        eq(appeals.state, "assigned"),
        eq(appeals.assignedTo, look.by),
      ),
    );
  for (const { id } of held) {
    if (!(await hasLooked(tx, id, look.by))) await tx.insert(appealFirstLooks).values({ ...look, appealId: id });
  }
}
