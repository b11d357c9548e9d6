import { expect, test } from "vitest";
import { apiKeys, contentItems } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { givenPlatforms } from "@/test/intake";
import { aPerson } from "@/test/people";
import { locationOf, readTown, unfoundedPlace } from "./data";
import { forgetUnfinished, holdsMoreThanTheTown, isUnfinished, rememberUnfinished } from "./unfinished";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");

/** Looks at the database with one thing more in it, and takes that out again. */
async function holdsMoreWith(put: (db: ReturnType<typeof opened>["db"]) => Promise<unknown>): Promise<boolean> {
  let answer = false;
  const taken = new Error("taken out again");
  const tried = opened().db.transaction(async (tx) => {
    await put(tx);
    answer = await holdsMoreThanTheTown(tx);
    throw taken;
  });
  await expect(tried).rejects.toBe(taken);
  return answer;
}
const anItem = (location: string) => ({ platformId: "wechat", location, locationKey: location, createdAt: now });

test("what the town brings itself is no reason to keep it; a person, a key or a report of somebody's own each is", async () => {
  await givenPlatforms(opened());
  const [item] = readTown().items;
  if (!item) throw new Error("the town has items");
  expect(await holdsMoreWith((db) => aPerson(db, { role: "admin", isDemo: true }))).toBe(false);
  expect(await holdsMoreWith((db) => db.insert(contentItems).values(anItem(locationOf(item))))).toBe(false);
  expect(await holdsMoreWith((db) => db.insert(contentItems).values(anItem(unfoundedPlace("kettle", 3))))).toBe(false);
  expect(await holdsMoreWith((db) => aPerson(db, { role: "admin" }))).toBe(true);
  expect(await holdsMoreWith((db) => db.insert(apiKeys).values({ name: "shop", keyHash: "x", createdAt: now }))).toBe(
    true,
  );
  expect(await holdsMoreWith((db) => db.insert(contentItems).values(anItem("https://shop.example/1")))).toBe(true);
});

test("that the town is being filled is known to the database that it is filled into", async () => {
  const { db } = opened();
  expect(await isUnfinished(db)).toBe(false);
  await rememberUnfinished(db, now);
  await rememberUnfinished(db, now);
  expect(await isUnfinished(db)).toBe(true);
  await forgetUnfinished(db);
  expect(await isUnfinished(db)).toBe(false);
});
