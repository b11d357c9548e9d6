import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, platforms, settings, statements, traders } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { openAffiliateCase, screenAffiliate } from "@/lib/decisions/affiliate.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import {
  askCorrection,
  checkTrader,
  endContract,
  keepTrader,
  purgeTraders,
  suspendTrader,
} from "@/lib/decisions/trader.command";
import { listedTrader, traderDesk } from "@/lib/decisions/trader.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aReviewer, aTakenAppeal, days, linkOf, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, auditOf, caseRow, townTime } from "@/test/town";
import { aTrader, wholeTrader } from "@/test/traders";

const { opened } = withTestDatabase();
const db = () => opened().db;
let ruth: Person;
let amara: Person;
let mei: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  ruth = await aReviewer(db(), { name: "Ruth Adler" });
});

const anAliexpressAccount = (email: string) =>
  anAccount(db(), { platformId: "aliexpress", email, language: "en", zone: "Europe/Berlin", kind: "business" });
const deskOf = async (accountId: string, at: Date) => {
  const desk = await traderDesk(db(), ruth, accountId, at);
  if (!desk.ok) throw new Error(desk.reason);
  return desk.value;
};
const statusAt = async (accountId: string, at: Date) => (await deskOf(accountId, at)).trader?.status;
const why = "The address of the business is missing, and it was not given when we asked for it.";
const asking = { fields: ["address"], dueOn: "2016-09-20", why: "The address was left empty." };
const suspending = { measure: "suspended", action: "ae.suspend-account", why };

/** A trader without an address, asked for it on the town's day. */
async function anAskedTrader(email: string) {
  const account = await anAliexpressAccount(email);
  const kept = await aTrader(ruth, account.id, { address: "" });
  const asked = await askCorrection(ruth, { ...kept, ...asking }, townTime);
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  await theWorkerRuns(db(), after(60));
  return { account, seen: asked.value };
}
async function aSuspendedTrader(email: string) {
  const { account, seen } = await anAskedTrader(email);
  const done = await suspendTrader(ruth, { ...seen, ...suspending }, after(days(14)));
  if (!done.ok) throw new Error(JSON.stringify(done));
  await theWorkerRuns(db(), after(days(14) + 60));
  return { account, ...done.value };
}

test("C4: a trader whose address is missing is asked for it with a last day, and can be neither suspended nor refused before", async () => {
  const { account, seen } = await anAskedTrader("asked@account.example");
  const [mail] = await db().select().from(mails).where(eq(mails.toAddress, "asked@account.example"));
  expect(mail?.subject).toContain("Please complete your trader data on AliExpress");
  for (const words of [
    "Please correct or complete: address.",
    "20 September 2016",
    "suspend you as a trader",
    `your account shop-${account.id.slice(-4)}`,
    "/terms/aliexpress",
    "Article 30(1)",
  ])
    expect(mail?.body).toContain(words);
  expect(await statusAt(account.id, after(60))).toBe("correction_asked");
  for (const measure of ["suspended", "refused"]) {
    const early = await suspendTrader(ruth, { ...seen, ...suspending, measure }, after(days(5)));
    expect(early).toMatchObject({ reason: "trader_still_time", values: { day: "2016-09-20" } });
  }
  expect(await statusAt(account.id, after(days(14)))).toBe("correction_overdue");
  expect(await askCorrection(mei, { ...seen, ...asking }, after(60))).toMatchObject({ code: "forbidden" });
  const past = await askCorrection(ruth, { ...seen, ...asking, dueOn: "2016-09-07" }, after(60));
  expect(past).toMatchObject({ fields: [{ field: "dueOn" }] });
});

test("C4: a trader who is asked and then suspended reads in both letters where traders reach the platform", async () => {
  const address = "traders@aliexpress.example";
  const row = { platformId: "aliexpress", key: "traderContactAddress", value: address, updatedAt: townTime };
  await db().insert(settings).values(row);
  await aSuspendedTrader("reached@account.example");
  const letters = await db().select().from(mails).where(eq(mails.toAddress, "reached@account.example"));
  expect(letters).toHaveLength(2);
  for (const { body } of letters) expect(body).toContain(`You can also write to ${address}.`);
  await db().delete(settings).where(eq(settings.key, "traderContactAddress"));
});

