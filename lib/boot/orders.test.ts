import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts, databaseCopies, decisions, mails, orders, sanctions, settings, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import { answerOrder, completeOrder, holdOrder, recordOrder } from "@/lib/intake/order.command";
import { orderPage, orderView } from "@/lib/intake/order.queries";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  auditOf,
  aViolation,
  caseRow,
  decisionOf,
  givenPacks,
  townTime,
  whatWasOrdered,
} from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
let [ruth, mei]: Person[] = [];
const supervisor = () => ruth as Person;

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
  mei = await aColleague(db(), { name: "Mei Lin" });
});

let desks = 0;
/** An order as it came; each has an address of its own, so that a test reads only its letters. */
function anOrder(about: Record<string, unknown> = {}) {
  desks += 1;
  return {
    platform: "taobao-weitao",
    kind: "act",
    authority: "Market Office",
    country: "DE",
    email: `desk-${desks}@market-office.example`,
    legalBasis: "Section 5 of the Example Act",
    reasons: "The offer is forbidden in this country.",
    redress: "Objection to the Market Office within a month.",
    receivedAt: later(-90).toISOString(),
    ...about,
  };
}
async function recorded(about: Record<string, unknown> = {}, at = townTime) {
  const raw = anOrder(about);
  const answer = await recordOrder(supervisor(), raw, at);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return { ...answer.value, email: raw.email };
}
const orderBy = async (orderId: string) => (await db().select().from(orders).where(eq(orders.id, orderId)))[0];
const drain = (at: Date) => drainOutbox(db(), outboxHandlers, at);
const mailsTo = (address: string) =>
  db().select().from(mails).where(eq(mails.toAddress, address)).orderBy(asc(mails.sentAt));
async function aCaseOf(email: string) {
  const account = await anAccount(db(), { email, language: "en" });
  const made = await aCase(db(), { account });
  return { ...made, location: `https://taobao-weitao.example/${made.itemId}` };
}
const decide = (about: Awaited<ReturnType<typeof aCase>>, at: Date) =>
  decideCase(mei as Person, aViolation(about, whatWasOrdered), at);

test("an order to act is confirmed at once, is before all reports, and its authority hears when it has effect (O1)", async () => {
  const about = await aCaseOf("o1@account.example");
  const { orderId, email, missing } = await recorded({ locations: [about.location] });
  expect(missing).toEqual([]);
  expect(await caseRow(db(), about.caseId)).toMatchObject({ source: "authority" });
  expect((await caseRow(db(), about.caseId)).rank).toBeLessThan(-200_000_000);
  await drain(later(1));
  expect(await decide(about, later(10))).toMatchObject({ ok: true });
  await drain(later(10));
  expect(await orderBy(orderId)).toMatchObject({ effect: null, acknowledgedAt: townTime });
  await drain(later(12));
  expect(await orderBy(orderId)).toMatchObject({ effect: "given", effectAt: later(12) });
  const letters = await mailsTo(email);
  expect(letters.map(({ subject }) => subject)).toEqual([
    expect.stringContaining("we have received your order"),
    expect.stringContaining("the effect of your order"),
  ]);
  expect(letters.at(-1)?.body).toContain("Effect was given to the order on 7 September 2016");
  for (const { body } of letters) expect(body).not.toContain("Mei Lin");
  const page = await orderPage(db(), supervisor());
  // Received 90 minutes before it was recorded, effect 12 minutes after.
  expect(page.ok && page.value.clocks.act).toMatchObject({ count: 1, toConfirm: 1.5, toEffect: 1.7 });
  expect((await auditOf(db(), orderId)).map(({ verb }) => verb)).toContain("order.settle");
});

