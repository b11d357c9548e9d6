import { eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import { AppealListRequest } from "@/lib/appeals/contract";
import { listAppeals } from "@/lib/appeals/list.queries";
import { SearchRequest } from "@/lib/appeals/search.contract";
import { search } from "@/lib/appeals/search.queries";
import { listedCases } from "@/lib/decisions/listed.queries";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { accountPage } from "@/lib/decisions/standing.queries";
import { recognisePending } from "@/lib/intake/recognise.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { clauseSuggestions } from "@/lib/quality/clause-suggestions.queries";
import { casesFor } from "@/lib/queue/api.queries";
import { claimCase } from "@/lib/queue/claim.command";
import { writeNote } from "@/lib/queue/commands";
import { QueueRequest } from "@/lib/queue/contract";
import { forMe } from "@/lib/queue/for-me.queries";
import { holdCase } from "@/lib/queue/handing.command";
import { picturedCases } from "@/lib/queue/pictures.queries";
import { openCases } from "@/lib/queue/queries";
import { backfillAgain, backfillSearch } from "@/lib/search/backfill.store";
import { after, anAppeal, aReviewer, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aPicture, aPicturedCase } from "@/test/pictures";
import { aCase, aColleague, aDecidedCase, anAccount, aReport, caseRow, givenPacks, townTime } from "@/test/town";
import { changeCare } from "./care.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const language = "xh";
const words = "snollygoster";
let caseId: string;
let mei: Person;
let ben: Person;

/** A case of violence with a picture and a note, and one that is plain. */
beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  ben = await aColleague(db());
  const hard = await aPicturedCase(db(), await aPicture(5), { language, text: `${words} at the gate`, notices: 0 });
  await aPicturedCase(db(), await aPicture(6), { language, text: "a lamp for the kitchen" });
  caseId = hard.caseId;
  await aReport(db(), hard, { explanation: `A ${words} was hurt.` });
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"], suggestedAt: townTime })
    .where(eq(cases.id, caseId));
  await writeNote(ben, { caseId, text: `Seen: ${words}` }, townTime);
  const marked = {
    in: "text",
    start: 0,
    end: words.length,
    text: words,
    reason: "",
    code: "word",
    values: {},
    context: null,
    disguise: null,
  };
  const matches = [{ ref: "Table.4", title: "Spam", score: 0.9, version: "v2", evidence: [marked] }];
  await db()
    .insert(caseSuggestions)
    .values({ platformId: "taobao-weitao", caseId, model: "m", confident: "yes", matches, madeAt: townTime });
  await recognisePending(db(), townTime, 100);
  await backfillAgain(db());
  await backfillSearch(db(), townTime);
});

async function givenSuggestion(of: string): Promise<void> {
  const matches = [{ ref: "Table.4" }];
  await db()
    .insert(caseSuggestions)
    .values({ platformId: "taobao-weitao", caseId: of, model: "m", confident: "yes", matches, madeAt: after(-10) });
}

const asked = QueueRequest.parse({ order: "age", language });
const wanted = (optedOut: string[]) => changeCare(mei, { optedOut, limits: {}, giveBack: false }, townTime);

/** What each list of the desk answers this reader about the case of violence. */
async function seenBy(reader: Actor) {
  const [rows, list, grid] = await Promise.all([
    openCases(db(), asked, reader, townTime),
    listedCases(db(), asked, reader, townTime),
    picturedCases(db(), asked, reader, townTime),
  ]);
  const found = await search(db(), SearchRequest.parse({ q: words }), reader, townTime);
  if (!rows.ok || !list.ok || !grid.ok || !found.ok) throw new Error("a list was refused");
  const only = <Row extends { id: string }>(page: { rows: Row[] }) => page.rows.find(({ id }) => id === caseId);
  return { row: only(rows.value), listed: only(list.value), tile: only(grid.value), hits: found.value.hits };
}

