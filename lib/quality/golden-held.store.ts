import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { goldenItems, goldenTurns } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import type { Person } from "@/lib/platform/permissions.rules";
import { inHandByNow } from "@/lib/queue/ahead.store";
import { harmsIn, notShownOf } from "@/lib/queue/care.rules";
import { careOf } from "@/lib/queue/care.store";
import { holderOf } from "@/lib/queue/rules";
import { goldenSubject } from "./golden-subject.rules";
import { type TurnRow, turnAtRest, turnNotHanded } from "./golden-turn.store";

type Held = { turn: TurnRow; item: typeof goldenItems.$inferSelect };

/** Whether a golden item is in this person's name still, however the desk is set by now. */
export async function hasGolden(db: Db, { id }: Person): Promise<boolean> {
  const theirs = and(eq(goldenTurns.personId, id), eq(goldenTurns.state, "claimed"));
  const [row] = await db.select({ id: goldenTurns.id }).from(goldenTurns).where(theirs).limit(1);
  return row !== undefined;
}

/** Not held for later, and no colleague was asked about it: a question lets a turn go once its time is over. */
function notKept(now: Date) {
  const { heldUntil, questions } = goldenTurns;
  return or(isNull(heldUntil), and(lte(heldUntil, now), sql`${questions} = '[]'::jsonb`));
}

/** Back to where it can be taken, with a release's entry, as a case that was laid ready goes; it is not given again. */
async function withdraw(tx: Tx, actor: Person, { id, version, platformId }: TurnRow, now: Date): Promise<void> {
  await tx
    .update(goldenTurns)
    .set({ state: "open", version: version + 1, ...turnAtRest, ...turnNotHanded })
    .where(eq(goldenTurns.id, id));
  const subject = goldenSubject({ caseId: id, platform: platformId });
  await appendAudit(tx, { actor, verb: "case.release", outcome: "done", subject, now });
}

/**
 * The golden item that a person holds and has not answered, which is given again before anything new. One of a class that
 * they are not given any more, because they opted out since or its budget is spent, is withdrawn as a case would be: where
 * it was only laid ready, has lapsed, or was held for later and its time is over. So is each where none are given any more.
 * What is in their hands stays there and is not given anew: then `isInHand`, and nothing else of this kind comes beside it.
 * @param inHand what is on their screen by now: it stays, and counts first if it is a case
 * @param isOver the desk's share of golden items is 0 by now
 */
export async function heldGolden(
  tx: Tx,
  actor: Person,
  { inHand, isOver }: { inHand: string | undefined; isOver: boolean },
  now: Date,
): Promise<{ had: Held | undefined; isInHand: boolean }> {
  const rows = await tx
    .select({ turn: goldenTurns, item: goldenItems })
    .from(goldenTurns)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
    .where(and(eq(goldenTurns.personId, actor.id), eq(goldenTurns.state, "claimed"), notKept(now)))
    .orderBy(goldenTurns.servedAt)
    .for("update", { of: goldenTurns });
  const isOfAny = !isOver && rows.some(({ turn, item }) => turn.id !== inHand && harmsIn(item).length > 0);
  if (isOfAny && inHand) await inHandByNow(tx, actor, inHand, now);
  const notGiven = isOfAny ? (await careOf(tx, actor.id, now)).notGiven : [];
  const given: Held[] = [];
  let isInHand = false;
  for (const row of rows) {
    const { turn, item } = row;
    const isTheirs = holderOf({ ...turn, claimedBy: turn.personId }, now) !== null;
    const isGiven = !isOver && notShownOf(harmsIn(item), notGiven).length === 0;
    if (turn.id === inHand || isGiven) given.push(row);
    else if (isTheirs && !turn.isAhead) isInHand = true;
    else await withdraw(tx, actor, turn, now);
  }
  return { had: given[0], isInHand };
}
