import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { decisions, noticeItems, orders, outbox } from "@/db/schema";
import { enqueue } from "@/lib/platform/outbox";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { makingAt } from "./commands";
import type { SubmitNotice } from "./contract";
import type { ItemFinding } from "./order.rules";
import { intakePlatforms } from "./platforms.store";
import { prepareNotice } from "./prepare.rules";
import { receiveNotices } from "./receive.store";

export type StoredOrder = typeof orders.$inferSelect;
export type OrderLetter = "receipt" | "clarification" | "effect" | "user";

/** Of an order about the safety of children only people who are cleared for it know. */
export const hiddenCategory = "PROTECTION_OF_MINORS";
export const maySee = (actor: Actor, order: Pick<StoredOrder, "category">) =>
  order.category !== hiddenCategory || isCleared(actor);

/** The order, locked; `not_found` also for whoever may not know of it. */
export async function lockOrder(tx: Tx, actor: Actor, orderId: string): Promise<Result<StoredOrder>> {
  const [row] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
  return row && maySee(actor, row) && mayOn(actor, row.platformId) ? ok(row) : fail("not_found", "order_not_found");
}

/** A letter about an order, in the same transaction; `about` tells two of one kind apart. */
export async function enqueueLetter(
  tx: Tx,
  order: Pick<StoredOrder, "id" | "platformId">,
  { letter, about, decisionId, runAt }: { letter: OrderLetter; about: string; decisionId?: string; runAt?: Date },
  now: Date,
): Promise<void> {
  await enqueue(
    tx,
    {
      kind: "mail.order",
      payload: { orderId: order.id, letter, ...(decisionId ? { decisionId } : {}) },
      dedupeKey: `order ${letter} ${order.id} ${about}`,
      platformId: order.platformId,
      ...(decisionId ? { decisionId } : {}),
      ...(runAt ? { runAt } : {}),
    },
    now,
  );
}

/** Letters to people concerned that have not left: their time changes with the hold. */
export async function moveUserLetters(tx: Tx, orderId: string, runAt: Date): Promise<void> {
  const isUserLetter = sql`${outbox.payload} ->> 'orderId' = ${orderId} and ${outbox.payload} ->> 'letter' = 'user'`;
  await tx
    .update(outbox)
    .set({ runAt })
    .where(and(eq(outbox.kind, "mail.order"), eq(outbox.state, "waiting"), isUserLetter));
}

/** Words of the queue for what an order is about; the others have none, and an order is urgent without. */
const categoryWords: Record<string, NonNullable<SubmitNotice["category"]>> = {
  [hiddenCategory]: "child_safety",
  RISK_FOR_PUBLIC_SECURITY: "terrorism",
  SELF_HARM: "self_harm",
  VIOLENCE: "violence",
};

/**
 * Puts the items of an order to act into the queue, as a notice of the authority without contact: it is answered by the
 * letters about its order, not as a notifier is. Null while it names no place.
 */
export async function openItems(tx: Tx, order: StoredOrder, now: Date): Promise<Result<string | null>> {
  if (order.kind !== "act" || order.locations.length === 0 || order.noticeId) return ok(order.noticeId);
  const platform = (await intakePlatforms(tx, now)).get(order.platformId);
  if (!platform) return fail("invalid", "invalid", { fields: [{ field: "platform", reason: "unknown_platform" }] });
  const words = [order.reasons, order.legalBasis, order.authority].find((each) => each.trim() !== "") ?? "";
  const category = categoryWords[order.category ?? ""];
  const input: SubmitNotice = {
    platform: platform.id,
    source: "authority",
    legalClaim: true,
    childAbuseClaim: false,
    ...(category ? { category } : {}),
    ...(order.legalBasis ? { legalReference: order.legalBasis } : {}),
    explanation: words,
    items: order.locations.map((location) => ({ location, detail: "" })),
    goodFaith: true,
    language: order.language,
    tags: [],
  };
  const sender = { channel: "desk", apiKeyId: null, mayStateSource: true, isTrusted: true } as const;
  const making = makingAt(now);
  const prepared = prepareNotice(input, platform, sender, making, new Set());
  if (!prepared.ok) return prepared;
  const [received] = await receiveNotices(tx, [prepared.value], making);
  if (!received?.ok) throw new Error("every notice is answered");
  return ok(received.value.noticeId);
}

/** What was found on each item of an order to act, as far as it has taken effect. */
export async function findingsOn(tx: Tx, order: Pick<StoredOrder, "noticeId">, now: Date): Promise<ItemFinding[]> {
  if (!order.noticeId) return [];
  const rows = await tx
    .select({ outcome: decisions.outcome, effectiveAt: decisions.effectiveAt, undoneAt: decisions.undoneAt })
    .from(noticeItems)
    .leftJoin(decisions, eq(decisions.id, noticeItems.decisionId))
    .where(eq(noticeItems.noticeId, order.noticeId));
  return rows.map(({ outcome, effectiveAt, undoneAt }) =>
    outcome === null || outcome === "referred" || undoneAt !== null || effectiveAt === null || effectiveAt > now
      ? null
      : outcome,
  );
}
