import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { sanctions, statements } from "@/db/schema";
import { recordOutcome } from "@/lib/appeals/dispute.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, givenBodies } from "@/test/disputes";
import { aStoredComplaint, aStoredDecision, aStoredNotice, aStoredOrder } from "@/test/report-cases";
import { cellsOf, filled, noon, reportsBy } from "@/test/reports";
import { aCase, aColleague, givenPacks } from "@/test/town";
import { csvOf } from "./csv.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let tomasz: Person;
const reportOn = reportsBy(() => tomasz);

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

test("R2: disputes stand by what the body found, with hours, and the share of its reversals that was carried out", async () => {
  const bodyId = await givenBodies(db());
  const amara = await aColleague(db(), { name: "Amara Okafor", role: "supervisor" });
  const found = { text: "The body asks us to give the post back.", decidedOn: "2016-10-20" };
  for (const outcome of ["for_user", "partly", "for_platform", "ended"]) {
    const told = await aToldDecision(db(), { by: mei });
    const { disputeId, version } = await aDispute(db(), amara, { caseId: told.caseId, bodyId });
    const done = await recordOutcome(
      amara,
      { disputeId, version, outcome, ...found, bodyFees: 0, userCosts: 0 },
      after(days(50)),
    );
    expect(done.ok).toBe(true);
  }
  await db().execute(sql`update disputes set state = 'closed', answer = 'follow', answer_why = 'It is right.', answered_by = ${amara.id},
    implemented_at = outcome_at where outcome = 'for_user'`);
  const about =
    "7 / Out-of-court dispute settlement bodies / Number of disputes submitted to out-of-court dispute settlement bodies";
  const lines = filled(await reportOn(2016, "taobao-weitao")).filter((line) => line.startsWith("7 / Out"));
  expect(lines.filter((line) => !line.includes("Median"))).toEqual([
    `${about} / Total number / Value = 4`,
    `${about} / Decisions upheld / Value = 1`,
    `${about} / Decisions partially reversed / Value = 1`,
    `${about} / Decisions reversed / Value = 1`,
    `${about} / Decision omitted / Value = 1`,
    `${about} / Percentage of outcomes implemented / Value = 0.5`,
  ]);
  expect(lines.filter((line) => line.includes("Median"))).toHaveLength(1);
});

test("R2: a complaint that was reversed after fifty hours stands in the total and under what it was against, with its median", async () => {
  const decision = await aStoredDecision(db(), mei, {
    at: noon(2005, "01-01"),
    values: ["DECISION_ACCOUNT_SUSPENDED"],
  });
  const before = filled(await reportOn(2005)).length;
  await aStoredComplaint(db(), decision, { at: noon(2005), hours: 50 });
  const about = "7 / Internal complaints mechanism";
  const all = `${about} / Number of complaints submitted to the internal-complaints mechanism`;
  const account = `${about} / Complaint regarding a decision to suspend or terminate an account `;
  const now = filled(await reportOn(2005));
  expect(now.filter((line) => line.startsWith("7 "))).toEqual([
    `${all} / Total number / Value = 1`,
    `${all} / Decisions reversed / Value = 1`,
    `${all} / Median time / Value = 50`,
    `${account} / Total number / Value = 1`,
    `${account} / Decisions reversed / Value = 1`,
    `${account} / Median time / Value = 50`,
  ]);
  expect(now.length).toBe(before + 6);
});

