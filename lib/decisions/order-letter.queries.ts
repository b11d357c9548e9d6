import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, orderLetters, orders, platforms } from "@/db/schema";
import { maySee } from "@/lib/intake/order.store";
import { appUrl, secrets } from "@/lib/platform/env";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readLink, signLink } from "./link.rules";
import type { ApiOrderLetter, OrderLetterView } from "./order-letter.contract";

/** Where the person concerned reads a letter on an order. It opens that letter and nothing else. */
export const orderLink = (letterId: string) => `${appUrl()}/order/${signLink(letterId, secrets().links)}`;

async function letterWith(db: Db, letterId: string) {
  const [row] = await db
    .select({ letter: orderLetters, order: orders, platform: platforms.name, account: accounts.externalId })
    .from(orderLetters)
    .innerJoin(orders, eq(orders.id, orderLetters.orderId))
    .innerJoin(platforms, eq(platforms.id, orderLetters.platformId))
    .innerJoin(accounts, eq(accounts.id, orderLetters.accountId))
    .where(eq(orderLetters.id, letterId));
  return row ?? null;
}

type Found = NonNullable<Awaited<ReturnType<typeof letterWith>>>;
const viewOf = ({ letter, order, platform }: Found): OrderLetterView => ({
  ...{ id: letter.id, language: letter.language, subject: letter.subject, parts: letter.parts, platform },
  reference: order.authorityReference || order.authority,
  isRead: letter.readAt !== null,
});

/** The letter on an order at its signed link (DSA Art. 9(5), 10(5); O3). `link_unknown` for every other link. */
export async function orderLetterAtLink(db: Db, token: string): Promise<Result<OrderLetterView>> {
  const letterId = readLink(token, secrets().links)?.id;
  const row = letterId ? await letterWith(db, letterId) : null;
  return row ? ok(viewOf(row)) : fail("not_found", "link_unknown");
}

/** The same letter for who sees the order at the desk, to print it: it holds no link. */
export async function orderLetterAsSent(db: Db, actor: Actor, letterId: string): Promise<Result<OrderLetterView>> {
  if (!can(actor, "order.view")) return fail("forbidden");
  const row = isId(letterId) ? await letterWith(db, letterId) : null;
  if (!row || !maySee(actor, row.order) || !mayOn(actor, row.order.platformId)) return fail("not_found", "not_found");
  return ok(viewOf(row));
}

/**
 * For a key with `statement.link`: whom a letter on an order is for, and its link, to show it to that person in the
 * platform's own inbox. Answers `not_found` for another platform's.
 */
export async function orderLetterFor(db: Db, actor: Actor, letterId: string): Promise<Result<ApiOrderLetter>> {
  if (!can(actor, "statement.link")) return fail("forbidden");
  const row = isId(letterId) ? await letterWith(db, letterId) : null;
  if (!row || !mayOn(actor, row.letter.platformId)) return fail("not_found", "not_found");
  const { id, platformId, decisionId, language, composedAt, sentAt, readAt } = row.letter;
  return ok({
    ...{ id, platform: platformId, decisionId, account: row.account, language },
    composedAt: composedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    readAt: readAt?.toISOString() ?? null,
    link: orderLink(id),
  });
}