test("a decision on an ordered item owes no statement of reasons; the person is told of the order instead (S4, O3)", async () => {
  const address = "s4@account.example";
  const about = await aCaseOf(address);
  await recorded({ locations: [about.location], territories: ["DE", "AT"] });
  const seen = await caseView(db(), mei as Person, about.caseId, later(1));
  expect(seen.ok && seen.value.notices.find(({ order }) => order)?.order).toMatchObject({ authority: "Market Office" });
  await decide(about, later(2));
  const decision = await decisionOf(db(), about.caseId);
  expect(decision?.orderId).not.toBeNull();
  const toAffected = and(eq(statements.decisionId, decision?.id ?? ""), eq(statements.addressee, "affected"));
  expect(await db().select().from(statements).where(toAffected)).toEqual([]);
  expect(
    await db()
      .select()
      .from(databaseCopies)
      .where(eq(databaseCopies.decisionId, decision?.id ?? "")),
  ).toEqual([]);
  expect(await mailsTo(address)).toEqual([]);
  await drain(later(5));
  const [letter, ...more] = await mailsTo(address);
  expect(more).toEqual([]);
  for (const words of [
    "Market Office (Germany) ordered us to act",
    "The offer is forbidden in this country.",
    "Section 5 of the Example Act",
    "Objection to the Market Office within a month.",
    "It has effect in: Germany and Austria.",
    about.location,
  ])
    expect(letter?.body).toContain(words);
});

test("nobody concerned is told before the authority allows it, whenever the hold is set, and once it ends they are (O3)", async () => {
  const address = "hold@account.example";
  const about = await aCaseOf(address);
  const { orderId } = await recorded({ locations: [about.location], holdUntil: later(600).toISOString() });
  await decide(about, later(2));
  await drain(later(30));
  expect(await orderBy(orderId)).toMatchObject({ effect: "given", userToldAt: null });
  expect(await mailsTo(address)).toEqual([]);
  expect(await holdOrder(supervisor(), { orderId, holdUntil: later(900).toISOString() }, later(40))).toMatchObject({
    ok: true,
  });
  await drain(later(700));
  expect(await mailsTo(address)).toEqual([]);
  // An authority relies on it: nobody ends it, or makes it shorter, without saying why.
  for (const holdUntil of [null, later(800).toISOString()])
    expect(await holdOrder(supervisor(), { orderId, holdUntil, why: " " }, later(709))).toMatchObject({
      fields: [{ field: "why", reason: "order_hold_why" }],
    });
  await drain(later(709));
  expect(await mailsTo(address)).toEqual([]);
  const why = "The court allowed it by letter today.";
  expect(await holdOrder(supervisor(), { orderId, holdUntil: null, why }, later(710))).toMatchObject({ ok: true });
  expect(
    (await auditOf(db(), orderId)).find(({ verb, outcome }) => verb === "order.hold" && outcome === "done")?.body,
  ).toContain(why);
  await drain(later(711));
  expect(await mailsTo(address)).toHaveLength(1);
  expect(await orderBy(orderId)).toMatchObject({ userToldAt: later(711) });
  const late = { orderId, holdUntil: later(990).toISOString() };
  expect(await holdOrder(supervisor(), late, later(712))).toMatchObject({ reason: "order_user_told" });
});

test("a decision that is taken back tells neither authority nor person, and the order stays open", async () => {
  const about = await aCaseOf("undo@account.example");
  const { orderId, email } = await recorded({ locations: [about.location] });
  const decided = await decide(about, later(2));
  if (!decided.ok) throw new Error(decided.reason);
  await undoDecision(mei as Person, { decisionId: decided.value.decisionId }, new Date(later(2).getTime() + 5_000));
  await drain(later(9));
  expect(await orderBy(orderId)).toMatchObject({ effect: null });
  expect(await mailsTo(email)).toHaveLength(1);
  expect(await mailsTo("undo@account.example")).toEqual([]);
});

