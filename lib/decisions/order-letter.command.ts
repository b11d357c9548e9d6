import "server-only";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { accounts, decisions, orderLetters, orders, outbox } from "@/db/schema";
import { maySee } from "@/lib/intake/order.store";
import { recountTold } from "@/lib/intake/order-told.store";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { handRefusal } from "./hand-link.rules";
import { orderLink } from "./order-letter.queries";

const OneLetter = z.object({ letterId: z.uuid() });
const about = ({ letterId }: { letterId: string }) => ({ kind: "order", id: letterId });

/**
 * Gives a supervisor the signed link of a letter on an order that reached nobody, so that the person concerned is told of
 * it in another way (DSA Art. 9(5), 10(5); O3). The log holds who asked for which.
 */
export const handOrderLink = command({
  name: "order.hand_link",
  permission: "statement.hand_link",
  input: OneLetter,
  subject: about,
  async run({ tx, actor, onPlatform }, { letterId }) {
    const [row] = await tx
      .select({ letter: orderLetters, order: orders, undoneAt: decisions.undoneAt })
      .from(orderLetters)
      .innerJoin(orders, eq(orders.id, orderLetters.orderId))
      .leftJoin(decisions, eq(decisions.id, orderLetters.decisionId))
      .where(eq(orderLetters.id, letterId));
    if (!row || !maySee(actor, row.order) || !mayOn(actor, row.order.platformId)) return fail("not_found");
    onPlatform(row.letter.platformId);
    const { delivery, readAt } = row.letter;
    const refusal = handRefusal({ delivery, readAt, revokedAt: null, undoneAt: row.undoneAt });
    return refusal ? fail("refused", refusal) : ok({ link: orderLink(letterId) });
  },
});

/** Records that the person concerned opened their letter: from then on they, and nobody else, have been told of the order (O3). */
export const markOrderLetterRead = command({
  name: "order.read_letter",
  permission: "appeal.file",
  input: OneLetter,
  subject: about,
  async run({ tx, now, onPlatform }, { letterId }) {
    const [row] = await tx.select().from(orderLetters).where(eq(orderLetters.id, letterId)).for("update");
    if (!row) return fail("not_found");
    onPlatform(row.platformId);
    if (row.readAt) return fail("conflict", "already_read");
    await tx.update(orderLetters).set({ readAt: now }).where(eq(orderLetters.id, letterId));
    await recountTold(tx, row.orderId);
    return ok(null);
  },
});

/** By the address, which is not to be read from it. */
const lateKey = sql<string>`'order user ' || ${orderLetters.id}::text || ':' || md5(lower(${accounts.email}))`;

const sendLate = command({
  name: "order.send_late",
  permission: "statement.send",
  input: OneLetter,
  subject: about,
  async run({ tx, now, onPlatform }, { letterId }) {
    const reachable = and(eq(orderLetters.id, letterId), isNotNull(accounts.email));
    const [row] = await tx
      .select({ letter: orderLetters, key: lateKey })
      .from(orderLetters)
      .innerJoin(accounts, eq(accounts.id, orderLetters.accountId))
      .where(reachable)
      .for("update", { of: orderLetters });
    if (!row) return fail("refused", "no_other_address");
    const { platformId, orderId, decisionId, delivery, readAt } = row.letter;
    onPlatform(platformId);
    if (delivery !== "not_deliverable" || readAt) return fail("stale", "mail_settled");
    const payload = { orderId, letter: "user", ...(decisionId ? { decisionId } : {}) };
    const late = { kind: "mail.order", payload, dedupeKey: row.key, platformId };
    await enqueue(tx, { ...late, ...(decisionId ? { decisionId } : {}) }, now);
    return ok({ letterId });
  },
});

/** For a schedule: letters on orders that had nowhere to go, whose person has an address by now. Once for each address. */
export async function tryLateOrderLetters(db: Db, now: Date): Promise<void> {
  const rows = await db
    .select({ letterId: orderLetters.id })
    .from(orderLetters)
    .innerJoin(accounts, eq(accounts.id, orderLetters.accountId))
    .where(
      and(
        // Literals: the planner must see that they imply the partial index's own condition.
        sql`${orderLetters.delivery} = 'not_deliverable' and ${orderLetters.readAt} is null`,
        isNotNull(accounts.email),
        sql`not exists (select 1 from ${outbox} where ${outbox.dedupeKey} = ${lateKey})`,
      ),
    )
    .orderBy(asc(orderLetters.composedAt), asc(orderLetters.id))
    .limit(50);
  for (const { letterId } of rows) await sendLate({ kind: "system", name: "outbox" }, { letterId }, now);
}
