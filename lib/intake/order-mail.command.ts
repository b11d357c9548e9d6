import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { accounts, cases, contentItems, decisions, notices, orderLetters, orders, platforms } from "@/db/schema";
import { defaultLocale, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import { zoneOfState } from "@/lib/platform/holidays.rules";
import type { Message } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { threadOf } from "@/lib/platform/mail-thread";
import { enqueue, NotNeeded, type OutboxHandler, Refused } from "@/lib/platform/outbox";
import type { OutboxMessage } from "@/lib/platform/outbox.rules";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { effectOf, missingIn, userToldFrom } from "./order.rules";
import { enqueueLetter, findingsOn, type StoredOrder } from "./order.store";
import { composeEffect, composeReceipt, composeUserLetter, type OrderLetterFacts } from "./order-letters.rules";
import { recountTold } from "./order-told.store";

const system = { kind: "system", name: "outbox" } as const;
const Letter = z.object({
  orderId: z.uuid(),
  letter: z.enum(["receipt", "clarification", "effect", "user"]),
  decisionId: z.uuid().optional(),
});

/**
 * Gives an order to act its effect once the last decision on its items can no longer be taken back, and counts whom it
 * concerns and who of them was told. A second call changes nothing.
 */
export const settleOrder = command({
  name: "order.settle",
  permission: "order.settle",
  input: z.object({ orderId: z.uuid() }),
  subject: ({ orderId }, value?: { effect: string | null }) => ({
    kind: "order",
    id: orderId,
    detail: { effect: value?.effect ?? null },
  }),
  async run({ tx, now, onPlatform }, { orderId }) {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
    if (!order) return fail("not_found", "order_not_found");
    onPlatform(order.platformId);
    const found = order.effect ?? effectOf(await findingsOn(tx, order, now));
    if (found && !order.effect)
      await tx.update(orders).set({ effect: found, effectAt: now }).where(eq(orders.id, orderId));
    await recountTold(tx, orderId);
    return ok({ effect: found });
  },
});

type Concerned = {
  id: string;
  email: string | null;
  language: string | null;
  zone: string | null;
  location: string | null;
};

/** The person concerned: whose item was decided, or whom an order for information is about. */
async function concerned(db: Db | Tx, order: StoredOrder, decisionId: string | undefined): Promise<Concerned | null> {
  const { id, email, language, zone } = accounts;
  if (!decisionId) {
    if (!order.accountId) return null;
    const [row] = await db.select({ id, email, language, zone }).from(accounts).where(eq(accounts.id, order.accountId));
    return row ? { ...row, location: null } : null;
  }
  const [row] = await db
    .select({ id, email, language, zone, location: contentItems.location })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(eq(decisions.id, decisionId));
  return row ?? null;
}

async function orderWithPlatform(db: Db | Tx, orderId: string) {
  const [row] = await db
    .select({
      ...{ order: orders, name: platforms.name, zone: platforms.zone },
      ...{ reference: notices.reference, handle: accounts.handle },
    })
    .from(orders)
    .innerJoin(platforms, eq(platforms.id, orders.platformId))
    .leftJoin(notices, eq(notices.id, orders.noticeId))
    .leftJoin(accounts, eq(accounts.id, orders.accountId))
    .where(eq(orders.id, orderId));
  return row ?? null;
}
type Placed = NonNullable<Awaited<ReturnType<typeof orderWithPlatform>>>;

const platformNameFor = (name: Placed["name"], language: LetterLanguage) =>
  language === "zh-Hans" ? name.hans : language === "zh-Hant" ? name.hant : name.en;

/** The platform's own language of letters, for whom we have no letters in theirs. */
const languageOfLetters = async (db: Db | Tx, platformId: string) => (await settingsFor(db, platformId)).letterLanguage;

function factsFor(
  { order, name }: Placed,
  to: { language: LetterLanguage; zone: string },
  effectAt: Date | null,
): OrderLetterFacts {
  const { kind, authority, country, effect, legalBasis, reasons, redress, territories } = order;
  return {
    ...{ kind, authority, country, effect, legalBasis, reasons, redress, territories },
    ...to,
    reference: order.authorityReference,
    platformName: platformNameFor(name, to.language),
    receivedOn: dayIn(order.receivedAt, to.zone),
    effectOn: effectAt && dayIn(effectAt, to.zone),
    moments: null,
    note: order.effectNote,
    holdUntil: order.holdUntil,
    missing: missingIn(order),
    locations: [],
    ...{ ourReference: null, account: null },
  };
}

/** The moment from which a letter to the person concerned may leave; null: now. */
async function laterThan(db: Db, order: StoredOrder, decisionId: string | undefined, now: Date): Promise<Date | null> {
  const [decision] = decisionId
    ? await db
        .select({ effectiveAt: decisions.effectiveAt, undoneAt: decisions.undoneAt })
        .from(decisions)
        .where(eq(decisions.id, decisionId))
    : [];
  if (decision?.undoneAt) throw new NotNeeded("the decision was taken back");
  const from = userToldFrom(order.holdUntil, decision?.effectiveAt ?? order.effectAt ?? now);
  return from > now ? from : null;
}

type OrderLetterRow = typeof orderLetters.$inferSelect;
const told = (orderId: string, decisionId: string | undefined) =>
  and(
    eq(orderLetters.orderId, orderId),
    decisionId ? eq(orderLetters.decisionId, decisionId) : isNull(orderLetters.decisionId),
  );

/**
 * Keeps what the person concerned is told of an order, once, as it will be sent; and tells their platform, which may show
 * it to them in its own inbox. Without an e-mail address it stays readable at its link, as a statement of reasons does.
 */
const keepOrderLetter = command({
  name: "order.write_letter",
  permission: "order.settle",
  input: z.object({ orderId: z.uuid(), decisionId: z.uuid().optional() }),
  subject: ({ orderId }, value?: OrderLetterRow) => ({
    kind: "order",
    id: orderId,
    detail: { letterId: value?.id ?? null, delivery: value?.delivery ?? null },
  }),
  async run({ tx, now, onPlatform }, { orderId, decisionId }) {
    const placed = await orderWithPlatform(tx, orderId);
    const person = placed && (await concerned(tx, placed.order, decisionId));
    if (!placed || !person) return fail("not_found", "order_not_found");
    const { platformId, effectAt } = placed.order;
    onPlatform(platformId);
    const language = letterLanguageOfTag(person.language ?? "") ?? (await languageOfLetters(tx, platformId));
    const zone = person.zone ?? placed.zone;
    const facts = factsFor(placed, { language, zone }, effectAt ?? now);
    const locations = person.location ? [person.location] : [];
    const { subject, parts } = composeUserLetter({ ...facts, locations }, translatorFor(language, "orderLetters"));
    const [made] = await tx
      .insert(orderLetters)
      .values({
        ...{
          platformId,
          orderId,
          decisionId: decisionId ?? null,
          accountId: person.id,
          language,
          zone,
          subject,
          parts,
        },
        delivery: person.email ? "held" : "not_deliverable",
        composedAt: now,
      })
      .onConflictDoNothing()
      .returning();
    if (!made) return fail("conflict");
    const payload = { event: "order.letter", letterId: made.id, decisionId: decisionId ?? null };
    await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `order.letter:${made.id}`, platformId }, now);
    return ok(made);
  },
});

