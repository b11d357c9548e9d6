import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts, mails, orderLetters, orders, outbox } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { recordMailEvent } from "@/lib/decisions/mail-event.command";
import { handOrderLink, markOrderLetterRead, tryLateOrderLetters } from "@/lib/decisions/order-letter.command";
import { orderLetterAsSent, orderLetterAtLink, orderLetterFor } from "@/lib/decisions/order-letter.queries";
import { answerOrder, holdOrder, recordOrder } from "@/lib/intake/order.command";
import { orderView } from "@/lib/intake/order.queries";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, auditOf, aViolation, givenPacks, townTime, whatWasOrdered } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
const drain = (at: Date) => drainOutbox(db(), outboxHandlers, at);
let ruth: Person;
let mei: Person;
const platformKey: Actor = {
  kind: "key",
  id: "00000000-0000-7000-8000-0000000000aa",
  name: "Platform",
  platformIds: ["taobao-weitao"],
  permissions: ["statement.link"],
};

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** An order on the post of somebody, decided two minutes later. */
async function anOrderedPost(email: string | null, about: Record<string, unknown> = {}) {
  const account = await anAccount(db(), { email, language: "en" });
  const made = await aCase(db(), { account });
  const order = await recordOrder(
    ruth,
    {
      platform: "taobao-weitao",
      kind: "act",
      authority: "Market Office",
      country: "DE",
      email: "desk@market-office.example",
      legalBasis: "Section 5 of the Example Act",
      reasons: "The offer is forbidden in this country.",
      redress: "Objection to the Market Office within a month.",
      receivedAt: later(-90).toISOString(),
      locations: [`https://taobao-weitao.example/${made.itemId}`],
      ...about,
    },
    townTime,
  );
  if (!order.ok) throw new Error(order.reason);
  const decided = await decideCase(mei, aViolation(made, whatWasOrdered), later(2));
  if (!decided.ok) throw new Error(decided.reason);
  const { orderId } = order.value;
  const letters = () => db().select().from(orderLetters).where(eq(orderLetters.orderId, orderId));
  const row = async () => (await db().select().from(orders).where(eq(orders.id, orderId)))[0];
  return { orderId, account, letters, row };
}
const toldPlatformOf = (letterId: string) =>
  db()
    .select()
    .from(outbox)
    .where(sql`${outbox.payload} ->> 'event' = 'order.letter' and ${outbox.payload} ->> 'letterId' = ${letterId}`);
const tokenIn = (link: string) => link.split("/order/")[1] ?? "";

test("O3: who has no e-mail address is told of an order as of a statement: kept at a link that the platform and a supervisor can hand over", async () => {
  const { orderId, account, letters, row } = await anOrderedPost(null);
  await drain(later(5));
  const [letter, ...more] = await letters();
  if (!letter) throw new Error("nothing was kept");
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ delivery: "not_deliverable", sentAt: null, readAt: null });
  expect(await toldPlatformOf(letter.id)).toHaveLength(1);
  const forPlatform = await orderLetterFor(db(), platformKey, letter.id);
  expect(forPlatform).toMatchObject({ ok: true, value: { account: account.id, sentAt: null } });
  const view = await orderView(db(), ruth, orderId);
  expect(view.ok && view.value.kept).toMatchObject([{ id: letter.id, state: "undeliverable", mayHandLink: true }]);
  const handed = await handOrderLink(ruth, { letterId: letter.id }, later(6));
  if (!handed.ok || !forPlatform.ok) throw new Error("no link");
  expect(handed.value.link).toBe(forPlatform.value.link);
  const read = await orderLetterAtLink(db(), tokenIn(handed.value.link));
  const words = JSON.stringify(read);
  for (const said of ["Market Office (Germany) ordered us to act", "Objection to the Market Office within a month."])
    expect(words).toContain(said);
  expect(words).not.toContain("Mei Lin");
  expect(await row()).toMatchObject({ userToldAt: null });
  expect(await markOrderLetterRead({ kind: "public" }, { letterId: letter.id }, later(60))).toMatchObject({ ok: true });
  expect(await row()).toMatchObject({ userToldAt: later(60) });
  // Once they have it, it is theirs alone.
  expect(await handOrderLink(ruth, { letterId: letter.id }, later(61))).toMatchObject({ reason: "letter_has_arrived" });
  expect((await auditOf(db(), letter.id)).map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["order.hand_link", "order.read_letter"]),
  );
});

