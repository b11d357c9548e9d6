import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { aToldDecision, linkOf } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { readBack } from "@/test/pdf";
import { aColleague, anAccount, givenPacks } from "@/test/town";
import { GET } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
const hourAgo = new Date(Date.now() - 3_600_000);
const contentAt = new Date("2016-08-18T13:04:00Z");

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});

const ask = (token: string) =>
  GET(new Request(`https://desk.example/decision/${token}/letter.pdf`), { params: Promise.resolve({ token }) });
const plain = (text: string) => text.replace(/\s+/g, "");

async function aLetterIn(language: string) {
  const account = await anAccount(db(), { language });
  const { decisionId } = await aToldDecision(db(), { by: mei, at: hourAgo, contentAt, account });
  const [row] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  return { ...(await linkOf(db(), decisionId)), stored: row, decisionId };
}

test.each([
  ["de", "de"],
  ["zh-TW", "zh-Hant"],
  ["en", "en"],
])("a person's signed link gives their own letter as a tagged PDF, in %s as it was sent", async (tag, language) => {
  const { token, stored } = await aLetterIn(tag);
  const answer = await ask(token);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { info, tagged, marks } = await readBack(new Uint8Array(await answer.arrayBuffer()));
  expect(info).toMatchObject({ Language: language, Title: stored?.subject });
  expect(marks).toMatchObject({ Marked: true });
  const headings = tagged.filter(({ role }) => role === "H2").map(({ text }) => plain(text));
  expect(headings).toEqual((stored?.parts ?? []).map(({ heading }) => plain(heading)));
  const whole = plain(tagged.map(({ text }) => text).join(""));
  for (const { paragraphs } of stored?.parts ?? [])
    for (const paragraph of paragraphs) expect(whole).toContain(plain(paragraph));
});

test("whoever reported gets their own letter at their link, and not the affected person's", async () => {
  const { decisionId, stored } = await aLetterIn("en");
  const { token } = await linkOf(db(), decisionId, "notifier");
  const answer = await ask(token);
  expect(answer.status).toBe(200);
  const { info } = await readBack(new Uint8Array(await answer.arrayBuffer()));
  expect(info).not.toMatchObject({ Title: stored?.subject });
});

test("a link that was altered, in any letter, is 404, and the answer holds nothing of the letter", async () => {
  const { token, stored } = await aLetterIn("en");
  const other = (sign: string | undefined) => (sign === "A" ? "B" : "A");
  for (const at of [0, Math.floor(token.length / 2), token.length - 2]) {
    const answer = await ask(token.slice(0, at) + other(token[at]) + token.slice(at + 1));
    expect([at, answer.status]).toEqual([at, 404]);
    const said = await answer.text();
    expect(said).not.toContain(stored?.subject);
    expect(said).not.toContain("%PDF");
  }
});
