import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { accounts, cases, searchDocuments } from "@/db/schema";
import { undoDecision } from "@/lib/decisions/undo.command";
import { importNotices } from "@/lib/intake/import.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { writeNote } from "@/lib/queue/commands";
import { backfillAgain, backfillSearch } from "@/lib/search/backfill.store";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { aCase, aColleague, aDecidedCase, anAccount, aReport, givenPacks, townTime } from "@/test/town";
import { SearchRequest } from "./search.contract";
import { search, searchChoices } from "./search.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});
beforeEach(() => backfillAgain(db()));

async function found(q: string, more: Record<string, unknown> = {}, actor: Actor = mei) {
  const page = await search(db(), SearchRequest.parse({ q, ...more }), actor, townTime);
  if (!page.ok) throw new Error(JSON.stringify(page));
  return page.value;
}
const kinds = async (q: string, more: Record<string, unknown> = {}) =>
  (await found(q, more)).hits.map(({ kind }) => kind);

async function imported(...given: Record<string, unknown>[]): Promise<void> {
  async function* lines() {
    for (const notice of given) yield { text: JSON.stringify(aNotice(notice)) };
  }
  const options = { channel: "cli", locale: "en", now: () => townTime } as const;
  for await (const answers of importNotices({ kind: "system", name: "cli" }, lines(), options))
    for (const answer of answers) if ("error" in answer) throw new Error(JSON.stringify(answer));
}

const place = () => aPlace().replace("www.aliexpress.com/item", "www.aliexpress.com/found");
const content = (text: string, handle?: string) => ({
  text,
  ...(handle ? { account: { id: `id-${handle}`, handle } } : {}),
});

test("what was reported is found the moment it is in: by text, handle, link and the words of the notice", async () => {
  const location = place();
  await imported({
    explanation: "Counterfeit turbine blades.",
    items: [{ location, content: content("請加我的微信帳號領取優惠券", "golden-leaf-88") }],
  });
  expect(await kinds("微信帐号")).toEqual(["case"]);
  expect(new Set(await kinds("@golden-leaf-88"))).toEqual(new Set(["account", "case"]));
  expect(await kinds("golden-le")).toEqual([]);
  expect(new Set(await kinds("golden-lea"))).toEqual(new Set(["account", "case"]));
  expect(await kinds(`${location}?utm_source=share`)).toEqual(["case"]);
  expect(await kinds("turbine counterfeit")).toEqual(["notice"]);
  const [hit] = (await found("优惠券")).hits;
  expect(hit).toMatchObject({
    handle: "golden-leaf-88",
    state: "open",
    caseReference: expect.stringMatching(/^AE-\d+$/),
  });
  const [mark] = hit?.snippet.marks ?? [];
  expect(hit?.snippet.text.slice(mark?.start, mark?.end)).toBe("優惠券");
});

test("a batch of notices is made findable by two statements, however many there are", async () => {
  const many = Array.from({ length: 40 }, (_, count) => ({
    items: [{ location: place(), content: content(`壹号商品第${count}批`) }],
  }));
  await imported(...many);
  expect((await found("壹号商品", { limit: 50 })).hits).toHaveLength(40);
});

test("an account that changed its handle is found by the new one, and no more by the old", async () => {
  const named = (handle: string) => ({
    items: [{ location: place(), content: { text: "x", account: { id: "renamed-1", handle } } }],
  });
  await imported(named("yesterdaysname"));
  await imported(named("todaysname"));
  expect(await kinds("todaysname", { kind: "account" })).toEqual(["account"]);
  expect(await kinds("yesterdaysname", { kind: "account" })).toEqual([]);
});

test("a decision is found by its clause, that clause's title and its reasons, and says so when it was taken back", async () => {
  const { caseId, decisionId } = await aDecidedCase(db(), { by: mei, at: townTime });
  expect(await kinds("Table.12.3", { kind: "decision" })).toEqual([]);
  const [hit] = (await found("Table.4 harmful", { kind: "decision" })).hits.filter(({ id }) => id === decisionId);
  expect(hit).toMatchObject({ href: `/cases/${caseId}`, outcome: "violation", isFallen: false, state: "decided" });
  await undoDecision(mei, { decisionId }, new Date(townTime.getTime() + 1000));
  const again = (await found("Table.4", { kind: "decision" })).hits.find(({ id }) => id === decisionId);
  expect(again?.isFallen).toBe(true);
});

