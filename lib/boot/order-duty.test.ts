import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, orderLetters, orders, outbox } from "@/db/schema";
import { alertWhenOverdue } from "@/lib/clocks/alert.command";
import { clockPage } from "@/lib/clocks/board.queries";
import type { ClockKind } from "@/lib/clocks/clock.rules";
import { ClockRequest } from "@/lib/clocks/contract";
import { measureClocks } from "@/lib/clocks/metrics.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { recordMailEvent } from "@/lib/decisions/mail-event.command";
import { settleMail } from "@/lib/decisions/next-contact.command";
import { markOrderLetterRead } from "@/lib/decisions/order-letter.command";
import { closeOrderLetter, takeOrderLetter } from "@/lib/decisions/order-telling.command";
import { holdOrder, recordOrder } from "@/lib/intake/order.command";
import { orderView } from "@/lib/intake/order.queries";
import { metrics } from "@/lib/platform/metrics";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aViolation, givenPacks, townTime, whatWasOrdered } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
const hours = (count: number) => later(5 + count * 60);
const drain = (at: Date) => drainOutbox(db(), outboxHandlers, at);
let ruth: Person;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** An order on one post of each of these people, all decided two minutes later; null: of somebody without an address. */
async function anOrderOn(emails: readonly (string | null)[], about: Record<string, unknown> = {}) {
  const posts = [];
  for (const email of emails)
    posts.push(await aCase(db(), { account: await anAccount(db(), { email, language: "en" }) }));
  const order = await recordOrder(
    ruth,
    {
      ...{ platform: "taobao-weitao", kind: "act", authority: "Market Office", country: "DE" },
      ...{
        email: "desk@market-office.example",
        legalBasis: "Section 5 of the Example Act",
        reasons: "Forbidden here.",
      },
      ...{ redress: "Objection within a month.", receivedAt: later(-90).toISOString() },
      locations: posts.map(({ itemId }) => `https://taobao-weitao.example/${itemId}`),
      ...about,
    },
    townTime,
  );
  if (!order.ok) throw new Error(order.reason);
  for (const post of posts) {
    const decided = await decideCase(mei, aViolation(post, whatWasOrdered), later(2));
    if (!decided.ok) throw new Error(decided.reason);
  }
  const { orderId } = order.value;
  const letters = () => db().select().from(orderLetters).where(eq(orderLetters.orderId, orderId));
  const unreached = async () =>
    (await letters()).filter(({ delivery }) => delivery === "not_deliverable").map(({ id }) => id);
  const toldAt = async () => (await db().select().from(orders).where(eq(orders.id, orderId)))[0]?.userToldAt ?? null;
  return { orderId, letters, unreached, toldAt };
}
async function boardOf(kind: ClockKind, orderId: string, at: Date) {
  const page = await clockPage(db(), ruth, ClockRequest.parse({ kind, limit: 100 }), at);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows.filter(({ href }) => href.startsWith(`/settings/orders/${orderId}`));
}
/** A letter that came back is seen to beside all other mail. */
async function cameBackOf(mailId: string | undefined, at: Date) {
  const page = await clockPage(db(), ruth, ClockRequest.parse({ kind: "came_back", limit: 100 }), at);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows.filter(({ id }) => id === mailId);
}
const why = "Handed over at the counter of the shop, on paper.";
const visitor = { kind: "public" } as const;

