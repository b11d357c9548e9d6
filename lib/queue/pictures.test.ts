import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import { recognisePending } from "@/lib/intake/recognise.command";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aPicture, aPicturedCase } from "@/test/pictures";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { QueueRequest } from "./contract";
import { picturedCases } from "./pictures.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
beforeAll(() => givenPacks(db()));

const asked = (more: Record<string, unknown>) => QueueRequest.parse({ order: "age", ...more });
async function shown(more: Record<string, unknown>, actor: Awaited<ReturnType<typeof aColleague>>) {
  const page = await picturedCases(db(), asked(more), actor, townTime);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
}

test("the grid shows open cases with pictures, page by page, each with its best clause where there is one with confidence; no picture itself is in it", async () => {
  const mei = await aColleague(db());
  const language = "is";
  const made = [];
  for (let seed = 1; seed <= 3; seed += 1)
    made.push(await aPicturedCase(db(), await aPicture(seed), { language, openedAt: new Date(seed * 1_000) }));
  await aCase(db(), { language });
  await db()
    .insert(caseSuggestions)
    .values({
      platformId: "taobao-weitao",
      caseId: made[0]?.caseId ?? "",
      model: "m",
      confident: "yes",
      matches: [{ ref: "4", title: "Spam" }],
      madeAt: townTime,
    });
  await db()
    .insert(caseSuggestions)
    .values({
      platformId: "taobao-weitao",
      caseId: made[1]?.caseId ?? "",
      model: "m",
      confident: "no",
      matches: [{ ref: "5", title: "Nudity" }],
      madeAt: townTime,
    });
  await recognisePending(db(), townTime, 100);
  const first = await shown({ language, limit: 2 }, mei);
  expect(first.rows.map(({ id }) => id)).toEqual([made[0]?.caseId, made[1]?.caseId]);
  expect(first.rows[0]).toMatchObject({
    clause: { ref: "4", title: "Spam" },
    pictures: [{ mediaId: made[0]?.mediaId, width: 400, height: 300 }],
  });
  expect(first.rows[1]?.clause, "a guess").toBeNull();
  const second = await shown({ language, limit: 2, after: first.next ?? "" }, mei);
  expect(second.rows.map(({ id }) => id)).toEqual([made[2]?.caseId]);
  expect(second.next).toBeNull();
  expect(JSON.stringify(first)).not.toContain("look=");
});

test("a picture of child safety is in the grid of those who are cleared, and of nobody else", async () => {
  const language = "mt";
  const { caseId } = await aPicturedCase(db(), await aPicture(9), { language });
  await recognisePending(db(), townTime, 100);
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 480 }] })
    .where(eq(cases.id, caseId));
  const mei = await aColleague(db());
  expect((await shown({ language }, mei)).rows).toEqual([]);
  const cleared = { ...mei, skills: { ...noSkills, childSafety: true } };
  expect((await shown({ language }, cleared)).rows.map(({ id }) => id)).toEqual([caseId]);
});

test("decided cases have no grid", async () => {
  const { caseId } = await aPicturedCase(db(), await aPicture(10), { language: "ga" });
  await recognisePending(db(), townTime, 100);
  await db().update(cases).set({ state: "decided", decidedAt: townTime }).where(eq(cases.id, caseId));
  expect(await shown({ language: "ga", state: "decided" }, await aColleague(db()))).toEqual({ rows: [], next: null });
});
