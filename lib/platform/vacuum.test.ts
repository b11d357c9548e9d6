import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { freshEmbedded } from "@/test/database";
import { vacuumNext } from "./vacuum.store";

// A server has its own autovacuum: this is about the embedded database, in either run.
let embedded: OpenDatabase;
beforeAll(async () => {
  embedded = await freshEmbedded();
});
afterAll(() => embedded.close());

async function untilNoneIsLeft(): Promise<string[]> {
  const done: string[] = [];
  for (let table = await vacuumNext(embedded); table !== null; table = await vacuumNext(embedded)) done.push(table);
  return done;
}

test("each table is looked at once, one at a time, and again only when a part of it has changed", async () => {
  const first = await untilNoneIsLeft();
  expect(new Set(first).size).toBe(first.length);
  expect(await untilNoneIsLeft()).toEqual([]);
  await embedded.exec("create table swept (a integer); insert into swept select generate_series(1, 1000)");
  try {
    expect(await vacuumNext(embedded), "the planner knows nothing of it").toBe("public.swept");
    expect(await untilNoneIsLeft()).toEqual([]);
    await embedded.db.execute(sql`update swept set a = 0 where a <= 100`);
    expect(await untilNoneIsLeft(), "a tenth").toEqual([]);
    await embedded.db.execute(sql`update swept set a = 0 where a <= 400`);
    expect(await untilNoneIsLeft()).toEqual(["public.swept"]);
  } finally {
    await embedded.exec("drop table swept");
  }
});
