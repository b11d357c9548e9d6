import { eq, isNotNull, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { fillLoad } from "./load";

const { opened } = withTestDatabase();
const now = new Date("2026-11-27T10:00:00Z");
const quiet = () => undefined;

test("a load of 60 items is 60 open cases, each read by the matcher and placed in the queue", async () => {
  const { db } = opened();
  expect(await fillLoad(db, { count: 60, now, say: quiet })).toEqual({ notices: 68, read: 60 });
  const rows = await db.select().from(cases);
  expect(rows).toHaveLength(60);
  expect(rows.every(({ state, suggestedAt }) => state === "open" && suggestedAt !== null)).toBe(true);
  expect(await db.select().from(caseSuggestions)).toHaveLength(60);
  const grave = await db.select().from(cases).where(eq(cases.severity, "critical"));
  const harmless = await db.select().from(cases).where(isNull(cases.severity));
  const first = (list: typeof rows) => Math.min(...list.map(({ rank }) => rank));
  expect(grave.length).toBeGreaterThan(0);
  expect(harmless.length).toBeGreaterThan(0);
  expect(first(grave)).toBeLessThan(first(harmless));
});

test("loading again adds to what is there", async () => {
  const { db } = opened();
  await fillLoad(db, { count: 10, now: new Date(now.getTime() + 60_000), say: quiet });
  expect(await db.select().from(cases).where(isNotNull(cases.suggestedAt))).toHaveLength(70);
});
