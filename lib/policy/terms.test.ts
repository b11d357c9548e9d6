import { beforeAll, expect, test } from "vitest";
import { termsSummaries } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { givenPlatforms } from "@/test/intake";
import { aColleague, auditOf, townTime } from "@/test/town";
import { serveStates, writeTerms } from "./terms.command";
import { termsOfPlatforms } from "./terms.queries";
import { languageForReader, languagesAccepted, languagesMissing, languagesOwed, unionLanguages } from "./terms.rules";

const { opened } = withTestDatabase();
let lucia: Person;
const summary = "You may not sell what is forbidden. We remove it and tell you why.";
const remedies = "You can complain to us for six months, go to a dispute settlement body, or to court.";
const write = (language: string, more: object = {}, by = lucia) =>
  writeTerms(by, { platform: "aliexpress", language, summary, remedies, ...more }, townTime);
const ofAliexpress = async () =>
  (await termsOfPlatforms(opened().db)).find(({ platform }) => platform === "aliexpress");

beforeAll(async () => {
  await givenPlatforms(opened());
  lucia = await aColleague(opened().db, { role: "admin" });
});

test("C3: a platform that serves the whole Union owes its summary in all 24 languages, one of Belgium and Malta in five", () => {
  expect(languagesOwed([])).toEqual(unionLanguages);
  expect(unionLanguages).toHaveLength(24);
  expect(languagesOwed(["BE", "MT"])).toEqual(["de", "en", "fr", "mt", "nl"]);
  expect(languagesMissing(["BE"], ["fr", "en"])).toEqual(["de", "nl"]);
});

test("C3: a reader gets the language they ask for, else English with a mark that it is another", () => {
  expect(languagesAccepted("pt-BR;q=0.4, de-AT, *;q=0.1, fr;q=0")).toEqual(["de-AT", "pt-BR"]);
  expect(languageForReader(["de-AT", "en"], ["de", "en"])).toEqual({ language: "de", isAsked: true });
  expect(languageForReader(["et"], ["de", "en"])).toEqual({ language: "en", isAsked: false });
  expect(languageForReader([], ["de"])).toEqual({ language: "de", isAsked: true });
  expect(languageForReader(["et"], [])).toBeNull();
  const written = ["en", "zh-Hans"];
  expect(languageForReader(["zh-CN"], written)).toEqual({ language: "zh-Hans", isAsked: true });
  expect(languageForReader(["zh-TW"], written)).toEqual({ language: "en", isAsked: false });
});

test("C3: an admin writes a summary with its remedies; a missing language is listed until it is written; the one before stays on record", async () => {
  expect(await serveStates(lucia, { platform: "aliexpress", states: "be, lu" }, townTime)).toMatchObject({ ok: true });
  expect(await write("fr")).toMatchObject({ ok: true });
  expect(await ofAliexpress()).toMatchObject({ states: ["BE", "LU"], missing: ["de", "nl"] });
  await write("de");
  await write("nl");
  expect(await ofAliexpress()).toMatchObject({ missing: [] });
  await write("fr", { summary: "Another summary." });
  const now = await ofAliexpress();
  expect(now?.texts.filter(({ language }) => language === "fr").map((text) => text.summary)).toEqual([
    "Another summary.",
  ]);
  expect(await opened().db.select({ id: termsSummaries.id }).from(termsSummaries)).toHaveLength(4);
  expect((await auditOf(opened().db, "aliexpress")).filter(({ verb }) => verb === "terms.write")).toHaveLength(4);
});

test("C3: a summary without remedies is refused, so is a language that is neither the Union's nor Chinese, and a supervisor writes none", async () => {
  expect(await write("it", { remedies: " " })).toMatchObject({ fields: [{ field: "remedies" }] });
  expect(await write("zh-Hans")).toMatchObject({ ok: true });
  expect((await ofAliexpress())?.missing).not.toContain("zh-Hans");
  expect(await write("ru")).toMatchObject({ fields: [{ field: "language" }] });
  expect(await serveStates(lucia, { platform: "aliexpress", states: "US" }, townTime)).toMatchObject({
    code: "invalid",
  });
  const jonas = await aColleague(opened().db, { role: "supervisor" });
  expect(await write("it", {}, jonas)).toMatchObject({ code: "forbidden" });
});
