import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases, outsideReadings, outsideTools, settings } from "@/db/schema";
import { mostExplanations } from "@/lib/intake/suggest.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aReport, type CaseAbout, givenPacks } from "@/test/town";
import { clausesOfCase } from "./clause.queries";
import { caseView } from "./queries";
import { standingSuggestions } from "./suggested-before.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2024-03-01T08:00:00Z");
let mei: Person;

beforeAll(async () => {
  await givenPacks(db(), now);
  mei = await aColleague(db());
});

async function viewOf(about: CaseAbout, explanations: string[] = []) {
  const dates = { contentAt: new Date("2024-02-29T08:00:00Z"), openedAt: now };
  const made = await aCase(db(), {
    platform: "wechat",
    surface: "moments",
    language: "en",
    notices: 0,
    ...dates,
    ...about,
  });
  for (const explanation of explanations) await aReport(db(), made, { explanation });
  const view = await caseView(db(), mei, made.caseId, now);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

test("an exception that the title speaks for is raised on the case, with its words where they stand", async () => {
  const view = await viewOf({ title: "Breastfeeding in public", text: "bare breast and nipples of a naked woman" });
  const [first] = view.suggestions.filter(({ ref }) => ref.startsWith("CG/Nudity"));
  expect(first?.exceptions).toEqual([
    { letter: "b", in: "title", start: 0, end: 13, text: "Breastfeeding", reason: expect.stringContaining("(b)") },
  ]);
});

test("one that a notifier speaks for is raised as said by them; a clause that nothing speaks for has none raised", async () => {
  const view = await viewOf({ text: "online casino, deposit bonus, bet now" }, ["It is the public lottery only."]);
  const raised = view.suggestions
    .filter(({ ref }) => ref.startsWith("CG/Gambling"))
    .flatMap((one) => one.exceptions ?? []);
  expect(raised.length).toBeGreaterThan(0);
  for (const one of raised) expect([one.letter, one.in, one.text]).toEqual(["a", "explanation", "public lottery"]);
  const plain = await viewOf({ text: "online casino, deposit bonus, bet now" });
  expect(plain.suggestions.flatMap((one) => one.exceptions ?? [])).toEqual([]);
});

test("a clause that is searched for raises its exceptions as a suggested one does, in the content and in a report", async () => {
  const titled = await viewOf({ title: "Breastfeeding in public", text: "We talk about it on Monday at six." });
  expect(titled.suggestions.map(({ ref }) => ref)).not.toContain("CG/Nudity.1(c)");
  const raisedOn = async (caseId: string, ref: string) => {
    const found = await clausesOfCase(db(), mei, caseId, ref);
    return found.ok ? found.value.find((clause) => clause.ref === ref)?.raised : found.reason;
  };
  expect(await raisedOn(titled.case.id, "CG/Nudity.1(c)")).toEqual([
    { letter: "b", in: "title", start: 0, end: 13, text: "Breastfeeding", reason: expect.stringContaining("(b)") },
  ]);
  const told = await viewOf({ text: "Come to us on Saturday." }, ["It is the public lottery only."]);
  expect(await raisedOn(told.case.id, "CG/Gambling(c)")).toMatchObject([{ letter: "a", in: "explanation" }]);
  expect(await raisedOn(titled.case.id, "CG/Gambling(c)"), "nothing speaks for one").toBeUndefined();
});

test("a case that is read again after a report joined, and says what it said before, still shows what is suggested", async () => {
  const dates = { contentAt: new Date("2024-02-29T08:00:00Z"), openedAt: now };
  const text = "online casino, deposit bonus, bet now";
  const made = await aCase(db(), {
    platform: "wechat",
    surface: "moments",
    language: "en",
    text,
    notices: 0,
    ...dates,
  });
  const seen = async (at: Date) => {
    const view = await caseView(db(), mei, made.caseId, at);
    if (!view.ok) throw new Error(view.reason);
    return view.value;
  };
  const first = await seen(now);
  expect(first.suggestions.length).toBeGreaterThan(0);
  await db().update(cases).set({ suggestedAt: null }).where(eq(cases.id, made.caseId));
  const again = await seen(new Date(now.getTime() + 60_000));
  expect(again.suggestions).toEqual(first.suggestions);
  expect((await standingSuggestions(db(), [made.caseId])).size, "a decision keeps what it was made beside").toBe(1);
});

test("where more people explained their report than are read, the case says so; reports without a word do not count", async () => {
  const said = (count: number) => Array.from({ length: count }, (_, at) => `It is a scam, says number ${at}.`);
  const silent = Array.from({ length: 5 }, () => "");
  expect((await viewOf({}, [...silent, ...said(mostExplanations)])).suggestionsNotes).not.toContain("explanations");
  expect((await viewOf({}, said(mostExplanations + 1))).suggestionsNotes).toContain("explanations");
});

test("a language that the lexicon does not cover is told on the case, one that it covers is not", async () => {
  const german = await viewOf({ text: "Guten Morgen zusammen, heute fahren wir ans Meer und baden.", language: "de" });
  expect(german.suggestionsNotes).toEqual(["language"]);
  expect(german.suggestionsConfident).toBe(false);
  expect((await viewOf({ text: "We went to the sea today and swam." })).suggestionsNotes).toEqual([]);
});

test("a case of a platform that does not learn from decisions says so, one of another platform does not", async () => {
  const text = "online casino, deposit bonus, bet now";
  const made = await aCase(db(), { platform: "wechat", surface: "moments", language: "en", text, openedAt: now });
  const notesOf = async () => {
    const view = await caseView(db(), mei, made.caseId, now);
    return view.ok ? view.value.suggestionsNotes : view.reason;
  };
  expect(await notesOf()).toEqual([]);
  const off = { platformId: "wechat", key: "learnFromDecisions", value: false, updatedAt: now };
  await db().insert(settings).values(off);
  expect(await notesOf()).toEqual(["unlearned"]);
  const other = await viewOf({ platform: "aliexpress", surface: "listing", text });
  expect(other.suggestionsNotes).toEqual([]);
});

test("the case says which tools read it: our matcher, and a reader outside even where it named no clause", async () => {
  const text = "online casino, deposit bonus, bet now";
  const made = await aCase(db(), { platform: "wechat", surface: "moments", language: "en", text, openedAt: now });
  const readBy = async () => {
    const view = await caseView(db(), mei, made.caseId, now);
    return view.ok ? view.value.suggestionsBy : view.reason;
  };
  const own = { matcher: expect.stringContaining("+wechat."), outside: [] };
  expect(await readBy()).toEqual(own);
  const [stored] = await db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, made.caseId));
  if (!stored) throw new Error("nothing was suggested");
  const { id: _, ...before } = stored;
  const heard = { model: `${before.model} model:gpt-oss-safeguard:20b`, madeAt: new Date(before.madeAt.getTime() + 1) };
  await db()
    .insert(caseSuggestions)
    .values({ ...before, ...heard });
  expect(await readBy()).toEqual({ ...own, outside: [{ tool: "model", name: "gpt-oss-safeguard:20b" }] });
});

