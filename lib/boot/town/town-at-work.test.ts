import { and, eq, isNotNull, isNull, like, lt, ne } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  accounts,
  appeals,
  cases,
  commitmentMilestones,
  commitmentRegisters,
  contentItems,
  decisions,
  qualitySamples,
  strikes,
} from "@/db/schema";
import { PreviewDecision } from "@/lib/decisions/contract";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { caseView } from "@/lib/decisions/queries";
import { settingsFor } from "@/lib/platform/settings";
import { agreementFor } from "@/lib/quality/agreement.queries";
import { clauseHealthView } from "@/lib/quality/clause-health.queries";
import { goldenRows } from "@/lib/quality/golden-list.queries";
import {
  type PublicPlatform,
  periodAsked,
  publicFiguresOf,
  publicPlatforms,
} from "@/lib/transparency/public-figures.queries";
import { keepFigures } from "@/lib/transparency/public-figures.store";
import { sorted, withTown } from "@/test/filled-town";
import { pastItems } from "./past";

const { db, now, mei, actorIn, about } = withTown();

test("the next case of 小叶子2016 is the third strike, and the table's last step is what is offered", async () => {
  const { caseId, accountId, state } = await about("repeat-at");
  const [account] = await db()
    .select({ handle: accounts.handle })
    .from(accounts)
    .where(eq(accounts.id, accountId ?? ""));
  const held = await db().$count(strikes, and(eq(strikes.accountId, accountId ?? ""), isNotNull(strikes.confirmedAt)));
  expect([account?.handle, state, held]).toEqual(["小叶子2016", "open", 2]);
  const asked = { caseId, clause: "Table.12.3", findings: { repeatCount: 4 } };
  const card = await previewDecision(db(), mei, PreviewDecision.parse(asked), now);
  if (!card.ok) throw new Error(JSON.stringify(card));
  expect(card.value.count).toMatchObject({ before: 2, after: 3 });
  expect(card.value.recommendation).toMatchObject({
    violation: true,
    count: 3,
    basis: "rule",
    recommended: ["tb.delete-content", "tb.close-comments-permanently"],
    permanent: true,
  });
});

test("the figures of agreement are shown, with two second looks that differ, and one decision of each platform still waits", async () => {
  const { all, byChance } = await agreementFor(db(), actorIn("jonas"), now);
  expect([byChance.isTooFew, byChance.reviews, byChance.agreed]).toEqual([false, 11, 9]);
  for (const coefficient of [byChance.kappa, byChance.alpha, all.kappa, all.alpha]) {
    expect(coefficient?.value).toBeGreaterThan(0.5);
    expect(coefficient?.interval).not.toBeNull();
  }
  const waiting = await db()
    .select({ platform: qualitySamples.platformId })
    .from(qualitySamples)
    .where(isNull(qualitySamples.reviewedAt));
  expect(sorted(waiting.map(({ platform }) => platform))).toHaveLength(4);
});

test("what the town decided under Taobao's table was decided beside a suggestion, so that clause health has something to tell", async () => {
  const asked = { days: 90, clause: "", language: "", source: "", count: null, after: "" } as const;
  const view = await clauseHealthView(db(), mei, { platformId: "taobao-weitao", asked, now });
  const rows = view?.rows.filter(({ language, source }) => language === null && source === null) ?? [];
  expect(rows.filter(({ decided }) => decided > 0).length).toBeGreaterThan(5);
  const sum = (count: "suggested" | "accepted") => rows.reduce((all, row) => all + row[count], 0);
  expect(sum("suggested")).toBeGreaterThanOrEqual(8);
  expect(sum("accepted")).toBeGreaterThanOrEqual(5);
});

test("two golden items are in use, and nobody is given one before an admin sets a share", async () => {
  const { rows } = await goldenRows(db(), actorIn("amara"));
  expect(rows.map(({ state }) => state)).toEqual(["in_use", "in_use"]);
  expect((await settingsFor(db())).goldenShare).toBe(0);
});

