import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { suggestionHealth } from "./health.queries";
import { suggestionsView, tryText } from "./suggestions.queries";

const { opened } = withTestDatabase();
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
let mei: Person;

async function suggested(caseId: string, refs: string[], confident: "yes" | "no", at: Date): Promise<void> {
  const matches = refs.map((ref) => ({ ref }));
  await opened()
    .db.insert(caseSuggestions)
    .values({ platformId: "taobao-weitao", caseId, model: "test", confident, matches, madeAt: at });
  await opened().db.update(cases).set({ suggestedAt: at }).where(eq(cases.id, caseId));
}

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

test("what was suggested before a decision counts, by the language and the source of the case, with the reason for leaving it; what came later does not", async () => {
  const { db } = opened();
  const followed = await aDecidedCase(db, { by: mei, at: later(0), language: "zh-Hans", source: "trusted_flagger" });
  await suggested(followed.caseId, ["Table.4", "Table.6"], "yes", later(-10));
  await suggested(followed.caseId, ["Table.9"], "yes", later(10));
  const harmless = await aCase(db, { language: "en", source: "guest" });
  await suggested(harmless.caseId, ["Table.9"], "yes", later(-10));
  const input = { caseId: harmless.caseId, version: harmless.version, outcome: "no_violation", override: "context" };
  expect(await decideCase(mei, input, later(1))).toMatchObject({ ok: true });
  await aDecidedCase(db, { by: mei, at: later(3600) });

  const health = await suggestionHealth(db, mei, { platformId: "taobao-weitao", now: later(600) });
  expect(health.all).toMatchObject({ cases: 2, violations: 1, first: 1, confident: 2, confidentRight: 1, flagged: 1 });
  expect(health.byLanguage.map(({ name, accuracy }) => [name, accuracy.first, accuracy.flagged])).toEqual([
    ["en", 0, 1],
    ["zh-Hans", 1, 0],
  ]);
  expect(health.bySource.map(({ name }) => name)).toEqual(["guest", "trusted_flagger"]);
  expect(health.byClause).toEqual([
    { ref: "Table.9", decided: 0, first: 0, listed: 0, missed: 0, wrong: 1, reasons: { context: 1 } },
    { ref: "Table.4", decided: 1, first: 1, listed: 1, missed: 0, wrong: 0, reasons: {} },
  ]);
  const view = await suggestionsView(db, mei, { platformId: "taobao-weitao", now: later(600) });
  expect(view?.clauses.map(({ ref, version }) => [ref, version === null])).toEqual([
    ["Table.9", false],
    ["Table.4", false],
  ]);
});

test("a decision on a case that is hidden from the reader is in none of the numbers", async () => {
  const { db } = opened();
  const hidden = await aDecidedCase(db, { by: mei, at: later(20), language: "pl" });
  await suggested(hidden.caseId, ["Table.9"], "yes", later(10));
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 240 }] })
    .where(eq(cases.id, hidden.caseId));
  const languages = async (reader: Person) => {
    const { byLanguage } = await suggestionHealth(db, reader, { platformId: "taobao-weitao", now: later(600) });
    return byLanguage.map(({ name }) => name);
  };
  expect(await languages({ ...mei, skills: noSkills })).toEqual(["en", "zh-Hans"]);
  expect(await languages({ ...mei, skills: { ...noSkills, childSafety: true } })).toEqual(["en", "pl", "zh-Hans"]);
});

test("a text can be tried without a case, and leaves nothing behind", async () => {
  const { db } = opened();
  const before = await db.$count(caseSuggestions);
  const about = { platformId: "taobao-weitao", text: "加微信 abc123 领红包，全场假一赔十", explanation: "" };
  const tried = await tryText(db, about, { locale: "zh-Hans", now: townTime });
  expect(tried?.matches.length).toBeGreaterThan(0);
  expect(tried?.matches[0]?.reasons[0]).toMatch(/\p{Script=Han}/u);
  expect(await db.$count(caseSuggestions)).toBe(before);
});

test("a platform that is not here has no page", async () => {
  expect(await suggestionsView(opened().db, mei, { platformId: "nowhere", now: townTime })).toBeNull();
});
