import { beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntries, helpResources } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, townTime } from "@/test/town";
import { addHelpResource, changeHelpResource, removeHelpResource } from "./help-resource.command";
import { helpResourceList } from "./help-resource.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let lucia: Person;
let mei: Person;
beforeAll(async () => {
  lucia = await aColleague(db(), { role: "admin", name: "Lucía" });
  mei = await aColleague(db());
});
beforeEach(() => db().delete(helpResources));

const aLine = {
  organisation: "TelefonSeelsorge",
  country: "DE",
  topics: ["self_harm"],
  phone: "116 123",
  url: "https://www.telefonseelsorge.de",
  languages: ["de"],
};

async function added(more: Record<string, unknown> = {}) {
  const answer = await addHelpResource(lucia, { ...aLine, ...more }, townTime);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value.resourceId;
}

async function lastEntry() {
  const entries = await db().select().from(auditEntries).orderBy(auditEntries.seq);
  const { verb, outcome, subjectId, body } = entries.at(-1) ?? {};
  return { verb, outcome, subjectId, detail: JSON.parse(body ?? "{}").detail };
}

test("a place of help that an admin adds, changes and takes away is in the log each time with what it was before", async () => {
  const resourceId = await added();
  expect(await lastEntry()).toEqual({
    verb: "help_resource.add",
    outcome: "done",
    subjectId: resourceId,
    detail: { before: null, after: aLine },
  });
  const change = { ...aLine, resourceId, version: 0, phone: "0800 111 0 111" };
  expect(await changeHelpResource(lucia, change, townTime)).toMatchObject({ ok: true });
  expect((await lastEntry()).detail).toMatchObject({
    before: { phone: "116 123" },
    after: { phone: "0800 111 0 111" },
  });
  expect(await helpResourceList(db())).toMatchObject([{ phone: "0800 111 0 111", version: 1, changedBy: "Lucía" }]);
  expect(await removeHelpResource(lucia, { resourceId, version: 1 }, townTime)).toMatchObject({ ok: true });
  expect((await lastEntry()).detail).toMatchObject({ before: { phone: "0800 111 0 111" }, after: null });
  expect(await helpResourceList(db())).toEqual([]);
});

test("nobody but an admin names places of help, and the attempt is in the log", async () => {
  for (const who of [mei, await aColleague(db(), { role: "supervisor" }), await aColleague(db(), { role: "auditor" })])
    expect(await addHelpResource(who, aLine, townTime)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await helpResourceList(db())).toEqual([]);
  expect(await lastEntry()).toMatchObject({ verb: "help_resource.add", outcome: "refused" });
});

test("the second of two admins who change a place is told that it is not what they saw, and changes nothing", async () => {
  const resourceId = await added();
  const change = { ...aLine, resourceId, version: 0 };
  expect(await changeHelpResource(lucia, { ...change, organisation: "First" }, townTime)).toMatchObject({ ok: true });
  expect(await changeHelpResource(lucia, { ...change, organisation: "Second" }, townTime)).toMatchObject({
    code: "stale",
  });
  expect(await removeHelpResource(lucia, { resourceId, version: 0 }, townTime)).toMatchObject({ code: "stale" });
  expect(await helpResourceList(db())).toMatchObject([{ organisation: "First" }]);
});

test.each([
  ["a page without https", { url: "http://help.example" }, "url", "help_url"],
  ["a script", { url: "javascript:alert(1)" }, "url", "help_url"],
  ["an address that hides whose it is", { url: "https://findahelpline.com@evil.example" }, "url", "help_url"],
  ["a number nobody can dial", { phone: "call us" }, "phone", "help_phone"],
  ["no way to reach it", { phone: "", url: " " }, "phone", "help_unreachable"],
  ["no topic", { topics: [] }, "topics", "too_few"],
  ["a country that is not one", { country: "XX" }, "country", "not_a_country"],
  ["a name of two lines", { organisation: "Help\nSubject: hello" }, "organisation", "single_line"],
  ["a language that is not offered", { languages: ["xx"] }, "languages.0", "help_language"],
])("%s is refused at its field, and nothing is written", async (_, wrong, field, reason) => {
  const answer = await addHelpResource(lucia, { ...aLine, ...wrong }, townTime);
  expect(answer).toMatchObject({ ok: false, code: "invalid", fields: [{ field, reason }] });
  expect(await helpResourceList(db())).toEqual([]);
});