test("R1: two descriptions of 'other' are two rows, and keyword rows add up to their category", async () => {
  const other = { at: noon(2006), dsaKeyword: "KEYWORD_OTHER", values: ["DECISION_VISIBILITY_CONTENT_DISABLED"] };
  await aStoredDecision(db(), mei, { ...other, described: "Sells followers" });
  await aStoredDecision(db(), mei, { ...other, described: 'Fake coupons, "free" gifts' });
  await aStoredDecision(db(), mei, { ...other, described: "Sells followers" });
  const rows = cellsOf(await reportOn(2006), 6);
  const others = rows.filter((row) => row[3] === "KEYWORD_OTHER" && row[5] !== 0);
  expect(others.map((row) => [row[4], row[5]])).toEqual([
    ['Fake coupons, "free" gifts', 1],
    ["Sells followers", 2],
  ]);
  expect(rows.find((row) => row[3] === "STATEMENT_CATEGORY_SCAMS_AND_FRAUD")?.[5]).toBe(3);
  expect(csvOf((await reportOn(2006)).sheets[5] ?? { name: "", columns: [], rows: [] })).toContain(
    'KEYWORD_OTHER,"Fake coupons, ""free"" gifts",1,0,',
  );
});

test("a keyword and a category that left the taxonomy are counted where they belong now, and nothing is lost", async () => {
  const at = noon(2007);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const old = { dsaCategory: "STATEMENT_CATEGORY_UNSAFE_AND_ILLEGAL_PRODUCTS", dsaKeyword: "KEYWORD_DANGEROUS_TOYS" };
  await aStoredDecision(db(), mei, { at, values, ...old });
  await aStoredDecision(db(), mei, {
    at,
    values,
    dsaCategory: "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    dsaKeyword: "KEYWORD_STALKING",
  });
  await aStoredDecision(db(), mei, { at, values, dsaCategory: null, dsaKeyword: null });
  await aStoredDecision(db(), mei, {
    at,
    values,
    dsaCategory: null,
    dsaKeyword: null,
    groundTerms: false,
    groundIllegal: true,
  });
  const report = await reportOn(2007);
  const rows = cellsOf(report, 6).filter((row) => Number(row[5]) > 0);
  expect(rows.map((row) => [row[3], row[4], row[5]])).toEqual([
    ["TOTAL", null, 3],
    ["STATEMENT_CATEGORY_CYBER_VIOLENCE", null, 1],
    ["KEYWORD_OTHER", "No longer a keyword of this category: KEYWORD_STALKING", 1],
    ["STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS", null, 1],
    ["KEYWORD_OTHER", "No longer a keyword of this category: KEYWORD_DANGEROUS_TOYS", 1],
    ["STATEMENT_CATEGORY_OTHER_VIOLATION_TC", null, 1],
    ["KEYWORD_OTHER", "No keyword was recorded", 1],
  ]);
  expect(
    cellsOf(report, 5)
      .filter((row) => Number(row[5]) > 0)
      .map((row) => row[3]),
  ).toEqual(["TOTAL"]);
  expect(report.doubts.join(" ")).toContain("1 measures on the ground of law have no category");
});

test("orders stand in total and by the state that ordered, Greece as EL, with both medians; one without a category is not specified", async () => {
  const at = noon(2008);
  await aStoredOrder(db(), { at, country: "GR", category: "TERRORIST" });
  await aStoredOrder(db(), { at, country: "DE", category: "SCAMS_AND_FRAUD" });
  await aStoredOrder(db(), {
    at,
    country: "DE",
    category: "SCAMS_AND_FRAUD",
    kind: "information",
    effectAt: null,
    effect: null,
  });
  const rows = cellsOf(await reportOn(2008), 3).filter((row) => Number(row[6]) + Number(row[10]) > 0);
  expect(rows.map((row) => [row[3], row[5], row[6], row[7], row[8], row[9], row[10], row[11], row[12]])).toEqual([
    ["TOTAL", "TOTAL", 2, 4, 1, 30, 1, 1, null],
    ["STATEMENT_CATEGORY_SCAMS_AND_FRAUD", "TOTAL", 1, 2, 1, 30, 1, 1, null],
    ["KEYWORD_OTHER", "TOTAL", 1, 2, 1, 30, 1, 1, null],
    ["STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER", "TOTAL", 1, 2, 1, 30, 0, null, null],
    ["TOTAL", "DE", 1, 2, 1, 30, 1, 1, null],
    ["STATEMENT_CATEGORY_SCAMS_AND_FRAUD", "DE", 1, 2, 1, 30, 1, 1, null],
    ["KEYWORD_OTHER", "DE", 1, 2, 1, 30, 1, 1, null],
    ["TOTAL", "EL", 1, 2, 1, 30, 0, null, null],
    ["STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER", "EL", 1, 2, 1, 30, 0, null, null],
  ]);
});

