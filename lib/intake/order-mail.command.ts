import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, decisions, orders, platforms } from "@/db/schema";
import { defaultLocale, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import type { Message } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { threadOf } from "@/lib/platform/mail-thread";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { effectOf, missingIn, userToldFrom } from "./order.rules";
import { enqueueLetter, findingsOn, type StoredOrder } from "./order.store";
import { composeEffect, composeReceipt, composeUserLetter, type OrderLetterFacts } from "./order-letters.rules";

const system = { kind: "system", name: "outbox" } as const;
const Letter = z.object({
  orderId: z.uuid(),
  letter: z.enum(["receipt", "clarification", "effect", "user"]),
  decisionId: z.uuid().optional(),
});

/**
 * Gives an order to act its effect once the last decision on its items can no longer be taken back; before, nothing. A
 * second call changes nothing.
 */
export const settleOrder = command({
  name: "order.settle",
  permission: "order.settle",
  input: z.object({ orderId: z.uuid(), userTold: z.boolean() }),
  subject: ({ orderId }, value?: { effect: string | null }) => ({
    kind: "order",
    id: orderId,
    detail: { effect: value?.effect ?? null },
  }),
  async run({ tx, now, onPlatform }, { orderId, userTold }) {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
    if (!order) return fail("not_found", "order_not_found");
    onPlatform(order.platformId);
    const found = order.effect ?? effectOf(await findingsOn(tx, order, now));
    const told = userTold && !order.userToldAt ? { userToldAt: now } : {};
    const ended = found && !order.effect ? { effect: found, effectAt: now } : {};
    if ("userToldAt" in told || "effect" in ended)
      await tx
        .update(orders)
        .set({ ...told, ...ended })
        .where(eq(orders.id, orderId));
    return ok({ effect: found });
  },
});

type Concerned = { email: string | null; language: string | null; zone: string | null; location: string | null };

/** The person concerned: whose item was decided, or whom an order for information is about. */
async function concerned(db: Db, order: StoredOrder, decisionId: string | undefined): Promise<Concerned | null> {
  const { email, language, zone } = accounts;
  if (!decisionId) {
    if (!order.accountId) return null;
    const [row] = await db.select({ email, language, zone }).from(accounts).where(eq(accounts.id, order.accountId));
    return row ? { ...row, location: null } : null;
  }
  const [row] = await db
    .select({ email, language, zone, location: contentItems.location })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(eq(decisions.id, decisionId));
  return row ?? null;
}

async function orderWithPlatform(db: Db, orderId: string) {
  const [row] = await db
    .select({ order: orders, name: platforms.name, zone: platforms.zone })
    .from(orders)
    .innerJoin(platforms, eq(platforms.id, orders.platformId))
    .where(eq(orders.id, orderId));
  return row ?? null;
}
type Placed = NonNullable<Awaited<ReturnType<typeof orderWithPlatform>>>;

const platformNameFor = (name: Placed["name"], language: LetterLanguage) =>
  language === "zh-Hans" ? name.hans : language === "zh-Hant" ? name.hant : name.en;

/** The platform's own language of letters, for whom we have no letters in theirs. */
const languageOfLetters = async (db: Db, platformId: string) => (await settingsFor(db, platformId)).letterLanguage;

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
    note: order.effectNote,
    missing: missingIn(order),
    locations: [],
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

async function userLetter(db: Db, placed: Placed, decisionId: string | undefined, now: Date) {
  const { order } = placed;
  const later = await laterThan(db, order, decisionId, now);
  if (later) {
    // The hold was set after this was written: its successor leaves when the authority allows it.
    const about = `${decisionId ?? "information"} ${later.toISOString()}`;
    const next = { letter: "user", about, ...(decisionId ? { decisionId } : {}), runAt: later } as const;
    await db.transaction((tx) => enqueueLetter(tx, order, next, now));
    throw new NotNeeded("the authority does not allow it yet");
  }
  const person = await concerned(db, order, decisionId);
  if (!person?.email) throw new NotNeeded("no electronic address is known");
  const language = letterLanguageOfTag(person.language ?? "") ?? (await languageOfLetters(db, order.platformId));
  const facts = factsFor(placed, { language, zone: person.zone ?? placed.zone }, order.effectAt ?? now);
  const message = composeUserLetter(
    { ...facts, locations: person.location ? [person.location] : [] },
    translatorFor(language, "orderLetters"),
  );
  return { to: person.email, language, message };
}

/**
 * Outbox handler of `mail.order`: payload `{orderId, letter, decisionId?}`. Receipt, clarification and effect go to the
 * authority; `user` to the person concerned, never before the authority allows it (DSA Art. 9(5), 10(5); O3).
 */
export const deliverOrderLetter: OutboxHandler = async (message, { db, now }) => {
  const { orderId, letter, decisionId } = Letter.parse(message.payload);
  if (letter === "effect") {
    const settled = await settleOrder(system, { orderId, userTold: false }, now);
    if (!settled.ok) throw new Error(`the order was not settled: ${settled.reason}`);
    if (!settled.value.effect) throw new NotNeeded("other items of the order are still to be decided");
  }
  const placed = await orderWithPlatform(db, orderId);
  if (!placed) throw new NotNeeded("there is no such order");
  const {
    to,
    language,
    message: made,
  } = letter === "user" ? await userLetter(db, placed, decisionId, now) : authorityLetter(placed, letter);
  const thread = letter === "user" ? await threadOfConcerned(db, orderId, decisionId) : threadOf(["order", orderId]);
  const text = mailText(made, language, appUrl());
  await sendMail(db, { outboxId: message.id, to, ...text, kind: message.kind, thread }, now);
  if (letter !== "user") return;
  const told = await settleOrder(system, { orderId, userTold: true }, now);
  if (!told.ok) throw new Error(`the telling was not recorded: ${told.reason}`);
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
  const facts = factsFor(placed, { language, zone: placed.zone }, placed.order.effectAt);
  const t = translatorFor(language, "orderLetters");
  const message: Message = letter === "effect" ? composeEffect(facts, t) : composeReceipt(facts, t);
  return { to: placed.order.email, language, message };
}