test("no list shows anything of a case of a class that its reader opted out of, and each says that it is there and why", async () => {
  await wanted(["violence"]);
  const { row, listed, tile, hits } = await seenBy(mei);
  expect(row).toMatchObject({ excerpt: "", notShown: ["violence"], reference: expect.stringMatching(/^TB-/) });
  expect(listed).toMatchObject({
    content: { title: "", text: "" },
    evidence: [],
    notice: null,
    bars: { violation: { code: "not_shown" }, noViolation: { code: "not_shown" } },
  });
  expect(tile).toMatchObject({ pictures: [], more: 0, notShown: ["violence"] });
  expect(hits.map(({ kind, notShown }) => [kind, notShown])).toEqual(hits.map(({ kind }) => [kind, ["violence"]]));
  expect(new Set(hits.map(({ kind }) => kind))).toEqual(new Set(["case", "notice", "note"]));
  expect(JSON.stringify({ row, listed, tile, hits })).not.toContain(words);
});

test("a colleague sees it as ever, and so does whoever opted out of another class", async () => {
  for (const optedOut of [["hate"], []]) {
    await wanted(optedOut);
    for (const reader of [mei, ben]) {
      const { row, listed, tile, hits } = await seenBy(reader);
      expect(row).toMatchObject({ excerpt: `${words} at the gate`, notShown: [] });
      expect(listed?.content.text).toContain(words);
      expect(tile?.pictures).toHaveLength(1);
      expect(hits.every(({ snippet }) => snippet.text.includes(words))).toBe(true);
    }
  }
});

test("what is held of it is told without its words; what a colleague wrote to them stays", async () => {
  await wanted([]);
  await claimCase(mei, { caseId }, townTime);
  await holdCase(mei, { caseId, version: (await caseRow(db(), caseId)).version }, townTime);
  const heldLine = async () => {
    const mine = await forMe(db(), mei, townTime);
    return mine.ok ? mine.value.find(({ kind }) => kind === "held") : null;
  };
  expect(await heldLine()).toMatchObject({ caseId, words: `${words} at the gate`, notShown: [] });
  await wanted(["violence"]);
  expect(await heldLine()).toMatchObject({ caseId, words: "", notShown: ["violence"] });
});

test("its account's page, an appeal about it, a precedent and the clause's latest say that it is there and show none of it", async () => {
  const amara = await aReviewer(db());
  const text = `${words} at the harbour gate, and again at the harbour gate`;
  const account = await anAccount(db());
  const hard = { text, account, language };
  const { caseId: openId } = await aCase(db(), hard);
  const decided = await aDecidedCase(db(), { ...hard, by: ben, at: townTime });
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(inArray(cases.id, [openId, decided.caseId]));
  await givenSuggestion(decided.caseId);
  await anAppeal(db(), decided.decisionId, { text: `It was no ${words}, it was a gate.`, at: after(days(1)) });
  const like = await aCase(db(), { text, language });
  const now = after(days(2));

  const seen = async (reader: Person) => {
    const lists = await Promise.all([
      accountPage(db(), reader, account.id, now),
      precedentsOf(db(), reader, { caseId: like.caseId, ref: "Table.4", now }),
      listAppeals(db(), AppealListRequest.parse({}), reader, now),
    ]);
    const lately = await clauseSuggestions(db(), reader, { platformId: "taobao-weitao", ref: "Table.4", now });
    const [page, precedents, appealed] = lists;
    if (!page.ok || !precedents.ok || !appealed.ok) throw new Error("a list was refused");
    return [
      page.value.openCases.find(({ id }) => id === openId),
      precedents.value.precedents.find(({ caseId: id }) => id === decided.caseId),
      appealed.value.rows.find(({ caseId: id }) => id === decided.caseId),
      lately?.lately?.caught.find(({ caseId: id }) => id === decided.caseId),
    ];
  };
  for (const each of await seen(amara))
    expect(each).toMatchObject({ excerpt: expect.stringContaining(words), notShown: [] });
  await changeCare(amara, { optedOut: ["violence"], limits: {} }, townTime);
  for (const each of await seen(amara)) expect(each).toMatchObject({ excerpt: "", notShown: ["violence"] });
});

test("a program that acts for somebody is not told what that person cannot look at", async () => {
  await wanted(["violence"]);
  const through = { keyId: "00000000-0000-7000-8000-000000000000", platformIds: [] };
  const page = await casesFor(db(), { ...mei, through }, asked, townTime);
  const row = page.ok ? page.value.cases.find(({ id }) => id === caseId) : null;
  expect(row?.excerpt).toContain(words);
  expect(JSON.stringify(page)).not.toContain("notShown");
});