test("what followed a notice under Article 16 or an order is not our own initiative; a report about terms only is (N12)", async () => {
  const at = noon(2009);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const ours = await aStoredDecision(db(), mei, { at, values, automatedDetection: true });
  const onTerms = await aStoredDecision(db(), mei, { at, values, automatedDetection: true });
  const onLaw = await aStoredDecision(db(), mei, { at, values });
  await aStoredDecision(db(), mei, { at, values, origin: "complaint" });
  await aStoredDecision(db(), mei, { at, values, undoneAt: at });
  await aStoredNotice(db(), [onTerms], { at, legalClaim: false });
  await aStoredNotice(db(), [ours], { at, source: "own_detection" });
  await aStoredNotice(db(), [onLaw], { at });
  const report = await reportOn(2009);
  expect(cellsOf(report, 6)[0]?.slice(5, 8)).toEqual([2, 1, 2]);
  expect(cellsOf(report, 4)[0]?.slice(5, 15)).toEqual([1, 0, 1, 0, 0, null, 0, 0, 1, 0]);
  const anew = cellsOf(report, 7).find((row) => String(row[4]).includes("newly imposed"));
  expect(anew?.[6]).toBe(1);
});

test("S7: found by a tool and a person is not found by a tool alone; what another's tool alone found is", async () => {
  const at = noon(2008);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const found = async (extent: "full" | "partial", source: "own_detection" | "third_party", said = true) => {
    const findings = { automatedDetection: extent };
    const made = await aStoredDecision(db(), mei, { at, values, automatedDetection: true, findings });
    await aStoredNotice(db(), [made], {
      ...{ at, source, legalClaim: false },
      automatedDetection: said ? extent : null,
    });
  };
  const soleIn = async () => cellsOf(await reportOn(2008), 6)[0]?.slice(5, 7);
  await found("partial", "own_detection");
  await found("partial", "third_party");
  expect(await soleIn()).toEqual([2, 0]);
  await found("full", "own_detection", false);
  await found("full", "third_party", false);
  expect(await soleIn()).toEqual([4, 2]);
  const joined = await aStoredDecision(db(), mei, {
    ...{ at, values, automatedDetection: true, findings: { automatedDetection: "full" } },
  });
  await aStoredNotice(db(), [joined], { at, source: "own_detection", legalClaim: false, automatedDetection: "full" });
  await aStoredNotice(db(), [joined], { at, legalClaim: false });
  expect(await soleIn()).toEqual([5, 2]);
});

test("an action that answers ten notices is one action", async () => {
  const at = noon(2010);
  const decision = await aStoredDecision(db(), mei, {
    at: new Date(at.getTime() + 3_600_000),
    values: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
  });
  for (let made = 0; made < 9; made += 1) await aStoredNotice(db(), [decision], { at, category: "hate" });
  await aStoredNotice(db(), [decision], { at, category: "fraud", source: "trusted_flagger" });
  const rows = cellsOf(await reportOn(2010), 4);
  expect(rows[0]?.slice(5, 15)).toEqual([10, 1, 10, 1, 1, 1, 0, 0, 1, 1]);
  expect(rows.find((row) => row[3] === "KEYWORD_HATE_SPEECH")?.slice(5, 15)).toEqual([9, 0, 9, 0, 1, null, 0, 0, 0, 0]);
});

