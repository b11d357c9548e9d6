import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { outbox, platforms, sanctions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, auditOf, givenPacks } from "@/test/town";
import { endDueSanctions, startDueSanctions } from "./sanction.command";
import { accountPage } from "./standing.queries";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

const at = (text: string) => new Date(text);
async function suspension(decisionId: string) {
  const rows = await opened()
    .db.select()
    .from(sanctions)
    .where(and(eq(sanctions.decisionId, decisionId), eq(sanctions.action, "tb.suspend-comments-7d")));
  if (!rows[0]) throw new Error("no suspension");
  return rows[0];
}
const told = async (event: string, sanctionId: string) =>
  opened()
    .db.select({ payload: outbox.payload })
    .from(outbox)
    .where(sql`${outbox.payload}->>'event' = ${event} and ${outbox.payload}->>'sanctionId' = ${sanctionId}`);

test("a sanction starts when the undo window is over and ends at the close of its last day, each told and logged once", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: at("2016-09-07T04:00:00Z") });
  const { id } = await suspension(decisionId);
  await startDueSanctions(db, at("2016-09-07T04:00:29Z"));
  expect(await suspension(decisionId)).toMatchObject({ state: "held" });
  expect(await startDueSanctions(db, at("2016-09-07T04:00:30Z"))).toBeGreaterThanOrEqual(2);
  expect(await suspension(decisionId)).toMatchObject({ state: "in_force" });
  await endDueSanctions(db, at("2016-09-14T15:59:59.998Z"));
  expect(await suspension(decisionId)).toMatchObject({ state: "in_force" });
  await endDueSanctions(db, at("2016-09-14T15:59:59.999Z"));
  expect(await suspension(decisionId)).toMatchObject({ state: "ended", endedAt: at("2016-09-14T15:59:59.999Z") });
  expect(await endDueSanctions(db, at("2016-09-15T00:00:00Z"))).toBe(0);
  expect(await told("sanction.started", id)).toHaveLength(1);
  expect(await told("sanction.ended", id)).toHaveLength(1);
  expect((await auditOf(db, id)).map(({ verb }) => verb)).toEqual(["sanction.ended", "sanction.started"]);
});

test("what ran out while nobody was looking is started and ended, with the instant it was due", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: at("2016-10-01T04:00:00Z") });
  const late = at("2016-12-24T10:00:00Z");
  await startDueSanctions(db, late);
  await endDueSanctions(db, late);
  expect(await suspension(decisionId)).toMatchObject({ state: "ended", endedAt: at("2016-10-08T15:59:59.999Z") });
});

test("a decision that was taken back never starts anything", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: at("2016-11-01T04:00:00Z") });
  await undoDecision(mei, { decisionId }, at("2016-11-01T04:00:10Z"));
  await startDueSanctions(db, at("2016-11-01T05:00:00Z"));
  expect(await suspension(decisionId)).toMatchObject({ state: "lifted" });
  expect(await told("sanction.started", (await suspension(decisionId)).id)).toEqual([]);
});

test("terms that overlap are not added: the function is back when the later one ends", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  await aDecidedCase(db, { account, by: mei, at: at("2017-01-02T04:00:00Z") });
  const second = await aDecidedCase(db, { account, by: mei, at: at("2017-01-05T04:00:00Z") });
  await startDueSanctions(db, at("2017-01-05T04:01:00Z"));
  const during = await accountPage(db, mei, account.id, at("2017-01-06T00:00:00Z"));
  expect(during).toMatchObject({ ok: true, value: { account: { running: [{ endsAt: "2017-01-12T15:59:59.999Z" }] } } });
  // When the first one ends the platform is told that the second still stands.
  await endDueSanctions(db, at("2017-01-10T00:00:00Z"));
  const endings = await db
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(sql`${outbox.payload}->>'event' = 'sanction.ended' and ${outbox.payload}->>'accountId' = ${account.id}`);
  expect(endings.map(({ payload }) => payload.stillInForce)).toEqual([["tb.suspend-comments-7d"]]);
  expect(await suspension(second.decisionId)).toMatchObject({ state: "in_force" });
});

test("edge 30: where the clocks change within the term it still ends with the last day", async () => {
  const { db } = opened();
  await db.update(platforms).set({ zone: "Europe/Berlin" }).where(eq(platforms.id, "taobao-weitao"));
  // Summer time ends on 30 October 2016 in Berlin: seven days later it is an hour more from UTC midnight.
  const { decisionId } = await aDecidedCase(db, { by: mei, at: at("2016-10-26T10:00:00Z") });
  expect((await suspension(decisionId)).endsAt).toEqual(at("2016-11-02T22:59:59.999Z"));
  await db.update(platforms).set({ zone: "Asia/Shanghai" }).where(eq(platforms.id, "taobao-weitao"));
});
