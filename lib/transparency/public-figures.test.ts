import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision, aStoredNotice } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import { namesOfPlatform, periodAsked, publicFiguresOf, publicPlatforms } from "./public-figures.queries";
import { keepFigures } from "./public-figures.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});

const removed = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
const at = (day: string) => new Date(`${day}T12:00:00Z`);

async function figures(now: Date, asked = "2026-H1") {
  const platform = (await publicPlatforms(db())).find(({ id }) => id === "aliexpress");
  if (!platform) throw new Error("no platform");
  const { period, countedTo } = await periodAsked(db(), platform, asked, now);
  return publicFiguresOf(db(), platform, { period, countedTo, now });
}

test("the public page tells what was decided, to the end of the last month, without what was taken back, and hides what is too few", async () => {
  const day = "2026-03-10";
  for (let made = 0; made < 8; made += 1)
    await aStoredDecision(db(), mei, { at: at(day), values: removed, clauseRef: "A.1", language: "en" });
  for (let made = 0; made < 6; made += 1)
    await aStoredDecision(db(), mei, { at: at(day), values: [], language: "de-AT", automatedDetection: true });
  await aStoredDecision(db(), mei, { at: at(day), values: removed, clauseRef: "A.2", language: "fr" });
  await aStoredDecision(db(), mei, { at: at(day), values: removed, clauseRef: "A.1", undoneAt: at(day) });
  const told = await aStoredDecision(db(), mei, { at: at("2026-03-11"), values: removed, clauseRef: "A.1" });
  await aStoredNotice(db(), [told], { at: at(day) });
  await aStoredComplaint(db(), told, { at: at("2026-03-11"), hours: 30 });
  expect(await keepFigures(db(), () => at("2026-03-12"), 60_000)).toBe(0);
  // The half-year runs: of March nothing is told before it has been over for ten days.
  expect(await figures(at("2026-03-12"))).toMatchObject({ isOver: false, countedTo: "2026-02-28", decisions: 0 });
  const running = await figures(at("2026-04-12"));
  expect(running).toMatchObject({
    isOver: false,
    countedTo: "2026-03-11",
    decisions: 15,
    notices: null,
    appeals: null,
  });
  const later = await figures(at("2027-01-20"));
  expect(later).toMatchObject({ isOver: true, decisions: 16 });
  // A.2 and French alone are too few, and the total would tell them: the first of the others covers, and of languages the next as well.
  expect(later.tables.clause.rows).toEqual([
    { key: "none", count: 6 },
    { key: "A.1", count: null },
    { key: "A.2", count: null },
  ]);
  expect(later.tables.language.rows).toEqual([
    { key: "de", count: null },
    { key: "en", count: null },
    { key: "fr", count: null },
  ]);
  expect(later.violations).toBe(10);
  expect(await figures(at("2027-01-20"), "2025-H2")).toMatchObject({ period: { id: "2027-H1" }, decisions: 0 });
});

test("a decision of last week that comes late is counted the next day, and counting twice counts nothing twice", async () => {
  for (let made = 0; made < 5; made += 1)
    await aStoredDecision(db(), mei, { at: at("2026-03-09"), values: removed, clauseRef: "A.3", language: "en" });
  expect((await figures(at("2027-01-20"))).decisions).toBe(16);
  await keepFigures(db(), () => at("2026-03-13"), 60_000);
  await keepFigures(db(), () => at("2026-03-13"), 60_000);
  expect((await figures(at("2027-01-20"))).decisions).toBe(21);
});

test("a platform with nothing at all has a page of nothing", async () => {
  const wechat = (await publicPlatforms(db())).find(({ id }) => id === "wechat");
  if (!wechat) throw new Error("no platform");
  const { period, periods, countedTo } = await periodAsked(db(), wechat, "", at("2026-03-13"));
  expect([period.id, periods.length, countedTo]).toEqual(["2026-H1", 1, "2026-03-12"]);
  const shown = await publicFiguresOf(db(), wechat, { period, countedTo, now: at("2026-03-13") });
  expect(shown).toMatchObject({ decisions: 0, violations: 0, notices: 0, appeals: 0 });
  expect(shown.tables.sanction).toEqual({ rows: [], total: 0 });
});

test("one report that names five things counts as one report and five decisions: the page tells of the one that it is too few, and the other", async () => {
  const day = at("2026-04-20");
  const named = [];
  for (let made = 0; made < 5; made += 1) {
    const one = { platform: "taobao-weitao", at: day, values: removed, clauseRef: "Table.6", language: "zh-Hans" };
    named.push(await aStoredDecision(db(), mei, one));
  }
  await aStoredNotice(db(), named, { platform: "taobao-weitao", at: day });
  await keepFigures(db(), () => at("2026-04-22"), 60_000);
  const weitao = (await publicPlatforms(db())).find(({ id }) => id === "taobao-weitao");
  if (!weitao) throw new Error("no platform");
  const now = at("2027-01-20");
  const { period, countedTo } = await periodAsked(db(), weitao, "2026-H1", now);
  const shown = await publicFiguresOf(db(), weitao, { period, countedTo, now });
  expect(shown).toMatchObject({ decisions: 5, notices: null });
  expect(shown.tables.source.total).toBe(5);
});

test("a reader of Chinese reads sanctions and clauses in Chinese, in our words where the document has none of its own", async () => {
  const aliexpress = await namesOfPlatform(db(), "aliexpress", "2026-03-10");
  expect(aliexpress.sanction.get("ae.delete-content")).toEqual({ en: "Delete content", hans: "删除内容" });
  const weitao = await namesOfPlatform(db(), "taobao-weitao", "2026-03-10");
  const named = [aliexpress.clause, aliexpress.sanction, weitao.clause, weitao.sanction];
  expect(named.every(({ size }) => size > 0)).toBe(true);
  expect(named.flatMap((names) => [...names.values()]).filter(({ hans }) => !hans)).toEqual([]);
});