test("O3: a person whom no letter reaches stands on the clocks under whoever sees to it, is told of when overdue, and leaves them once told", async () => {
  const { orderId, unreached, toldAt } = await anOrderOn([null]);
  await drain(later(5));
  const [letterId = ""] = await unreached();
  const entry = {
    id: letterId,
    basis: "target",
    dueAt: hours(24).toISOString(),
    href: `/settings/orders/${orderId}#letter-${letterId}`,
  };
  expect(await boardOf("order_letter", orderId, hours(1))).toMatchObject([
    { ...entry, isOverdue: false, holder: null },
  ]);
  expect(await takeOrderLetter(ruth, { letterId }, hours(2))).toMatchObject({ ok: true });
  expect(await boardOf("order_letter", orderId, hours(25))).toMatchObject([
    { ...entry, isOverdue: true, isMine: true, holder: { name: "Ruth Adler" } },
  ]);
  await measureClocks(db(), hours(25));
  expect(await metrics().registry.metrics()).toMatch(/recourse_overdue_duties\{kind="order_letter",basis="target"\} 1/);
  await alertWhenOverdue(db(), hours(25));
  await drain(hours(25));
  const alerts = await db().select().from(mails).where(eq(mails.kind, "mail.overdue"));
  expect(alerts.some(({ body }) => body.includes("Letter on an order that reached nobody"))).toBe(true);
  expect(await toldAt()).toBeNull();
  expect(await markOrderLetterRead(visitor, { letterId }, hours(26))).toMatchObject({ ok: true });
  expect(await boardOf("order_letter", orderId, hours(27))).toEqual([]);
  expect(await toldAt()).toEqual(hours(26));
});

test("O3: an order is told only when everybody concerned is, each by a letter of their own; the first of them is not enough", async () => {
  const { orderId, letters, unreached, toldAt } = await anOrderOn(["one-of@two.example", null, null]);
  await drain(later(5));
  expect((await letters()).map(({ delivery }) => delivery).sort()).toEqual([
    "not_deliverable",
    "not_deliverable",
    "sent",
  ]);
  expect(await toldAt()).toBeNull();
  const counts = async () => {
    const view = await orderView(db(), ruth, orderId);
    return view.ok ? view.value.told : view.reason;
  };
  expect(await counts()).toEqual({ of: 3, done: 1, unreachable: 0 });
  const [second = "", third = ""] = await unreached();
  expect(await closeOrderLetter(ruth, { letterId: second, how: "told", why }, hours(1))).toMatchObject({ ok: true });
  expect(await toldAt()).toBeNull();
  expect((await boardOf("order_letter", orderId, hours(2))).map(({ id }) => id)).toEqual([third]);
  const gone = { letterId: third, how: "unreachable", why: "The account was closed years ago and left no address." };
  expect(await closeOrderLetter(ruth, gone, hours(3))).toMatchObject({ ok: true });
  expect(await toldAt()).toEqual(hours(3));
  expect(await counts()).toEqual({ of: 3, done: 3, unreachable: 1 });
  const view = await orderView(db(), ruth, orderId);
  expect(view.ok && view.value.kept.flatMap(({ closed }) => closed ?? [])).toMatchObject([
    { how: "told", why, by: "Ruth Adler" },
    { how: "unreachable", why: gone.why, by: "Ruth Adler" },
  ]);
  expect(await closeOrderLetter(ruth, gone, hours(4))).toMatchObject({ code: "stale" });
});

test("O3: the duty to tell somebody is closed by words that say something, by who may, and never where the letter arrived", async () => {
  const { letters, unreached } = await anOrderOn([null, "arrived@order.example"]);
  await drain(later(5));
  const [letterId = ""] = await unreached();
  for (const words of ["", "test test test"])
    expect(await closeOrderLetter(ruth, { letterId, how: "told", why: words }, hours(1))).toMatchObject({ ok: false });
  for (const command of [closeOrderLetter, takeOrderLetter])
    expect(await command(mei, { letterId, how: "told", why }, hours(1))).toMatchObject({ code: "forbidden" });
  const arrived = (await letters()).find(({ delivery }) => delivery === "sent")?.id ?? "";
  expect(await closeOrderLetter(ruth, { letterId: arrived, how: "told", why }, hours(1))).toMatchObject({
    reason: "letter_has_arrived",
  });
  const closed = { closedAt: hours(1), closedBy: ruth.id, closedHow: "told" as const, closedWhy: why };
  await db().update(orderLetters).set(closed).where(eq(orderLetters.id, letterId));
  const again = db().update(orderLetters).set({ closedWhy: "Something else." }).where(eq(orderLetters.id, letterId));
  await expect(again, "how it ended is written once").rejects.toThrow();
});