test("a colleague's note is found with the case it was written on", async () => {
  const { caseId } = await aCase(db());
  const written = await writeNote(mei, { caseId, text: "Ask the customs liaison first.", onAccount: false }, townTime);
  expect(written.ok).toBe(true);
  expect((await found("customs liaison")).hits).toMatchObject([{ kind: "note", href: `/cases/${caseId}` }]);
});

test("neither name nor address of who reported is found by anybody, nor an account's address", async () => {
  const { caseId, itemId } = await aCase(db(), { notices: 0 });
  await aReport(db(), { caseId, itemId }, { name: "Ida Zwickelmeier", email: "ida.zwickelmeier@post.example" });
  await anAccount(db(), { handle: "plain-shop", email: "owner.zwackelmann@shop.example" });
  await imported({
    name: "Ida Zwickelmeier",
    email: "ida.zwickelmeier@post.example",
    items: [{ location: `${place()}?utm_source=zwickelmeier` }],
  });
  await backfillSearch(db(), townTime);
  const jonas = await aColleague(db(), { role: "supervisor" });
  for (const who of [mei, jonas])
    for (const q of ["Zwickelmeier", "ida.zwickelmeier@post.example", "zwackelmann", "owner.zwackelmann@shop.example"])
      expect([q, (await found(q, {}, who)).hits]).toEqual([q, []]);
  const rows = await db().select({ tokens: searchDocuments.tokens }).from(searchDocuments);
  expect(rows.map(({ tokens }) => tokens).join(" ")).not.toContain("zwackelmann");
});

test("whoever is limited to a platform finds nothing of another, and who is not signed in finds nothing at all", async () => {
  await imported({ items: [{ location: place(), content: content("gallimaufry here") }] });
  const limited: Person = { ...mei, through: { keyId: "k", platformIds: ["wechat"] } };
  expect(await kinds("gallimaufry")).toEqual(["case"]);
  expect((await found("gallimaufry", {}, limited)).hits).toEqual([]);
  expect((await searchChoices(db(), limited)).ok && (await searchChoices(db(), limited))).toMatchObject({
    value: { platforms: [{ id: "wechat" }] },
  });
  const asked = SearchRequest.parse({ q: "gallimaufry" });
  expect(await search(db(), asked, { kind: "public" }, townTime)).toMatchObject({ ok: false, code: "forbidden" });
});

test("platform, language and kind narrow what is found", async () => {
  await aCase(db(), { text: "quidnunc one", language: "en", platform: "wechat" });
  await aCase(db(), { text: "quidnunc zwei", language: "de" });
  await backfillSearch(db(), townTime);
  expect((await found("quidnunc")).hits).toHaveLength(2);
  expect((await found("quidnunc", { platform: "wechat" })).hits).toHaveLength(1);
  expect((await found("quidnunc", { language: "de" })).hits).toMatchObject([{ language: "de" }]);
  expect((await found("quidnunc", { kind: "note" })).hits).toEqual([]);
});

test("page by page, the newest first, each row once", async () => {
  for (const day of [3, 1, 5, 2, 4])
    await aCase(db(), { text: `floccinauci ${day}`, openedAt: new Date(`2016-09-0${day}T00:00:00Z`), notices: 0 });
  await backfillSearch(db(), townTime);
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await found("floccinauci", { limit: 2, ...(after ? { after } : {}) });
    seen.push(...page.hits.map(({ snippet }) => snippet.text));
    after = page.next;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1].map((day) => `floccinauci ${day}`));
  for (const after of ["x", `12_${"g".repeat(36)}`])
    expect(await search(db(), SearchRequest.parse({ q: "a b", after }), mei, townTime)).toMatchObject({
      code: "invalid",
      fields: [{ field: "after" }],
    });
});