async function keptLetter(db: Db, order: StoredOrder, decisionId: string | undefined, now: Date) {
  const which = told(order.id, decisionId);
  const [before] = await db.select().from(orderLetters).where(which);
  if (before) return before;
  const made = await keepOrderLetter(system, { orderId: order.id, decisionId }, now);
  if (made.ok) return made.value;
  if (made.code === "not_found") throw new NotNeeded("nobody concerned is known");
  const [meanwhile] = await db.select().from(orderLetters).where(which);
  if (!meanwhile) throw new Error(`the letter was not kept: ${made.reason}`);
  return meanwhile;
}

/** To the person concerned, in the words that are kept; not before the authority allows it. */
async function deliverToConcerned(
  { message, placed, decisionId }: { message: OutboxMessage; placed: Placed; decisionId: string | undefined },
  { db, now }: { db: Db; now: Date },
): Promise<void> {
  const { order } = placed;
  const later = await laterThan(db, order, decisionId, now);
  if (later) {
    // The hold was set after this was written: its successor leaves when the authority allows it.
    const about = `${decisionId ?? "information"} ${later.toISOString()}`;
    const next = { letter: "user", about, ...(decisionId ? { decisionId } : {}), runAt: later } as const;
    await db.transaction((tx) => enqueueLetter(tx, order, next, now));
    throw new NotNeeded("the authority does not allow it yet");
  }
  const kept = await keptLetter(db, order, decisionId, now);
  const [person] = await db.select({ email: accounts.email }).from(accounts).where(eq(accounts.id, kept.accountId));
  if (!person?.email) throw new NotNeeded("no electronic address is known");
  const text = mailText(kept, kept.language, appUrl());
  const thread = await threadOfConcerned(db, order.id, decisionId);
  const mark = (change: Partial<OrderLetterRow>) =>
    db.update(orderLetters).set(change).where(eq(orderLetters.id, kept.id));
  try {
    await sendMail(db, { outboxId: message.id, to: person.email, ...text, kind: message.kind, thread }, now);
  } catch (error) {
    if (error instanceof Refused) await mark({ delivery: "bounced" });
    throw error;
  }
  // When it left first stays: it left then, too.
  await mark({ delivery: "sent", sentAt: kept.sentAt ?? now });
  const settled = await settleOrder(system, { orderId: order.id }, now);
  if (!settled.ok) throw new Error(`the telling was not recorded: ${settled.reason}`);
}

