import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { caseSuggestions, searchKinds } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { setMarks } from "@/lib/platform/marks";
import type { Person } from "@/lib/platform/permissions.rules";
import { backfillAgain, backfillSearch } from "@/lib/search/backfill.store";
import { indexRows } from "@/lib/search/documents.store";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aViolation, caseRow, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import { SearchRequest } from "./search.contract";
import { search } from "./search.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});
beforeEach(() => backfillAgain(db()));

async function found(q: string, more: Record<string, unknown> = {}) {
  const page = await search(db(), SearchRequest.parse({ q, ...more }), mei, townTime);
  if (!page.ok) throw new Error(JSON.stringify(page));
  return page.value;
}

/** What the reader of cases says of one; only the newest counts. */
async function suggested(caseId: string, ref: string, title: string, at: number) {
  const madeAt = new Date(townTime.getTime() + at);
  const about = { platformId: "taobao-weitao", caseId, model: "words", confident: "yes" as const, notes: [] };
  await db()
    .insert(caseSuggestions)
    .values({ ...about, id: randomUUID(), matches: [{ ref, title, score: 0.9, evidence: [] }] as never, madeAt });
  await indexRows(db(), { case: [caseId] });
}

test("an open case is found by the clause it was suggested last, and a decided one no more", async () => {
  const made = await aCase(db(), { text: "一只木头杯子" });
  await suggested(made.caseId, "Table.99", "Counterfeit goblets", 0);
  expect((await found("goblets")).hits).toMatchObject([{ kind: "case", id: made.caseId }]);
  await suggested(made.caseId, "Table.98", "重複發送圖騰", 1000);
  expect((await found("goblets")).hits).toEqual([]);
  const [hit] = (await found("重复发送图腾")).hits;
  const [mark] = hit?.snippet.marks ?? [];
  expect(hit?.snippet.text.slice(mark?.start, mark?.end), "the words that led to it are shown").toBe("重複發送圖騰");
  expect((await found("Table.98")).hits).toMatchObject([{ id: made.caseId }]);
  const person = await aColleague(db(), { name: "Ben Okafor" });
  const decided = await decideCase(person, aViolation(made, { sanctions: firstBuyerSanction }), townTime);
  if (!decided.ok) throw new Error(decided.reason);
  expect((await found("Table.98")).hits).toEqual([]);
  const { decisionId } = decided.value;
  expect(await undoDecision(person, { decisionId }, townTime)).toMatchObject({ ok: true });
  expect((await found("Table.98")).hits, "taken back, it is open again").toMatchObject([{ id: made.caseId }]);
});

test("a decided case is found by what became of it, in the words of both languages and both scripts", async () => {
  const person = await aColleague(db(), { name: "Ben Okafor" });
  const language = "x-outcome";
  const broken = await aCase(db(), { text: "一只木头杯子", language });
  const fine = await aCase(db(), { text: "一只陶瓷杯子", language });
  await decideCase(person, aViolation(broken, { sanctions: firstBuyerSanction }), townTime);
  const none = { caseId: fine.caseId, version: (await caseRow(db(), fine.caseId)).version, outcome: "no_violation" };
  expect(await decideCase(person, none, townTime)).toMatchObject({ ok: true });
  const of = async (q: string) => (await found(q, { language, kind: "decision" })).hits.map(({ href }) => href);
  const [one, other] = [`/cases/${broken.caseId}`, `/cases/${fine.caseId}`];
  expect([await of('"no violation"'), await of("没有违规"), await of("沒有違規")]).toEqual([[other], [other], [other]]);
  expect([await of("removed"), await of("删除"), await of("刪除")]).toEqual([[one], [one], [one]]);
});

test("documents that were made of fewer words are made anew, by the schedule, without anybody's doing", async () => {
  const made = await aCase(db(), { text: "一只木头杯子" });
  await suggested(made.caseId, "Table.97", "Walnut goblets", 0);
  await backfillAgain(db());
  await setMarks(
    db(),
    searchKinds.map((kind) => `search documents: ${kind}`),
    townTime,
  );
  await db().execute(sql`update search_documents set tokens = '' where ref_id = ${made.caseId}`);
  expect((await found("walnut")).hits).toEqual([]);
  while ((await backfillSearch(db(), townTime)) > 0);
  expect((await found("walnut")).hits).toMatchObject([{ id: made.caseId }]);
  expect(await backfillSearch(db(), townTime), "once").toBe(0);
});
