import "server-only";
import { sql } from "drizzle-orm";
import { openedDatabase } from "@/db/client";
import { demoPeopleExist, demoSignIns, ensureDemoPeople } from "@/lib/people/demo.store";
import { appUrl, isProduction, secrets } from "@/lib/platform/env";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { loadBuiltInPacks } from "@/lib/policy/load.command";
import { outboxHandlers } from "./handlers";
import { schedulesOf } from "./schedules";

const place = globalThis as typeof globalThis & { recourseWorker?: Worker };

function say(line: string): void {
  console.log(line);
}

/**
 * Everything between "the process runs" and "the first page": secrets, database and migrations, the platforms' packs,
 * in a demo the people and the town, and the worker.
 * @throws Error with one plain sentence when the product must not start like this
 */
export async function startProduct(now: Date = new Date()): Promise<void> {
  secrets();
  const began = Date.now();
  say(process.env.DATABASE_URL ? "Opening PostgreSQL …" : "Opening the embedded database …");
  const opened = await openedDatabase();
  await warnOfEncoding();
  const loads = await loadBuiltInPacks(opened.db, now);
  for (const { platform, result } of loads) {
    if (!result.ok) console.error(`The rules of ${platform} that come with this release were not loaded: ${result.reason}. The ones loaded before stay in use.`);
  }
  if (isProduction()) {
    if (await demoPeopleExist(opened.db)) throw new Error("This database holds the demo people. A production start needs a database without them: use a new one, and add people with `npm run -s cli -- people add`.");
  } else {
    const people = await ensureDemoPeople(opened.db, now);
    const { seedTown } = await import("./town/seed");
    await seedTown(opened.db, people, now, say);
  }
  place.recourseWorker ??= startWorker(opened, outboxHandlers, schedulesOf(opened));
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s: ${appUrl()}`);
  if (!isProduction()) for (const person of demoSignIns()) say(`  ${person.name} (${person.role}): ${person.email}  ${person.password}`);
}

/** Chinese search and lower-casing need a UTF-8 character type; an old server may have been made with "C". */
async function warnOfEncoding(): Promise<void> {
  const { db, kind } = await openedDatabase();
  if (kind !== "postgres") return;
  const answer = await db.execute(sql`select datctype as ctype from pg_database where datname = current_database()`);
  const rows = (answer as { rows?: { ctype: string }[] }).rows ?? [];
  const ctype = rows[0]?.ctype ?? "";
  if (!/utf-?8/i.test(ctype)) console.error(`This database has LC_CTYPE ${ctype}: searching Chinese and accented words will miss some. Make it with LC_CTYPE C.UTF-8.`);
}