test("a model that was asked about a case and gave nothing of use is told of on the case, as it was asked last", async () => {
  const { case: read } = await viewOf({ text: "online casino, deposit bonus, bet now" });
  const [suggestion] = await db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, read.id));
  const [{ suggestedAt } = { suggestedAt: null }] = await db().select().from(cases).where(eq(cases.id, read.id));
  const silent = async () => {
    const view = await caseView(db(), mei, read.id, now);
    return view.ok ? view.value.suggestionsBy.silent : view.reason;
  };
  expect(await silent()).toBeUndefined();
  const row = { platformId: "wechat", caseId: read.id, suggestionId: suggestion?.id ?? "", tool: "model" as const };
  await db()
    .insert(outsideReadings)
    .values({ ...row, createdAt: suggestedAt ?? now });
  expect(await silent()).toEqual([{ tool: "model", why: "waiting" }]);
  await db().update(outsideReadings).set({ state: "failed", why: "timeout" });
  expect(await silent()).toEqual([{ tool: "model", why: "failed" }]);
  await db().update(outsideReadings).set({ state: "answered", why: null });
  expect(await silent()).toBeUndefined();
});

test("a model whose questions for today are spent is told of as that, with the hour at which new ones begin", async () => {
  const { case: read } = await viewOf({ text: "online casino, deposit bonus, bet now" });
  const [suggestion] = await db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, read.id));
  const tool = { platformId: "wechat", tool: "model" as const };
  const asked = { ...tool, caseId: read.id, suggestionId: suggestion?.id ?? "", createdAt: new Date("2124-01-01") };
  await db().insert(outsideReadings).values(asked);
  const settled = async (values: Record<string, string | number>) => {
    await db().delete(settings).where(eq(settings.platformId, "wechat"));
    const rows = Object.entries(values).map(([key, value]) => ({ platformId: "wechat", key, value, updatedAt: now }));
    await db().insert(settings).values(rows);
  };
  const silent = async () => {
    const view = await caseView(db(), mei, read.id, now);
    return view.ok ? view.value.suggestionsBy.silent : view.reason;
  };
  const model = { modelUrl: "http://127.0.0.1:9", modelName: "m" };
  await settled({ ...model, modelCallsPerDay: 5 });
  await db()
    .insert(outsideTools)
    .values({ ...tool, day: "2024-03-01", calls: 4 });
  expect(await silent()).toEqual([{ tool: "model", why: "waiting" }]);
  await db().update(outsideTools).set({ calls: 5 });
  expect(await silent()).toEqual([{ tool: "model", why: "budget", until: "2024-03-02T00:00:00.000Z" }]);
  await settled({ ...model, modelCallsPerDay: 0 });
  expect(await silent()).toEqual([{ tool: "model", why: "budget", until: null }]);
});
