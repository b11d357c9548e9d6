import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { goldenTurns, outsideTools, settings } from "@/db/schema";
import type { ReadBy } from "@/lib/decisions/read-by.rules";
import { after, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aCase, aColleague } from "@/test/town";
import { nextAtDesk } from "./desk.command";
import { caseAtDesk } from "./desk.queries";

const { opened } = withTestDatabase();

test("a golden item says of a reader whose budget is spent what a case that came in then says: nobody tells it by that", async () => {
  const { db } = opened();
  await aGoldenItem(await aGoldenDesk(db));
  await aCase(db);
  const set = async (values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values)) {
      await db.delete(settings).where(and(eq(settings.platformId, "*"), eq(settings.key, key)));
      await db.insert(settings).values({ platformId: "*", key, value, updatedAt: after(3) });
    }
  };
  await set({ modelUrl: "http://127.0.0.1:1/v1", modelName: "some-model", modelCallsPerDay: 5 });
  const ben = await aColleague(db);
  const next = await nextAtDesk(ben, {}, after(100));
  const caseId = (next.ok && next.value?.case.id) || "";
  expect(await db.$count(goldenTurns, eq(goldenTurns.id, caseId))).toBe(1);
  const now = after(200);
  const said = async (): Promise<ReadBy> => {
    const view = await caseAtDesk(db, ben, caseId, now);
    if (!view.ok) throw new Error(view.reason);
    return view.value.suggestionsBy;
  };
  const cameIn = (at: Date) => db.update(goldenTurns).set({ openedAt: at }).where(eq(goldenTurns.id, caseId));
  const model = { tool: "model", name: "some-model" };
  await cameIn(after(99));
  expect(await said()).toMatchObject({ outside: [model] });
  const day = now.toISOString().slice(0, 10);
  await db.insert(outsideTools).values({ platformId: "taobao-weitao", tool: "model", day, calls: 5 });
  const until = new Date(Date.parse(day) + 86_400_000).toISOString();
  expect(await said()).toMatchObject({ outside: [], silent: [{ tool: "model", why: "budget", until }] });
  await cameIn(after(100 - days(2)));
  expect(await said(), "of an earlier day, with a budget of its own").toMatchObject({ outside: [model] });
  await set({ modelCallsPerDay: 0 });
  expect(await said()).toMatchObject({ outside: [], silent: [{ tool: "model", why: "budget", until: null }] });
});