test("O3: while the authority forbids it nothing is written, and neither link nor webhook tells of the order; then it is", async () => {
  const { orderId, letters } = await anOrderedPost(null, { holdUntil: later(600).toISOString() });
  await drain(later(30));
  expect(await letters()).toEqual([]);
  expect(await holdOrder(ruth, { orderId, holdUntil: later(900).toISOString() }, later(40))).toMatchObject({
    ok: true,
  });
  await drain(later(700));
  expect(await letters()).toEqual([]);
  const told = sql`${outbox.payload} ->> 'event' = 'order.letter' and ${outbox.createdAt} > ${later(30)}`;
  expect(await db().select().from(outbox).where(told)).toEqual([]);
  await drain(later(901));
  expect(await letters()).toMatchObject([{ delivery: "not_deliverable", composedAt: later(901) }]);
});

test("O3: an order for information is told in the same way, without any decision", async () => {
  const account = await anAccount(db(), { email: null, language: "de" });
  const asked = await recordOrder(
    ruth,
    {
      ...{ platform: "taobao-weitao", kind: "information", authority: "Market Office", country: "DE" },
      ...{ email: "desk@market-office.example", account: account.id, receivedAt: later(-90).toISOString() },
    },
    townTime,
  );
  if (!asked.ok) throw new Error(asked.reason);
  const { orderId } = asked.value;
  expect(
    await answerOrder(ruth, { orderId, effect: "given", kinds: ["identity"], way: "portal" }, later(2)),
  ).toMatchObject({ ok: true });
  await drain(later(3));
  const [letter] = await db().select().from(orderLetters).where(eq(orderLetters.orderId, orderId));
  expect(letter).toMatchObject({ decisionId: null, language: "de", delivery: "not_deliverable" });
});

test("O3: a letter that had nowhere to go is sent once an address becomes known, in the words that were kept, and once", async () => {
  const { account, letters } = await anOrderedPost(null);
  await drain(later(5));
  await tryLateOrderLetters(db(), later(6));
  await db().update(accounts).set({ email: "found-o3@people.example" }).where(eq(accounts.id, account.id));
  await tryLateOrderLetters(db(), later(60));
  await tryLateOrderLetters(db(), later(60));
  await drain(later(60));
  await tryLateOrderLetters(db(), later(61));
  await drain(later(61));
  const sent = await db().select().from(mails).where(eq(mails.toAddress, "found-o3@people.example"));
  expect(sent).toHaveLength(1);
  expect(await letters()).toMatchObject([{ delivery: "sent", composedAt: later(5), sentAt: later(60) }]);
  expect(await toldPlatformOf((await letters())[0]?.id ?? "")).toHaveLength(1);
});

test("O3: a letter whose mail came back can be handed over; one that arrived, one of an unknown link and another platform's cannot", async () => {
  const { letters } = await anOrderedPost("back-o3@people.example");
  await drain(later(5));
  const [letter] = await letters();
  const letterId = letter?.id ?? "";
  expect(letter).toMatchObject({ delivery: "sent" });
  expect(await handOrderLink(ruth, { letterId }, later(6))).toMatchObject({ reason: "letter_has_arrived" });
  const [mail] = await db()
    .select()
    .from(mails)
    .where(eq(mails.toAddress, "back-o3@people.example"))
    .orderBy(asc(mails.sentAt));
  const [message] = await db()
    .select()
    .from(outbox)
    .where(eq(outbox.id, mail?.outboxId ?? letterId));
  const back = { messageId: message?.messageId, event: "bounced", at: later(7).toISOString(), reason: "no such box" };
  expect(await recordMailEvent({ kind: "system", name: "outbox" }, back, later(7))).toMatchObject({ ok: true });
  expect(await handOrderLink(ruth, { letterId }, later(8))).toMatchObject({ ok: true });
  for (const other of [mei, await aColleague(db(), { role: "admin" })])
    expect(await handOrderLink(other, { letterId }, later(8))).toMatchObject({ code: "forbidden" });
  expect(await orderLetterAsSent(db(), ruth, letterId)).toMatchObject({ ok: true });
  expect(await orderLetterAsSent(db(), mei, letterId)).toMatchObject({ code: "forbidden" });
  expect(await orderLetterAtLink(db(), "x".repeat(46))).toMatchObject({ reason: "link_unknown" });
  const elsewhere = { ...platformKey, platformIds: ["wechat"] };
  expect(await orderLetterFor(db(), elsewhere, letterId)).toMatchObject({ code: "not_found" });
});

test("O1: an authority is told by the clock of its own state when its order came and had effect, not by the platform's", async () => {
  const email = "mesa@oficina.example";
  await anOrderedPost(null, { country: "ES", language: "en", email });
  await drain(later(5));
  const sent = await db().select().from(mails).where(eq(mails.toAddress, email));
  expect(sent).toHaveLength(2);
  for (const { body } of sent) {
    expect(body).toMatch(/at \d\d:\d\d \(Central European (Summer|Standard) Time\)/);
    expect(body).toMatch(/Our number: \S+/);
    expect(body).not.toContain("China");
  }
});