test("C4: a trader who did not correct is suspended by a decision with a statement about their trader account, what brings them back, and an appeal link", async () => {
  const { account, decisionId, caseId } = await aSuspendedTrader("suspended@account.example");
  expect(await statusAt(account.id, after(days(15)))).toBe("suspended");
  expect(await caseRow(db(), caseId)).toMatchObject({ state: "decided", source: "own_detection" });
  const [statement] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  expect(statement).toMatchObject({ isStatementOfReasons: true, delivery: "sent" });
  const [, mail] = await db()
    .select()
    .from(mails)
    .where(eq(mails.toAddress, "suspended@account.example"))
    .orderBy(mails.sentAt);
  for (const words of [
    "Our decision about your trader account on AliExpress",
    "We found that its data is not as the law requires of traders.",
    `It is about this account on AliExpress: shop-${account.id.slice(-4)}.`,
    "This is why it is applied to you:",
    "Send us the data that is named above as missing or not corrected.",
    "Article 30(3)",
    "Missing in the trader data: address.",
    "Suspend the account",
    "/appeal",
    "/dispute-bodies",
  ])
    expect(`${mail?.subject}\n${mail?.body}`).toContain(words);
  // No content is at fault, and an id of ours is no place.
  expect(mail?.body).not.toMatch(/against the law|your content \(|-record:|You find it here|content is illegal/);
  const again = await suspendTrader(ruth, { accountId: account.id, version: 3, ...suspending }, after(days(15)));
  expect(again).toMatchObject({ reason: "trader_held_already" });
  expect((await auditOf(db(), account.id)).map(({ verb }) => verb)[0]).toBe("trader.suspend");
});

test("C5: a suspended trader reads why, appeals at the link, and is back when the appeal is right", async () => {
  const { account, decisionId } = await aSuspendedTrader("back@account.example");
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara, { at: after(days(15)) });
  const right = { appealId, version, outcome: "reversed", cause: "new_evidence", reasons };
  expect(await answerAppeal(amara, right, after(days(17)))).toMatchObject({ ok: true });
  expect(await statusAt(account.id, after(days(17)))).toBe("correction_overdue");
  await theWorkerRuns(db(), after(days(17)));
  const own = and(eq(mails.toAddress, "back@account.example"), eq(mails.kind, "mail.appeal_answer"));
  const [answer] = await db().select().from(mails).where(own);
  expect(answer?.body).toContain("our decision on your trader account on");
  const { trader } = await deskOf(account.id, after(days(17)));
  const { selfCertifiedAt: _, ...rest } = { ...wholeTrader, selfCertifiedAt: null };
  const kept = await keepTrader(ruth, { accountId: account.id, version: trader?.version, ...rest }, after(days(18)));
  if (!kept.ok) throw new Error(kept.reason);
  expect(await checkTrader(ruth, kept.value, after(days(18)))).toMatchObject({ ok: true });
  expect(await statusAt(account.id, after(days(18)))).toBe("verified");
});

test("C5: a trader refused before it began gets the same statement and the same way to appeal", async () => {
  const account = await anAliexpressAccount("refused@account.example");
  const kept = await aTrader(ruth, account.id, { payment: "", idRef: "" });
  const refused = await suspendTrader(ruth, { ...kept, ...suspending, measure: "refused" }, after(60));
  if (!refused.ok) throw new Error(JSON.stringify(refused));
  await theWorkerRuns(db(), after(200));
  expect(await statusAt(account.id, after(200))).toBe("refused");
  expect((await linkOf(db(), refused.value.decisionId)).token).not.toBe("");
});

test("C5: a trader's data is deleted six calendar months after the contract ended, and not a day before", async () => {
  const account = await anAliexpressAccount("ended@account.example");
  const kept = await aTrader(ruth, account.id);
  expect(await endContract(ruth, { ...kept, endedOn: "2016-08-31" }, townTime)).toMatchObject({ ok: true });
  expect(await statusAt(account.id, townTime)).toBe("ended");
  await theWorkerRuns(db(), after(60));
  const [mail] = await db().select().from(mails).where(eq(mails.toAddress, "ended@account.example"));
  expect(`${mail?.subject}\n${mail?.body}`).toMatch(
    /contract as a trader on AliExpress has ended[\s\S]*28 February 2017/,
  );
  const row = async () => (await db().select().from(traders).where(eq(traders.accountId, account.id)))[0];
  const until = (await row())?.purgeAt ?? new Date(0);
  expect(until.toISOString().slice(0, 10)).toBe("2017-02-28");
  await purgeTraders(db(), until);
  expect(await row()).toMatchObject({ name: "Hua Lamps Ltd", purgedAt: null });
  const over = new Date(until.getTime() + 1);
  await purgeTraders(db(), over);
  expect(await row()).toMatchObject({
    name: "",
    address: "",
    phone: "",
    email: "",
    idRef: "",
    payment: "",
    purgedAt: over,
  });
  expect((await auditOf(db(), account.id)).map(({ verb }) => verb)[0]).toBe("trader.purge");
  const later = await keepTrader(ruth, { accountId: account.id, version: 3, ...wholeTrader }, over);
  expect(later).toMatchObject({ reason: "trader_purged" });
});

