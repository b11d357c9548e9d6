import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { statements } from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { aToldDecision } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { readBack } from "@/test/pdf";
import { aColleague, anAccount, givenPacks } from "@/test/town";
import { GET } from "./[statementId]/pdf/route";

// Who is signed in; everything behind the route is what runs at the desk.
const desk = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: async () => desk.actor,
}));

const { opened } = withTestDatabase();
const db = () => opened().db;
let jonas: Person;
let letter: typeof statements.$inferSelect;

beforeAll(async () => {
  await givenPacks(db());
  const mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  const account = await anAccount(db(), { language: "de" });
  const { decisionId } = await aToldDecision(db(), { by: mei, account });
  const [row] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  if (!row) throw new Error("nobody was told");
  letter = row;
});
beforeEach(() => {
  desk.actor = null;
});

const ask = (statementId: string) =>
  GET(new Request(`https://desk.example/api/statements/${statementId}/pdf`), {
    params: Promise.resolve({ statementId }),
  });

test("a supervisor gets a letter as a tagged PDF with its headings, without the link that speaks for its addressee", async () => {
  desk.actor = jonas;
  const answer = await ask(letter.id);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const { info, tagged } = await readBack(new Uint8Array(await answer.arrayBuffer()));
  expect(info).toMatchObject({ Title: letter.subject, Language: "de" });
  const roles = new Set(tagged.map(({ role }) => role));
  expect([...roles]).toEqual(expect.arrayContaining(["H1", "H2", "P"]));
  const whole = tagged
    .map(({ text }) => text)
    .join("")
    .replace(/\s+/g, "");
  expect(whole).toContain(letter.subject.replace(/\s+/g, ""));
  expect(whole).not.toContain(signLink(letter.id, secrets().links));
});

test("nobody who is not signed in gets a letter at the desk's address", async () => {
  const answer = await ask(letter.id);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
});

test("a letter that there is not is 404, whatever stands in the address", async () => {
  desk.actor = jonas;
  for (const id of [v7(), "letter", "../../etc"]) expect((await ask(id)).status).toBe(404);
});
