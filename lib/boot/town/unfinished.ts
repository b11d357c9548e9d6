import "server-only";
import { and, eq, notInArray, notLike } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, contentItems, people } from "@/db/schema";
import { clearMark, marksOf, setMarks } from "@/lib/platform/marks";
import { locationOf, readTown, unfoundedPlace, unfoundedShops } from "./data";
import { pastDays, placesOf } from "./past-story";

/** In the database itself, so that it comes and goes with what it says. */
const mark = "town unfinished";

/** Whether a filling of the demo town began and did not end: its process was stopped in the middle. */
export async function isUnfinished(db: Db): Promise<boolean> {
  return (await marksOf(db, [mark])).has(mark);
}

export async function rememberUnfinished(db: Db, now: Date): Promise<void> {
  await setMarks(db, [mark], now);
}

export async function forgetUnfinished(db: Db): Promise<void> {
  await clearMark(db, mark);
}

/** Whether anything is there that the town did not bring: a person, a key, or something reported. */
export async function holdsMoreThanTheTown(db: Db): Promise<boolean> {
  const townsOwn = [...readTown().items.map(locationOf), ...pastDays.flatMap(placesOf)];
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.isDemo, false)).limit(1);
  const [key] = await db.select({ id: apiKeys.id }).from(apiKeys).limit(1);
  const elsewhere = and(
    notInArray(contentItems.location, townsOwn),
    ...unfoundedShops.map((shop) => notLike(contentItems.location, unfoundedPlace(shop, "%"))),
  );
  const [item] = await db.select({ id: contentItems.id }).from(contentItems).where(elsewhere).limit(1);
  return [person, key, item].some((found) => found !== undefined);
}
