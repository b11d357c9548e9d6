import { beforeAll, expect, test } from "vitest";
import { caseSuggestions } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { clauseSuggestions } from "./clause-suggestions.queries";
import { fateOf } from "./lately.rules";

const { opened } = withTestDatabase();
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
let mei: Person;

async function suggested(caseId: string, refs: string[], confident: "yes" | "no" = "yes"): Promise<void> {
  const matches = refs.map((ref) => ({ ref }));
  const row = { platformId: "taobao-weitao", caseId, model: "test", confident, matches, madeAt: later(-10) };
  await opened().db.insert(caseSuggestions).values(row);
}

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

test("a clause's page links the cases in which it was caught, missed and wrongly suggested, and counts them", async () => {
  const { db } = opened();
  const caught = await aDecidedCase(db, { by: mei, at: later(0) });
  await suggested(caught.caseId, ["Table.9", "Table.4"], "no");
  const missed = await aDecidedCase(db, { by: mei, at: later(1) });
  await suggested(missed.caseId, ["Table.9"], "no");
  const wrong = await aCase(db, { text: "全场包邮，欢迎新老顾客" });
  await suggested(wrong.caseId, ["Table.4"]);
  const input = { caseId: wrong.caseId, version: wrong.version, outcome: "no_violation", override: "harmless" };
  expect(await decideCase(mei, input, later(2))).toMatchObject({ ok: true });

  const about = { platformId: "taobao-weitao", ref: "Table.4", now: later(600) };
  const view = await clauseSuggestions(db, mei, about);
  const ids = (list: { caseId: string }[] | undefined) => list?.map(({ caseId }) => caseId);
  expect(ids(view?.lately?.caught)).toEqual([caught.caseId]);
  expect(ids(view?.lately?.missed)).toEqual([missed.caseId]);
  expect(ids(view?.lately?.wrong)).toEqual([wrong.caseId]);
  expect(view?.lately?.wrong[0]).toMatchObject({ excerpt: wrong.text, decidedAt: later(2).toISOString() });
  expect(view?.health).toMatchObject({ decided: 2, listed: 1, missed: 1, wrong: 1 });
  expect(view?.words.keywords.zh.length).toBeGreaterThan(0);
});

test("who may see no cases reads the words of a clause, and how often it failed, and is shown no case", async () => {
  const about = { platformId: "taobao-weitao", ref: "Table.4", now: later(600) };
  const view = await clauseSuggestions(opened().db, { kind: "public" }, about);
  expect(view?.lately).toBeNull();
  expect(view?.words.groups.length).toBeGreaterThan(0);
});

test("a clause or a platform that is not here has no page", async () => {
  const { db } = opened();
  const about = { platformId: "taobao-weitao", ref: "Table.4", now: townTime };
  expect(await clauseSuggestions(db, mei, { ...about, ref: "Table.999" })).toBeNull();
  expect(await clauseSuggestions(db, mei, { ...about, platformId: "nowhere" })).toBeNull();
});

test("a clause that was suggested without confidence and not found is no wrong suggestion, and others have no part", () => {
  const outcome = { decided: ["B"], suggested: ["A"], confident: false, language: "en", source: "guest" };
  expect(fateOf("A", outcome)).toBeNull();
  expect(fateOf("A", { ...outcome, confident: true })).toBe("wrong");
  expect(fateOf("C", outcome)).toBeNull();
});
