import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, goldenTurns, settings } from "@/db/schema";
import { changeCare } from "@/lib/wellbeing/care.command";
import { after } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aCase, aColleague } from "@/test/town";
import { nextAtDesk, releaseAtDesk } from "./desk.command";
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

test("behind cases that are laid ready and will have used up a class, no golden item of that class is drawn", async () => {
  const set = (key: string, value: number) =>
    db()
      .insert(settings)
      .values({ platformId: "*", key, value, updatedAt: after(0) })
      .onConflictDoUpdate({ target: [settings.platformId, settings.key], set: { value } });
  const share = (value: number) => set("goldenShare", value);
  await set("careSelfHarm", 2);
  const language = "x-budget";
  for (let rank = 1; rank <= 4; rank += 1) {
    const { caseId } = await aCase(db(), { language, rank });
    if (rank <= 2)
      await db()
        .update(cases)
        .set({ harmsTold: ["self_harm"] })
        .where(eq(cases.id, caseId));
  }
  await aGoldenItem(desk, { language, text, reports: [{ explanation: "I am worried.", category: "self_harm" }] });
  const drawn = async (count: number) => {
    const ben = await aColleague(db());
    await share(0);
    const first = await nextAtDesk(ben, { language }, after(200));
    const inHand = first.ok ? first.value?.case.id : undefined;
    const ready: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const next = await nextAtDesk(ben, { language, inHand, ready }, after(201));
      ready.push((next.ok && next.value?.case.id) || "none");
    }
    await share(100);
    const next = await nextAtDesk(ben, { language, inHand, ready }, after(202));
    if (!next.ok || !next.value) throw new Error("no case came");
    const found = await db().$count(goldenTurns, eq(goldenTurns.id, next.value.case.id));
    for (const caseId of [inHand, ...ready, next.value.case.id]) await releaseAtDesk(ben, { caseId }, after(203));
    return found;
  };
  expect(await drawn(0), "one of two is spent").toBe(1);
  expect(await drawn(1), "both will be").toBe(0);
  await db().delete(settings).where(eq(settings.key, "careSelfHarm"));
});