test("O3: while the authority's hold stands the clock is the hold's, and afterwards the letter's; one with nobody to tell has none", async () => {
  const held = await anOrderOn([null], { holdUntil: hours(10).toISOString() });
  await drain(later(5));
  expect(await boardOf("order_hold", held.orderId, hours(1))).toMatchObject([{ dueAt: hours(10).toISOString() }]);
  expect(await boardOf("order_letter", held.orderId, hours(1))).toEqual([]);
  await drain(hours(10));
  expect(await boardOf("order_hold", held.orderId, hours(11))).toEqual([]);
  expect(await boardOf("order_letter", held.orderId, hours(11))).toHaveLength(1);
  expect(await holdOrder(ruth, { orderId: held.orderId, holdUntil: hours(50).toISOString() }, hours(12))).toMatchObject(
    {
      ok: true,
    },
  );
  expect(await boardOf("order_letter", held.orderId, hours(13)), "nobody may be told again").toEqual([]);
  const post = await aCase(db(), { account: await anAccount(db(), { email: "innocent@order.example" }) });
  const fine = await anOrderOn([], {
    locations: [`https://taobao-weitao.example/${post.itemId}`],
    holdUntil: hours(10).toISOString(),
  });
  const rationale = "The offer is a book about the goods and not the goods.";
  const cleared = { caseId: post.caseId, version: post.version, outcome: "no_violation", rationale };
  expect(await decideCase(mei, cleared, later(2))).toMatchObject({ ok: true });
  await drain(hours(11));
  expect(await boardOf("order_hold", fine.orderId, hours(12))).toEqual([]);
});

test("O3: a letter that came back makes its order one that is not told; seeing to the mail, or to the letter, tells it", async () => {
  for (const isByMail of [true, false]) {
    const address = `back-${isByMail}@order.example`;
    const { orderId, letters, toldAt } = await anOrderOn([address]);
    await drain(later(5));
    expect(await toldAt()).toEqual(later(5));
    const [mail] = await db()
      .select()
      .from(mails)
      .where(and(eq(mails.toAddress, address), eq(mails.kind, "mail.order")));
    const [message] = await db()
      .select()
      .from(outbox)
      .where(eq(outbox.id, mail?.outboxId ?? ""));
    const back = { messageId: message?.messageId, event: "bounced", at: hours(1).toISOString(), reason: "no such box" };
    expect(await recordMailEvent({ kind: "system", name: "outbox" }, back, hours(1))).toMatchObject({ ok: true });
    expect(await toldAt()).toBeNull();
    expect(await cameBackOf(mail?.id, hours(2))).toHaveLength(1);
    expect(await boardOf("order_letter", orderId, hours(2)), "one duty, one clock").toEqual([]);
    const [letter] = await letters();
    const seen = isByMail
      ? await settleMail(ruth, { mailId: mail?.id, how: why }, hours(3))
      : await closeOrderLetter(ruth, { letterId: letter?.id, how: "told", why }, hours(3));
    expect(seen).toMatchObject({ ok: true });
    expect(await toldAt()).toEqual(hours(3));
    expect(await cameBackOf(mail?.id, hours(4))).toEqual([]);
    expect(await letters()).toMatchObject([{ closedHow: "told", closedWhy: why }]);
  }
});

test("O3: of two orders on one post each is told for itself, by a letter of its own", async () => {
  const post = await aCase(db(), { account: await anAccount(db(), { email: null, language: "en" }) });
  const locations = [`https://taobao-weitao.example/${post.itemId}`];
  const [first, second] = [await anOrderOn([], { locations }), await anOrderOn([], { locations })];
  expect(await decideCase(mei, aViolation(post, whatWasOrdered), later(2))).toMatchObject({
    ok: true,
  });
  await drain(later(5));
  const [one = "", other = ""] = [...(await first.unreached()), ...(await second.unreached())];
  expect(await markOrderLetterRead(visitor, { letterId: one }, hours(1))).toMatchObject({ ok: true });
  expect([await first.toldAt(), await second.toldAt()]).toEqual([hours(1), null]);
  expect(await boardOf("order_letter", second.orderId, hours(2))).toMatchObject([{ id: other }]);
});