test("a word is found as far back as it stands, however rare it is, the newest first and each row once", async () => {
  // Behind each other by a second: every 400th (12 of the newest 5,000), every 400th of the first 8,000, every 3,000th.
  await db().execute(sql`insert into search_documents (kind, ref_id, platform_id, case_id, language, at, tokens)
    select 'case', gen_random_uuid(), 'wechat', null, 'xx', ${townTime.toISOString()}::timestamptz + interval '1 year' - n * interval '1 second',
      concat_ws(' ', 'filling', case when n % 400 = 0 then 'nowandthen' end, case when n % 400 = 0 and n <= 8000 then 'lately' end,
        case when n % 3000 = 0 then 'seldom' end)::tsvector
    from generate_series(1, 12000) n`);
  for (const [word, times] of Object.entries({ nowandthen: 30, lately: 20, seldom: 4 })) {
    const dates: string[] = [];
    const ids = new Set<string>();
    for (let after: string | null | undefined; after !== null; ) {
      const page = await found(word, after ? { after } : {});
      for (const { id, at } of page.hits) {
        ids.add(id);
        dates.push(at);
      }
      after = page.next;
    }
    expect([ids.size, dates.length], word).toEqual([times, times]);
    expect(dates, word).toEqual([...dates].sort().reverse());
  }
  await db().delete(searchDocuments).where(eq(searchDocuments.language, "xx"));
});

test("rows of before there was a search are made findable once, and what changed since is not overwritten by age", async () => {
  const { caseId } = await aCase(db(), { text: "taradiddle" });
  expect(await kinds("taradiddle")).toEqual([]);
  expect(await backfillSearch(db(), townTime)).toBeGreaterThan(0);
  expect((await found("taradiddle")).hits).toMatchObject([{ kind: "case", href: `/cases/${caseId}` }]);
  expect(await backfillSearch(db(), townTime), "nothing is looked at twice").toBe(0);
});

test("a reference is answered before everything else, and hostile words are only words", async () => {
  const { caseId } = await aCase(db(), { text: "<script>alert('bumfuzzle')</script> \u202e" });
  await backfillSearch(db(), townTime);
  const [hit] = (await found("<script>alert('bumfuzzle')")).hits;
  expect(hit?.snippet.text).toContain("<script>alert('bumfuzzle')</script>");
  const { named } = await found(hit?.caseReference ?? "");
  expect(named).toMatchObject([{ kind: "case", caseId }]);
  for (const q of ["' | !x:* & (", "\\", "a' ) & ('b", "%_%", "🅰️🅱️"])
    expect((await found(q)).hits.length).toBeLessThan(26);
  expect(await found("!?")).toMatchObject({ isReadable: false, hits: [] });
});

test("an account without a document of its own is made one by the schedule", async () => {
  const [made] = await db()
    .insert(accounts)
    .values({ platformId: "wechat", externalId: "w-1", handle: "collywobbles", createdAt: townTime })
    .returning({ id: accounts.id });
  await backfillSearch(db(), townTime);
  expect((await found("collywobbles")).hits).toMatchObject([{ kind: "account", href: `/accounts/${made?.id}` }]);
});

test("the languages to choose from are those of decided cases too, and none that only hidden cases have", async () => {
  const decided = await aCase(db(), { language: "x-decided" });
  const hidden = await aCase(db(), { language: "x-hidden" });
  await db().update(cases).set({ state: "decided", decidedAt: townTime }).where(eq(cases.id, decided.caseId));
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, hidden.caseId));
  const languages = async (actor: Actor) => {
    const choices = await searchChoices(db(), actor);
    return choices.ok ? choices.value.languages : [];
  };
  expect(await languages(mei)).toContain("x-decided");
  expect(await languages(mei)).not.toContain("x-hidden");
  const cleared = { ...mei, skills: { ...noSkills, childSafety: true } };
  expect(await languages(cleared)).toContain("x-hidden");
});
