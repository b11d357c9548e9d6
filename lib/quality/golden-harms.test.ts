import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { goldenTurns } from "@/db/schema";
import { changeCare } from "@/lib/wellbeing/care.command";
import { after } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aCase, aColleague } from "@/test/town";
import { nextAtDesk } from "./desk.command";
import { goldenRows } from "./golden-list.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;
const text = "A parcel came late, and I do not want to go on.";

beforeAll(async () => {
  desk = await aGoldenDesk(db());
  await aCase(db());
  await aGoldenItem(desk, { text, reports: [{ explanation: "I am worried.", category: "self_harm" }] });
});

test("a golden item that a report calls self-harm shows where help is, as any such case does", async () => {
  const ben = await aColleague(db());
  const next = await nextAtDesk(ben, {}, after(100));
  if (!next.ok || !next.value) throw new Error("no case came");
  expect(await db().$count(goldenTurns, eq(goldenTurns.id, next.value.case.id))).toBe(1);
  expect(next.value.resources.map(({ url }) => url)).toContain("https://findahelpline.com");
});

test("a supervisor who opted out of a class sees in the list of golden items that there is one, and none of its words", async () => {
  const rowFor = async () => (await goldenRows(db(), desk.amara, "", after(101))).rows[0];
  expect(await rowFor()).toMatchObject({ excerpt: text, notShown: [] });
  await changeCare(desk.amara, { optedOut: ["self_harm"], limits: {} }, after(101));
  expect(await rowFor()).toMatchObject({ excerpt: "", notShown: ["self_harm"] });
});
