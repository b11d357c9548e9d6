import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts, orderAnswers, orders, platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { AnswerOrder, CompleteOrder, HoldOrder, type OrderRecorded, RecordOrder } from "./order.contract";
import { answerProblems, endsHoldEarlier, holdWhyLeast, missingIn, userToldFrom } from "./order.rules";
import { enqueueLetter, lockOrder, moveUserLetters, openItems, type StoredOrder } from "./order.store";
import { moveHeldStatements } from "./order-hold.store";

const about = (orderId: string, detail: Record<string, string | number | boolean | null> = {}) => ({
  kind: "order",
  id: orderId,
  detail,
});
const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/** Opens the items of an order that names them, and asks for what it lacks; both once the row is there. */
async function carryOn(tx: Tx, order: StoredOrder, now: Date) {
  const noticeId = await openItems(tx, order, now);
  if (!noticeId.ok) return noticeId;
  const missing = missingIn(order);
  const clocks =
    missing.length > 0
      ? { clarificationAskedAt: order.clarificationAskedAt ?? now }
      : order.clarificationAskedAt && !order.clarifiedAt
        ? { clarifiedAt: now }
        : {};
  await tx
    .update(orders)
    .set({ noticeId: noticeId.value, ...clocks })
    .where(eq(orders.id, order.id));
  return ok(missing);
}

async function accountOf(tx: Tx, platformId: string, externalId: string | undefined): Promise<string | null | Failure> {
  if (externalId === undefined) return null;
  const theirs = and(eq(accounts.platformId, platformId), eq(accounts.externalId, externalId));
  const [row] = await tx.select({ id: accounts.id }).from(accounts).where(theirs);
  return row?.id ?? invalid("account", "account_unknown");
}

/**
 * Records an order of an authority (DSA Art. 9, 10) and confirms its receipt at once (O1, O2). What it lacks is asked for
 * (O4); the items of an order to act are in the queue from now on, before what people report.
 */
export const recordOrder = command({
  name: "order.record",
  permission: "order.manage",
  input: RecordOrder,
  subject: ({ kind, country }, value?: OrderRecorded) =>
    about(value?.orderId ?? "new", { kind, country, missing: value?.missing.join(" ") ?? null }),
  async run({ tx, actor, now, onPlatform }, input) {
    const { account, platform, receivedAt, holdUntil, territories, category, ...said } = input;
    if (new Date(receivedAt) > now) return invalid("receivedAt", "date_in_future");
    const [known] = await tx.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, platform));
    if (!known) return invalid("platform", "platform_not_here");
    const accountId = await accountOf(tx, platform, account);
    if (accountId !== null && typeof accountId !== "string") return accountId;
    const [order] = await tx
      .insert(orders)
      .values({
        ...said,
        platformId: platform,
        accountId,
        territories: territories ?? [],
        category: category ?? null,
        receivedAt: new Date(receivedAt),
        holdUntil: holdUntil ? new Date(holdUntil) : null,
        recordedBy: actor.kind === "person" ? actor.id : null,
        recordedAt: now,
        acknowledgedAt: now,
      })
      .returning();
    if (!order) throw new Error("the order was not stored");
    const missing = await carryOn(tx, order, now);
    if (!missing.ok) return missing;
    onPlatform(platform);
    const letter = missing.value.length > 0 ? "clarification" : "receipt";
    await enqueueLetter(tx, order, { letter, about: "first" }, now);
    return ok<OrderRecorded>({ orderId: order.id, missing: missing.value });
  },
});

