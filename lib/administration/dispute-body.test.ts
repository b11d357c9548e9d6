import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { fieldsOf } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { bodyList } from "@/test/disputes";
import { aColleague, auditOf } from "@/test/town";
import { importBodies } from "./dispute-body.command";
import { bodiesNow, disputeBodyPage } from "./dispute-body.queries";
import { readBodyList } from "./dispute-body.rules";

const { opened } = withTestDatabase();
const day = (at: string) => new Date(`${at}T10:00:00Z`);
let lucia: Person;
let ruth: Person;

beforeAll(async () => {
  lucia = await aColleague(opened().db, { role: "admin" });
  ruth = await aColleague(opened().db, { role: "supervisor" });
});

const sourceList = "https://list.example";
const taken = (text: string, at = day("2016-09-07"), by = lucia) => importBodies(by, { sourceList, text }, at);
const names = async (language: string, at: string) =>
  (await bodiesNow(opened().db, language, day(at))).map(({ name }) => name);

test("D1: people are shown the bodies that are certified that day, those that speak their language first", async () => {
  expect(await taken(bodyList)).toMatchObject({ ok: true, value: { added: 3, changed: 0, same: 0, gone: 0 } });
  expect(await names("en", "2016-09-08")).toEqual(["Schlichtung Beispiel", "Settlement House", "Arbitrage Exemple"]);
  expect(await names("fr", "2016-09-08")).toEqual(["Arbitrage Exemple", "Settlement House", "Schlichtung Beispiel"]);
  expect(await names("de", "2017-06-30")).toContain("Schlichtung Beispiel");
  expect(await names("de", "2017-07-01")).not.toContain("Schlichtung Beispiel");
});

test("D1: a body that the list no longer has is shown to nobody, stays on record, and may come back", async () => {
  const [head, first, ...rest] = bodyList.split("\n");
  const without = [head, ...rest].join("\n");
  expect(await taken(without, day("2016-10-01"))).toMatchObject({ value: { same: 2, gone: 1 } });
  expect(await names("en", "2016-10-02")).not.toContain("Settlement House");
  const page = await disputeBodyPage(opened().db, ruth, day("2016-10-02"));
  expect(page.ok && page.value.find(({ name }) => name === "Settlement House")?.isCertified).toBe(false);
  expect(await taken(`${without}\n${first}`, day("2016-10-03"))).toMatchObject({ value: { changed: 1, gone: 0 } });
  expect(await names("en", "2016-10-04")).toContain("Settlement House");
  expect((await auditOf(opened().db, "list")).map(({ verb }) => verb)).toContain("dispute_body.import");
});

test("a list with a line that is not understood is refused as a whole, and only admins take one over", async () => {
  const odd = "name,country,url,languages\nA House,XX,https://a.example,en\nB House,IE,javascript:alert(1),en";
  const refused = await taken(odd);
  expect(fieldsOf(refused)).toEqual(["text body_list_not_country", "text body_list_not_url"]);
  expect(await names("en", "2016-10-04")).not.toContain("A House");
  expect(fieldsOf(await taken("no table at all"))).toEqual(["text body_list_no_table"]);
  expect(await taken(bodyList, day("2016-10-04"), ruth)).toMatchObject({ code: "forbidden" });
});

test.each([
  ["A,IE,https://a.example,klingonese,", "not_language"],
  ["A,IE,https://a.example,en,2030-13-40", "not_date"],
  ["A,IE,http://a.example,en,", "not_url"],
  [",IE,https://a.example,en,", "no_name"],
])("the line %j of a list is told as %s", (line, reason) => {
  const read = readBodyList(`name,country,url,languages,until\n${line}`);
  expect(read.bad.map((bad) => bad.reason)).toEqual([reason]);
});
