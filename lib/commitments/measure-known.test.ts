import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { affiliates, contentItems, noticeItems, notices, traders } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days } from "@/test/appeals";
import { commitmentNow, givenRegister } from "@/test/commitments";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aCase, aColleague, anAccount, aReport, givenPacks, townTime } from "@/test/town";
import type { IndicatorKey } from "./indicator-keys.rules";
import { measure } from "./measure.store";
import { monthAt, monthSpan } from "./month.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let registerId: string;
const now = after(days(2));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  await givenRegister(db(), townTime);
  registerId = (await commitmentNow(db(), "AE1")).register.id;
});

const of = (key: IndicatorKey) => measure(db(), key, { registerId, platformId: null, now, ...monthSpan(monthAt(now)) });

test("AE4: of the reports of hidden links those of third parties and of own detection are told apart", async () => {
  const made = await aCase(db(), { notices: 0 });
  for (const source of ["third_party", "own_detection", "guest", "guest"] as const)
    await aReport(db(), made, { source, tags: ["hidden_link"], receivedAt: now });
  await aReport(db(), await aCase(db(), { notices: 0 }), { source: "third_party", receivedAt: now });
  expect(await of("hidden_links_found_by_third_parties")).toEqual({ value: 1 / 4, count: 4 });
  expect(await of("hidden_links_found_by_own_detection")).toEqual({ value: 1 / 4, count: 4 });
});

test("AE6: of the partners that were seen those count that were screened by then", async () => {
  for (const screenedAt of [now, null]) {
    const account = await anAccount(db());
    const { itemId } = await aCase(db(), { account });
    await db().update(contentItems).set({ role: "affiliate" }).where(eq(contentItems.id, itemId));
    await db().insert(affiliates).values({ accountId: account.id, platformId: account.platformId, screenedAt });
  }
  expect(await of("affiliates_screened")).toEqual({ value: 1 / 2, count: 2 });
});

test("AE7: a report of a supplement or a medicine counts as decided once every item of it is; a third party's medicine is counted", async () => {
  const decided = await aStoredDecision(db(), mei, { at: now, values: [] });
  const open = await aCase(db(), { notices: 0 });
  const one = await aReport(db(), decided, { tags: ["supplement"], receivedAt: now });
  await aReport(db(), open, { tags: ["medicine"], source: "third_party", receivedAt: now });
  await db().update(noticeItems).set({ decisionId: decided.decisionId }).where(eq(noticeItems.noticeId, one.noticeId));
  expect(await of("supplement_notices_decided")).toEqual({ value: 1 / 2, count: 2 });
  expect(await of("medicine_findings_by_third_parties")).toEqual({ value: 1, count: 1 });
  await db().update(notices).set({ withdrawnAt: now }).where(eq(notices.id, one.noticeId));
  expect(await of("supplement_notices_decided")).toEqual({ value: 0, count: 1 });
});

test("AE10: a demotion counts with its statement of reasons; a removal is none", async () => {
  await aStoredDecision(db(), mei, { at: now, values: ["DECISION_VISIBILITY_CONTENT_DEMOTED"] });
  await aStoredDecision(db(), mei, { at: now, values: ["DECISION_VISIBILITY_CONTENT_REMOVED"] });
  expect(await of("demotions_with_statement")).toEqual({ value: 1, count: 1 });
});

test("AE11: of the trader records that are kept those count that somebody checked", async () => {
  for (const checkedAt of [now, null]) {
    const account = await anAccount(db());
    const checkedBy = checkedAt && mei.id;
    await db().insert(traders).values({ accountId: account.id, platformId: account.platformId, checkedAt, checkedBy });
  }
  expect(await of("traders_checked")).toEqual({ value: 1 / 2, count: 2 });
});