/** Adds what the authority clarified (O4); the clock of its order ran on meanwhile. */
export const completeOrder = command({
  name: "order.complete",
  permission: "order.manage",
  input: CompleteOrder,
  subject: ({ orderId }, value?: OrderRecorded) => about(orderId, { missing: value?.missing.join(" ") ?? null }),
  async run({ tx, actor, now, onPlatform }, { orderId, legalBasis, reasons, locations, redress }) {
    const order = await lockOrder(tx, actor, orderId);
    if (!order.ok) return order;
    onPlatform(order.value.platformId);
    if (order.value.effect) return fail("refused", "order_has_effect");
    const before = order.value;
    const [added] = await tx
      .update(orders)
      .set({
        legalBasis: legalBasis || before.legalBasis,
        reasons: reasons || before.reasons,
        redress: redress || before.redress,
        // Where its items are in the queue, a further place is another order.
        locations: before.locations.length > 0 ? before.locations : locations,
      })
      .where(eq(orders.id, orderId))
      .returning();
    if (!added) throw new Error("the order was locked and is gone");
    const missing = await carryOn(tx, added, now);
    return missing.ok ? ok<OrderRecorded>({ orderId, missing: missing.value }) : missing;
  },
});

/**
 * Sets until when nobody concerned may be told, or ends that (O3). What was told already stays told. Ended or made shorter
 * it needs a reason, which is in the log: an authority relies on it, and a letter that left is not called back.
 */
export const holdOrder = command({
  name: "order.hold",
  permission: "order.manage",
  input: HoldOrder,
  subject: ({ orderId, holdUntil, why }) => about(orderId, { until: holdUntil || null, why: why || null }),
  async run({ tx, actor, now, onPlatform }, { orderId, holdUntil, why }) {
    const order = await lockOrder(tx, actor, orderId);
    if (!order.ok) return order;
    onPlatform(order.value.platformId);
    if (order.value.userToldAt) return fail("refused", "order_user_told");
    const until = holdUntil ? new Date(holdUntil) : null;
    if (until && until <= now) return invalid("holdUntil", "date_in_past");
    if (endsHoldEarlier(order.value.holdUntil, until, now) && why.length < holdWhyLeast)
      return invalid("why", "order_hold_why");
    await tx.update(orders).set({ holdUntil: until }).where(eq(orders.id, orderId));
    await moveUserLetters(tx, orderId, userToldFrom(until, now));
    await moveHeldStatements(tx, orderId, now);
    return ok({ orderId });
  },
});

/**
 * Says how an order for information ended (O2): authority and person concerned are told; no content is touched. What the
 * authority was given is kept by its kinds, way and moment, and the kinds and the way stand in the log too.
 */
export const answerOrder = command({
  name: "order.answer",
  permission: "order.manage",
  input: AnswerOrder,
  subject: ({ orderId, effect, kinds, way }) =>
    about(orderId, { effect, kinds: kinds.join(" ") || null, way: way ?? null }),
  async run({ tx, actor, now, onPlatform }, { orderId, effect, note, kinds, description, ...input }) {
    if (actor.kind !== "person") return fail("forbidden");
    const order = await lockOrder(tx, actor, orderId);
    if (!order.ok) return order;
    const { kind, platformId, effect: before, holdUntil, accountId, receivedAt } = order.value;
    onPlatform(platformId);
    if (kind !== "information") return fail("refused", "order_ends_by_decision");
    if (before) return fail("stale", "order_has_effect");
    const way = input.way ?? null;
    const providedAt = input.providedAt ? new Date(input.providedAt) : now;
    const problems = answerProblems({ effect, note, kinds, description, way, providedAt }, { receivedAt, now });
    if (problems.length > 0) return fail("invalid", "invalid", { fields: problems });
    if (effect !== "not_given" && way !== null)
      await tx.insert(orderAnswers).values({
        ...{ platformId, orderId, kinds: [...new Set(kinds)], description, way, providedAt },
        ...{ recordedBy: actor.id, recordedAt: now },
      });
    // The effect is the day on which the authority had it; a refusal is one from when it is said.
    const effectAt = effect === "not_given" ? now : providedAt;
    await tx.update(orders).set({ effect, effectAt, effectNote: note }).where(eq(orders.id, orderId));
    await enqueueLetter(tx, order.value, { letter: "effect", about: "information" }, now);
    const runAt = userToldFrom(holdUntil, now);
    // Nothing was handed over: the person concerned is not affected by it.
    if (accountId && effect !== "not_given")
      await enqueueLetter(tx, order.value, { letter: "user", about: "information", runAt }, now);
    return ok({ orderId });
  },
});
