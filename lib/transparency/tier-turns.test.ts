import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { databaseCopies, platforms, platformTierChanges } from "@/db/schema";
import { settingsPage } from "@/lib/administration/queries";
import { waitingCopies } from "@/lib/decisions/copy-review.queries";
import { metrics } from "@/lib/platform/metrics";
import { dayIn } from "@/lib/platform/time.rules";
import { changeTier } from "@/lib/policy/tier-change.command";
import { aSendingDesk, platform } from "@/test/sending-desk";
import { given } from "@/test/statements-due";
import { giveUpCopy } from "./give-up-copy.command";
import { measureDatabase } from "./metrics.queries";
import { isInUse } from "./submissions.contract";
import { databaseLanes, heldSubmissions, notSent, reconciliation } from "./submissions.queries";

const desk = aSendingDesk();
const { db, due, pass, send } = desk;

afterEach(async () => {
  await db().delete(platformTierChanges);
  await db().update(platforms).set({ tier: "very_large" }).where(eq(platforms.id, platform));
});

async function turn(tier: "small_platform" | "very_large") {
  pass(60);
  const why = "The figures of two years.";
  const [{ zone } = { zone: "" }] = await db()
    .select({ zone: platforms.zone })
    .from(platforms)
    .where(eq(platforms.id, platform));
  const change = { platform, tier, isMarketplace: true, effectiveFrom: dayIn(desk.now(), zone), why };
  expect(await changeTier(desk.lucia, change, desk.now())).toMatchObject({ ok: true });
  pass(60);
}

/** What each place says of the statements decided since then that the database does not have. */
async function told(since: Date) {
  const lane = (await databaseLanes(db())).find(({ platformId }) => platformId === platform);
  const range = { platformId: platform, from: since, to: new Date("2030-01-01"), now: desk.now() };
  const days = await reconciliation(db(), range);
  const gaps = Object.fromEntries(days.flatMap((day) => day.gaps).map(({ reason, count }) => [reason, count]));
  await measureDatabase(db());
  const text = await metrics().registry.metrics();
  const gauge = (state: string) =>
    Number(text.match(`recourse_database_statements{platform="${platform}",state="${state}"} (\\d+)`)?.[1] ?? -1);
  return { lane, gaps, gauge, due: days.reduce((sum, day) => sum + day.due, 0) };
}

/** What earlier tests of the file left, given up and due nowhere in these numbers. */
async function before() {
  const { lane } = await told(desk.now());
  return { notDue: lane?.counts.not_due ?? 0, givenUp: lane?.counts.given_up ?? 0 };
}

test("a platform that owes no more still owes what it decided before, and the lanes, the metrics and the days say the same", async () => {
  const since = desk.now();
  await due(2);
  await turn("small_platform");
  const { lane, gaps, gauge, due: owed } = await told(since);
  expect(lane).toMatchObject({ isOwed: false, owedBefore: true, counts: { waiting: 2, not_due: 0 } });
  expect(lane && isInUse(lane), "its stop would be shown").toBe(true);
  expect([gauge("waiting"), gauge("not_due")]).toEqual([2, 0]);
  expect([gaps.waiting, gaps.not_due, owed]).toEqual([2, undefined, 2]);
  const page = await settingsPage(db());
  expect(page.platforms.find(({ id }) => id === platform)).toMatchObject({ owesDatabase: false, owedDatabase: true });

  await due(3);
  const later = await told(since);
  expect(later.lane?.counts).toMatchObject({ waiting: 2, not_due: 3 });
  expect([later.gauge("waiting"), later.gauge("not_due")]).toEqual([2, 3]);
  expect([later.gaps.waiting, later.gaps.not_due, later.due]).toEqual([2, 3, 2]);
  await send();
  const sent = await told(since);
  expect(sent.lane?.counts).toMatchObject({ waiting: 0, not_due: 3 });
  expect(sent.lane && isInUse(sent.lane)).toBe(false);
  expect([sent.gauge("waiting"), sent.gauge("not_due")]).toEqual([-1, 3]);
});

test("a platform that begins to owe owes nothing of before: nobody is asked to look at it, and it waits nowhere", async () => {
  await turn("small_platform");
  const since = desk.now();
  const old = await before();
  const [reviewed = "", closed = ""] = await due(2);
  const copies = await db().update(databaseCopies).set({ state: "to_review" }).returning();
  const idOf = (puid: string) => copies.find((copy) => copy.puid === puid)?.id ?? "";
  const why = "Nobody can say it in words that fit.";
  expect(await giveUpCopy(desk.lucia, { copyId: idOf(closed), why }, desk.now())).toMatchObject({ ok: true });
  await turn("very_large");
  const [owed = ""] = await due(1);

  const { lane, gaps, gauge, due: dueNow } = await told(since);
  expect(lane).toMatchObject({ isOwed: true, counts: { waiting: 1, to_review: 0, given_up: old.givenUp } });
  expect(lane?.counts.not_due).toBe(old.notDue + 2);
  expect([gauge("waiting"), gauge("not_due")]).toEqual([1, 1]);
  expect([gaps.waiting, gaps.to_review, gaps.given_up, gaps.not_due, dueNow]).toEqual([1, undefined, undefined, 2, 1]);
  const waiting = (await waitingCopies(db(), desk.lucia, undefined)).items.map(({ id }) => id);
  expect(waiting).not.toContain(idOf(reviewed));
  const range = { platformId: platform, from: since, to: new Date("2030-01-01") };
  expect((await notSent(db(), desk.lucia, range)).map(({ copyId }) => copyId)).not.toContain(idOf(closed));
  const page = await heldSubmissions(db(), desk.lucia);
  expect(page.ok ? page.value.held : null).toEqual([]);
  await send();
  expect(desk.timesOf(owed)).toEqual([1]);
});

test("nobody is alerted that sending stopped where a platform owes no more and nothing of before is left", async () => {
  const alerts = await desk.alerts();
  await given(db(), platform, { databaseUrl: "" });
  await turn("small_platform");
  await due(1);
  await send();
  expect(await desk.alerts()).toBe(alerts);
  await turn("very_large");
  await due(1);
  await turn("small_platform");
  await send();
  expect(await desk.alerts(), "one of before is left").toBe(alerts + 1);
});