/**
 * Outbox handler of `mail.order`: payload `{orderId, letter, decisionId?}`. Receipt, clarification and effect go to the
 * authority; `user` to the person concerned, never before the authority allows it (DSA Art. 9(5), 10(5); O3).
 */
export const deliverOrderLetter: OutboxHandler = async (message, { db, now }) => {
  const { orderId, letter, decisionId } = Letter.parse(message.payload);
  if (letter === "effect") {
    const settled = await settleOrder(system, { orderId }, now);
    if (!settled.ok) throw new Error(`the order was not settled: ${settled.reason}`);
    if (!settled.value.effect) throw new NotNeeded("other items of the order are still to be decided");
  }
  const placed = await orderWithPlatform(db, orderId);
  if (!placed) throw new NotNeeded("there is no such order");
  if (letter === "user") return deliverToConcerned({ message, placed, decisionId }, { db, now });
  const { to, language, message: made } = authorityLetter(placed, letter);
  const text = mailText(made, language, appUrl());
  const thread = threadOf(["order", orderId]);
  await sendMail(db, { outboxId: message.id, to, ...text, kind: message.kind, thread }, now);
};

/** With what else they are told of the case; the authority's own conversation has no header in common with it. */
async function threadOfConcerned(db: Db, orderId: string, decisionId: string | undefined): Promise<string> {
  const { caseId, accountId } = decisions;
  const [row] = decisionId
    ? await db.select({ caseId, accountId }).from(decisions).where(eq(decisions.id, decisionId))
    : [];
  return threadOf(row ? ["case", row.caseId, row.accountId ?? ""] : ["order", orderId, "user"]);
}

function authorityLetter(placed: Placed, letter: "receipt" | "clarification" | "effect") {
  const language = letterLanguageOfTag(placed.order.language) ?? defaultLocale;
  const { receivedAt, effectAt } = placed.order;
  const zone = zoneOfState(placed.order.country) ?? placed.zone;
  const facts = {
    ...factsFor(placed, { language, zone }, effectAt),
    moments: { receivedAt, effectAt },
    ourReference: placed.reference ?? placed.order.id,
    account: placed.order.kind === "information" ? placed.handle : null,
  };
  const t = translatorFor(language, "orderLetters");
  const message: Message = letter === "effect" ? composeEffect(facts, t) : composeReceipt(facts, t);
  return { to: placed.order.email, language, message };
}
