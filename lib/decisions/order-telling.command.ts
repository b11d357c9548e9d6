import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { mails, orderLetters, orders } from "@/db/schema";
import { letterDoneAt } from "@/lib/intake/order.rules";
import { maySee } from "@/lib/intake/order.store";
import { broughtBy, recountTold } from "@/lib/intake/order-told.store";
import { command } from "@/lib/platform/command";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { CloseOrderLetter } from "./order-letter.contract";
import { placeholderProblem } from "./placeholder.rules";

/** A letter on an order by which nobody was told yet, locked; one of an order that this actor may not know of is not there. */
async function owedLetter(tx: Tx, actor: Actor, letterId: string): Promise<Result<typeof orderLetters.$inferSelect>> {
  const [row] = await tx
    .select({ letter: orderLetters, order: orders })
    .from(orderLetters)
    .innerJoin(orders, eq(orders.id, orderLetters.orderId))
    .where(eq(orderLetters.id, letterId))
    .for("update", { of: orderLetters });
  if (!row || !maySee(actor, row.order) || !mayOn(actor, row.order.platformId)) return fail("not_found");
  if (row.letter.closedAt) return fail("stale", "mail_settled");
  return letterDoneAt(row.letter) ? fail("stale", "letter_has_arrived") : ok(row.letter);
}

/** Takes it on to see to it that the person concerned by an order is told: it stands on the clocks under their name. */
export const takeOrderLetter = command({
  name: "order.take_letter",
  permission: "mail.settle",
  input: z.object({ letterId: z.uuid() }),
  subject: ({ letterId }) => ({ kind: "order", id: letterId }),
  async run({ tx, actor, now, onPlatform }, { letterId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const owed = await owedLetter(tx, actor, letterId);
    if (!owed.ok) return owed;
    onPlatform(owed.value.platformId);
    await tx.update(orderLetters).set({ takenBy: actor.id, takenAt: now }).where(eq(orderLetters.id, letterId));
    return ok({ letterId });
  },
});

/** Mails that brought this letter and came back: who closes the letter has seen to them. */
const itsMails = (letterId: string) =>
  and(
    isNotNull(mails.bouncedAt),
    isNull(mails.settledAt),
    sql`exists (select 1 from ${orderLetters} where ${orderLetters.id} = ${letterId} and ${broughtBy(mails.outboxId)})`,
  );

/**
 * Ends the duty to tell one person of an order where no mail and no link reached them (Art. 9(5), 10(5)): they were told in
 * another way, or nobody can reach them; either way somebody of the desk says how or why not.
 */
export const closeOrderLetter = command({
  name: "order.close_letter",
  permission: "mail.settle",
  input: CloseOrderLetter,
  subject: ({ letterId, how }) => ({ kind: "order", id: letterId, detail: { how } }),
  async run({ tx, actor, now, onPlatform }, { letterId, how, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const owed = await owedLetter(tx, actor, letterId);
    if (!owed.ok) return owed;
    const { platformId, orderId } = owed.value;
    onPlatform(platformId);
    if (placeholderProblem(why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "order_letter_why" }] });
    const closed = { closedAt: now, closedBy: actor.id, closedHow: how, closedWhy: why };
    await tx.update(orderLetters).set(closed).where(eq(orderLetters.id, letterId));
    await tx.update(mails).set({ settledAt: now, settledBy: actor.id, settledHow: why }).where(itsMails(letterId));
    await recountTold(tx, orderId);
    return ok({ letterId });
  },
});