test("a notice that waited ten days counts with them, though a trusted flagger's on the same item waited an hour; to when the platform carried it out", async () => {
  const at = noon(2017);
  const decided = new Date(at.getTime() + 240 * 3_600_000);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const decision = await aStoredDecision(db(), mei, { at: decided, values });
  await aStoredNotice(db(), [decision], { at, category: "hate" });
  const late = new Date(decided.getTime() - 3_600_000);
  await aStoredNotice(db(), [decision], { at: late, category: "fraud", source: "trusted_flagger" });
  const medians = async () => cellsOf(await reportOn(2017), 4)[0]?.slice(9, 15);
  expect(await medians()).toEqual([120.5, 1, 0, 0, 1, 1]);
  const executedAt = new Date(decided.getTime() + 2 * 3_600_000);
  await db().update(sanctions).set({ executedAt }).where(eq(sanctions.decisionId, decision.decisionId));
  expect(await medians()).toEqual([122.5, 3, 0, 0, 1, 1]);
});

test("a notice is handled by tools alone once each of its items was decided by one; with an item still open it is in neither row", async () => {
  const at = noon(2018);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const byTool = await aStoredDecision(db(), mei, { at, values, automatedDecision: "full" });
  const byHand = await aStoredDecision(db(), mei, { at, values });
  const open = await aCase(db(), { platform: "aliexpress" });
  await aStoredNotice(db(), [byTool, open], { at });
  await aStoredNotice(db(), [byHand, open], { at });
  const handled = async () =>
    cellsOf(await reportOn(2018), 8)
      .filter((row) => row[5] === "NAM Total" && String(row[4]).startsWith("Number"))
      .map((row) => row[6]);
  expect(await handled()).toEqual([0, 0]);
  await aStoredNotice(db(), [byTool], { at });
  await aStoredNotice(db(), [byHand], { at });
  await aStoredNotice(db(), [byTool, byHand], { at });
  expect(await handled()).toEqual([1, 1]);
});

test("a notifier's complaint that a restriction is too mild is in the total, and not one against taking no action", async () => {
  const at = noon(2019);
  const mild = await aStoredDecision(db(), mei, { at, values: ["DECISION_VISIBILITY_CONTENT_LABELLED"] });
  const nothing = await aStoredDecision(db(), mei, { at, values: [] });
  for (const decision of [mild, nothing]) {
    const noticeId = await aStoredNotice(db(), [decision], { at });
    const { platformId, decisionId } = decision;
    const told = { platformId, decisionId, noticeId, addressee: "notifier", isStatementOfReasons: false } as const;
    const [letter] = await db()
      .insert(statements)
      .values({ ...told, language: "en", zone: "UTC", subject: "s", parts: [], composedAt: at })
      .returning({ statementId: statements.id });
    await aStoredComplaint(
      db(),
      { ...decision, statementId: letter?.statementId ?? "" },
      { at, hours: 10, by: "notifier", outcome: "upheld", cause: null },
    );
  }
  const totals = cellsOf(await reportOn(2019), 7)
    .filter((row) => row[5] === "Total number" && Number(row[6]) > 0)
    .map((row) => [row[4], row[6]]);
  expect(totals).toEqual([
    ["Number of complaints submitted to the internal-complaints mechanism", 2],
    [expect.stringContaining("not to take action"), 1],
  ]);
});

test("a provider that only hosts has no trusted flaggers: their columns are blank, and 0 for an online platform", async () => {
  const total = async (tier: string) => cellsOf(await reportOn(2020, "aliexpress", { tier }), 4)[0] ?? [];
  expect((await total("hosting")).slice(5, 15)).toEqual([0, null, 0, null, null, null, 0, null, 0, null]);
  expect((await total("hosting")).slice(15).map((words) => words === null)).toEqual([
    ...[false, true, false, true, false, true, false, true, false, true],
  ]);
  expect((await total("platform")).slice(5, 15)).toEqual([0, 0, 0, 0, null, null, 0, 0, 0, 0]);
});
