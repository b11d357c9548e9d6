import "server-only";
import { count } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases } from "@/db/schema";
import { ensureDemoPeople } from "@/lib/people/demo.store";
import { loadBuiltInPacks } from "@/lib/policy/load.command";
import { seedTown } from "./seed";

/** Rules, people and town of the demo, in this order; what is there already stays. Returns what there is now. */
export async function fillDemo(
  db: Db,
  now: Date,
  say: (line: string) => void,
): Promise<{ people: number; cases: number }> {
  await loadBuiltInPacks(db, now);
  const people = await ensureDemoPeople(db, now);
  await seedTown(db, people, now, say);
  const [there] = await db.select({ cases: count() }).from(cases);
  return { people: people.length, cases: there?.cases ?? 0 };
}