test("an order of two items has its effect when both are decided, and only in part where one was not followed (O1)", async () => {
  const [one, two] = [await aCaseOf("one@account.example"), await aCaseOf("two@account.example")];
  const { orderId, email } = await recorded({ locations: `${one.location}\n${two.location}\n` });
  await decide(one, later(2));
  await drain(later(5));
  expect(await orderBy(orderId)).toMatchObject({ effect: null });
  const rationale = "The offer is a book about the goods and not the goods.";
  const cleared = { caseId: two.caseId, version: two.version, outcome: "no_violation", rationale };
  expect(await decideCase(mei as Person, cleared, later(6))).toMatchObject({ ok: true });
  await drain(later(9));
  expect(await orderBy(orderId)).toMatchObject({ effect: "partly" });
  expect((await mailsTo(email)).at(-1)?.body).toContain("a part of the order");
  expect(await mailsTo("two@account.example")).toEqual([]);
});

test("an order for information is confirmed and answered, and no content is touched (O2)", async () => {
  const address = "info@account.example";
  const about = await aCaseOf(address);
  const own = eq(accounts.id, about.accountId ?? "");
  const [account] = await db().select().from(accounts).where(own);
  const { orderId, email } = await recorded({ kind: "information", account: account?.externalId });
  const before = [await db().select().from(decisions), await db().select().from(sanctions)];
  const untouched = await caseRow(db(), about.caseId);
  await drain(later(1));
  const given = { orderId, effect: "given", note: "Sent by registered letter.", kinds: ["identity"], way: "post" };
  expect(await answerOrder(supervisor(), given, later(30))).toMatchObject({ ok: true });
  expect(await answerOrder(supervisor(), given, later(31))).toMatchObject({ code: "stale" });
  await drain(later(40));
  expect([await db().select().from(decisions), await db().select().from(sanctions)]).toEqual(before);
  expect(await caseRow(db(), about.caseId)).toEqual(untouched);
  expect((await mailsTo(email)).map(({ subject }) => subject)).toHaveLength(2);
  expect((await mailsTo(email)).at(-1)?.body).toContain("Sent by registered letter.");
  const [told] = await mailsTo(address);
  expect(told?.body).toContain("ordered us to provide information about you");
  expect(told?.body).not.toContain("Sent by registered letter.");
  const value = { account: { id: account?.id, name: account?.handle } };
  expect(await orderView(db(), supervisor(), orderId)).toMatchObject({ value });
  const page = await orderPage(db(), supervisor());
  expect(page.ok && page.value.clocks.information).toMatchObject({ count: 1, toConfirm: 1.5, toEffect: 2 });
});

test("an order that lacks something is asked about, and its clocks run from its receipt all the same (O4)", async () => {
  const about = await aCaseOf("o4@account.example");
  const { orderId, email, missing } = await recorded({ legalBasis: "", redress: "" });
  expect(missing).toEqual(["legalBasis", "locations", "redress"]);
  await drain(later(1));
  const [asked] = await mailsTo(email);
  expect(asked?.body).toContain("the legal basis of the order");
  expect(asked?.body).toContain("exactly where the content is");
  expect(await orderBy(orderId)).toMatchObject({ clarificationAskedAt: townTime, clarifiedAt: null, noticeId: null });
  const part = { orderId, locations: about.location, legalBasis: "Section 9 of the Example Act" };
  expect(await completeOrder(supervisor(), part, later(60))).toMatchObject({ value: { missing: ["redress"] } });
  expect(await caseRow(db(), about.caseId)).toMatchObject({ source: "authority" });
  expect(await orderBy(orderId)).toMatchObject({ clarifiedAt: null });
  expect(await completeOrder(supervisor(), { orderId, redress: "Objection." }, later(120))).toMatchObject({
    value: { missing: [] },
  });
  expect(await orderBy(orderId)).toMatchObject({ clarificationAskedAt: townTime, clarifiedAt: later(120) });
});