test("where no consumer buys from traders, no identity of one is kept (Art. 30)", async () => {
  const account = await anAliexpressAccount("no-shop@trade.example");
  const as = (isMarketplace: boolean) =>
    db().update(platforms).set({ isMarketplace }).where(eq(platforms.id, "aliexpress"));
  await as(false);
  const kept = await keepTrader(ruth, { ...wholeTrader, accountId: account.id, version: 0 }, townTime);
  await as(true);
  expect(kept).toMatchObject({ ok: false, reason: "platform_no_marketplace" });
  expect(await db().select().from(traders).where(eq(traders.accountId, account.id))).toEqual([]);
});

test("C5: the case and the program of the platform read what a listing shows, and never the identity document", async () => {
  const { account, caseId } = await aSuspendedTrader("listed@account.example");
  const view = await caseView(db(), mei, caseId, after(days(15)));
  const shown = view.ok ? view.value.account?.trader : null;
  expect(shown).toMatchObject({ status: "suspended", missing: ["address"], data: { idRef: "", payment: "" } });
  expect((await deskOf(account.id, after(days(15)))).trader?.data?.idRef).toBe(wholeTrader.idRef);
  const key = {
    kind: "key",
    id: "k",
    name: "shop",
    platformIds: ["aliexpress"],
    permissions: ["trader.view"],
  } as const;
  const asked = { platform: "aliexpress", account: account.id };
  const listed = await listedTrader(db(), key, asked, after(days(15)));
  expect(listed).toMatchObject({ value: { status: "suspended", mayTrade: false, listing: { name: "Hua Lamps Ltd" } } });
  expect(JSON.stringify(listed)).not.toContain(wholeTrader.idRef);
  expect(JSON.stringify(listed)).not.toContain(wholeTrader.payment);
  expect(await listedTrader(db(), { ...key, platformIds: ["wechat"] }, asked, townTime)).toMatchObject({
    code: "forbidden",
  });
});

test("AE6: a partner's screening stands on the case, and termination is a decision that can be appealed", async () => {
  const account = await anAliexpressAccount("partner@account.example");
  const partner = async (at: Date) => (await deskOf(account.id, at)).affiliate;
  expect(await partner(townTime)).toBeNull();
  const screened = {
    accountId: account.id,
    version: 0,
    result: "failed",
    screenedOn: "2016-09-01",
    note: "Fake shops.",
  };
  expect(await screenAffiliate(ruth, screened, townTime)).toMatchObject({ ok: true });
  // The day that was entered, not the instant at which it began on the platform.
  expect(await partner(townTime)).toMatchObject({ status: "failed", screenedOn: "2016-09-01" });
  const opening = {
    accountId: account.id,
    version: 1,
    why: "The partner leads buyers to hidden links again and again.",
  };
  const made = await openAffiliateCase(ruth, opening, townTime);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const contact = { platformId: "aliexpress", key: "contactAddress", value: "help@aliexpress.example" };
  await db()
    .insert(settings)
    .values({ ...contact, updatedAt: townTime });
  const { caseId } = made.value;
  const view = await caseView(db(), mei, caseId, townTime);
  expect(view.ok && view.value.account?.affiliate).toMatchObject({ status: "failed" });
  const decided = await decideCase(
    mei,
    {
      ...{ caseId, version: (await caseRow(db(), caseId)).version, outcome: "violation", ground: "terms" },
      clause: "5.transaction-risk",
      facts: "The partner's links lead to listings that hide what is sold.",
      sanctions: [{ action: "ae.close-account" }],
    },
    after(60),
  );
  expect(decided).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(200));
  await db().delete(settings).where(eq(settings.key, "contactAddress"));
  const [letter] = await db().select().from(mails).where(eq(mails.toAddress, "partner@account.example"));
  expect(letter?.body).toContain("You can also write to help@aliexpress.example.");
  expect(await partner(after(200))).toMatchObject({ status: "terminated" });
  expect((await linkOf(db(), decided.ok ? decided.value.decisionId : "")).token).not.toBe("");
});

test("a record that somebody else changed meanwhile is not overwritten, and a moderator only reads it", async () => {
  const account = await anAliexpressAccount("stale@account.example");
  const kept = await aTrader(ruth, account.id);
  expect(await keepTrader(ruth, { ...kept, version: 0, ...wholeTrader }, townTime)).toMatchObject({
    reason: "trader_changed",
  });
  const moderator = await aColleague(db());
  expect(await keepTrader(moderator, { ...kept, ...wholeTrader }, townTime)).toMatchObject({ code: "forbidden" });
  expect(await traderDesk(db(), moderator, account.id, townTime)).toMatchObject({ value: { mayManage: false } });
});