test("a harmless question that seven new senders report in one hour with the same words shows as a brigade", async () => {
  const { caseId, state } = await about("absolute-question");
  const view = await caseView(db(), mei, caseId, now);
  if (!view.ok) throw new Error(view.reason);
  const { notices: reports } = view.value;
  const times = reports.map(({ receivedAt }) => Date.parse(receivedAt));
  expect([state, reports.length]).toEqual(["open", 7]);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(3_600_000);
  expect(new Set(reports.map(({ explanation }) => explanation)).size).toBe(1);
  expect(new Set(reports.map(({ sender }) => sender)), "six gave an address, one gave none").toHaveProperty("size", 7);
  expect(view.value.suggestionsConfident).toBe(false);
});

test.each([
  ["ae-zh-contact", "5.transaction-risk", "earlier-contact"],
  ["two-listings", "II.circumvention.keyword", "earlier-spaced-title"],
  ["spam-ads", "CG/Spam(g)", "earlier-free-phone"],
  ["off-taobao", "Table.6", "earlier-off-taobao"],
])("the open case %s shows under %s what was decided of content like it", async (item, ref, earlier) => {
  const [open, decided] = [await about(item), await about(earlier)];
  expect([open.state, decided.state]).toEqual(["open", "decided"]);
  const found = await precedentsOf(db(), mei, { caseId: open.caseId, ref, now });
  expect(found.ok && found.value.precedents[0]).toMatchObject({ caseId: decided.caseId, state: "standing" });
});

/** What the public page tells of a platform in the half-year of its earlier months. */
async function toldOf(platform: PublicPlatform) {
  const { periods, countedTo } = await periodAsked(db(), platform, "", now);
  const told = [];
  for (const period of periods) told.push(await publicFiguresOf(db(), platform, { period, countedTo, now }));
  return told;
}

test("from the first start the public page of each platform tells of earlier months, and of five complaints not how they ended", async () => {
  await keepFigures(db(), () => now, 120_000);
  for (const platform of await publicPlatforms(db())) {
    const told = await toldOf(platform);
    expect([platform.id, told.some(({ violations }) => violations !== null && violations >= 5)]).toEqual([
      platform.id,
      true,
    ]);
    if (platform.id !== "aliexpress") continue;
    expect(told.map(({ appeals }) => appeals)).toContain(5);
    // Three were upheld and two reversed: counts under five.
    expect(told.flatMap(({ tables }) => tables.answers.rows)).toEqual([]);
  }
});

test("what is past is closed: no queue, no second look and no clock holds anything of it", async () => {
  const past = like(contentItems.location, "%.example/past-%");
  const states = await db()
    .select({ state: cases.state })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(past);
  expect([states.length, sorted(states.map(({ state }) => state))]).toEqual([pastItems, ["decided"]]);
  const drawn = await db()
    .select({ id: qualitySamples.id })
    .from(qualitySamples)
    .innerJoin(decisions, eq(decisions.id, qualitySamples.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(past);
  expect(drawn).toEqual([]);
  const due = await db()
    .select({ id: appeals.id })
    .from(appeals)
    .where(and(lt(appeals.receivedAt, new Date(now.getTime() - 30 * 86_400_000)), ne(appeals.state, "notified")));
  expect(due).toEqual([]);
});

test("the board of a fresh demo opens with no date of a register of commitments that is overdue, and somebody leads each", async () => {
  const { doneAt, dueAt, registerId } = commitmentMilestones;
  const open = await db()
    .select({ dueAt, leadId: commitmentRegisters.leadId })
    .from(commitmentMilestones)
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, registerId))
    .where(and(isNull(doneAt), isNotNull(dueAt)));
  expect(open.length).toBeGreaterThan(0);
  for (const milestone of open) {
    expect(milestone.dueAt?.getTime()).toBeGreaterThan(now.getTime());
    expect(milestone.leadId).not.toBeNull();
  }
});