test("an order about the safety of children is there for nobody who is not cleared, and neither is its case", async () => {
  const about = await aCaseOf("minors@account.example");
  const { orderId } = await recorded({ locations: [about.location], category: "PROTECTION_OF_MINORS" });
  expect(await caseRow(db(), about.caseId)).toMatchObject({ childSafety: true });
  expect(await orderView(db(), supervisor(), orderId)).toMatchObject({ code: "not_found" });
  expect(await holdOrder(supervisor(), { orderId, holdUntil: null }, later(1))).toMatchObject({ code: "not_found" });
  const page = await orderPage(db(), supervisor());
  expect(page.ok && page.value.orders.some(({ id }) => id === orderId)).toBe(false);
  const cleared = { ...supervisor(), skills: { ...noSkills, childSafety: true } };
  expect(await orderView(db(), cleared, orderId)).toMatchObject({
    ok: true,
    value: { places: [about].map(({ location }) => ({ location })) },
  });
});

test("who may not record orders is refused, and what cannot be an order names its field", async () => {
  for (const role of ["moderator", "admin", "auditor"] as const)
    expect(await recordOrder(await aColleague(db(), { role }), anOrder(), townTime)).toMatchObject({
      code: "forbidden",
    });
  const fieldsOf = async (about: Record<string, unknown>) => {
    const answer = await recordOrder(supervisor(), anOrder(about), townTime);
    return answer.ok ? [] : (answer.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
  };
  expect(await fieldsOf({ receivedAt: later(5).toISOString() })).toEqual(["receivedAt date_in_future"]);
  expect(await fieldsOf({ platform: "nowhere" })).toEqual(["platform platform_not_here"]);
  expect(await fieldsOf({ kind: "information", account: "nobody" })).toEqual(["account account_unknown"]);
  expect(await fieldsOf({ country: "Germany" })).toEqual(["country not_country"]);
  expect((await fieldsOf({ locations: "not a place at all" }))[0]).toMatch(/^locations\.0 /);
  const act = await recorded();
  const answer = { orderId: act.orderId, effect: "given" };
  expect(await answerOrder(supervisor(), answer, later(1))).toMatchObject({ reason: "order_ends_by_decision" });
});

test("an authority is answered in the language that its order is recorded with, and who is concerned reads of it in their own (O1, O3)", async () => {
  const address = "o3-polish@account.example";
  const account = await anAccount(db(), { email: address, language: "pl" });
  const about = await aCase(db(), { account });
  const location = `https://taobao-weitao.example/${about.itemId}`;
  const { email } = await recorded({ locations: [location], language: "fr", redress: "" });
  await drain(later(1));
  await decide(about, later(2));
  await drain(later(5));
  const answers = await mailsTo(email);
  expect(answers.map(({ language }) => language)).toEqual(["fr", "fr"]);
  expect(answers[0]?.body).toContain("les voies de recours ouvertes au fournisseur et à la personne concernée");
  expect(answers[1]?.body).toContain("L’injonction a été exécutée le 7 septembre 2016");
  const [letter] = await mailsTo(address);
  expect(letter).toMatchObject({ language: "pl", subject: expect.stringContaining("nakaz organu dotyczący") });
  expect(letter?.body).toContain("Market Office (Niemcy): ten organ nakazał nam podjąć działania");
});

test("who reads a language that we have no letters in is told of an order in the platform's own (O3)", async () => {
  await db()
    .insert(settings)
    .values({ platformId: "wechat", key: "letterLanguage", value: "zh-Hant", updatedAt: townTime });
  const address = "o3-platform@account.example";
  const account = await anAccount(db(), { email: address, language: "sv", platformId: "wechat" });
  const { orderId } = await recorded({ platform: "wechat", kind: "information", account: account.id });
  const given = { orderId, effect: "given", kinds: ["contact"], way: "portal" };
  expect(await answerOrder(supervisor(), given, later(2))).toMatchObject({ ok: true });
  await drain(later(3));
  const [letter] = await mailsTo(address);
  expect(letter).toMatchObject({ language: "zh-Hant", subject: "微信：主管機關要求提供您的資訊" });
});
