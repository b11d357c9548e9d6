import "server-only";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type OpenDatabase, openedDatabase, putDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { answerLinkStatus } from "@/lib/appeals/link-status.queries";
import { loadBuiltInRegisters } from "@/lib/commitments/built-in.command";
import { stopWaves } from "@/lib/decisions/carry-wave.command";
import { answerTrackingStatus } from "@/lib/intake/tracking-status.queries";
import { stopLearning } from "@/lib/matching/learn.command";
import { demoPeopleExist, demoSignIns, ensureDemoPeople } from "@/lib/people/demo.store";
import { appUrl, dataDir, isProduction, secrets, uselessKeys } from "@/lib/platform/env";
import { readRows } from "@/lib/platform/rows";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { loadBuiltInPacks } from "@/lib/policy/load.command";
import { answerPlatformStatus } from "@/lib/policy/platform-status.queries";
import { stopReports } from "@/lib/transparency/count-report.command";
import { outboxHandlers } from "./handlers";
import { answerLetterLanguage } from "./letter-language";
import { schedulesOf } from "./schedules";
import { holdsMoreThanTheTown, isUnfinished } from "./town/unfinished";

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
  let opened = await openedDatabase();
  if (isProduction()) {
    if (await demoPeopleExist(opened.db))
      throw new Error(
        "This database holds the demo people. A production start needs a database without them: use a new one, and add people with `npm run -s cli -- people add`.",
      );
  } else if (opened.kind === "pglite" && (await isHalfATown(opened))) opened = await beginAgain(opened);
  await warnOfEncoding(opened);
  for (const name of uselessKeys())
    console.error(`${name} is not set to an address: the key beside it is sent nowhere. Set it to https://host:port.`);
  await loadPacks(opened, now);
  await loadBuiltInRegisters(opened.db, now);
  if (isProduction()) warnOfAddresses();
  else await fillTown(opened, now);
  answerLinkStatus();
  answerLetterLanguage();
  answerTrackingStatus();
  answerPlatformStatus();
  place.recourseWorker ??= startWorker(opened, outboxHandlers, schedulesOf(opened));
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s: ${appUrl()}`);
  for (const person of demoSignIns()) say(`  ${person.name} (${person.role}): ${person.email}  ${person.password}`);
}

/** Ends what goes on by itself, when what is under way is done, and closes the database. */
export async function stopProduct(): Promise<void> {
  await place.recourseWorker?.stop();
  await stopLearning();
  await stopReports();
  await stopWaves();
  place.recourseWorker = undefined;
  await (await openedDatabase()).close();
  putDatabase(undefined);
}

async function loadPacks(opened: OpenDatabase, now: Date): Promise<void> {
  for (const { platform, result } of await loadBuiltInPacks(opened.db, now)) {
    if (!result.ok)
      console.error(
        `The rules of ${platform} that come with this release were not loaded: ${result.reason}. The ones loaded before stay in use.`,
      );
  }
}

/** A start was ended while the town was filled, and nobody has put anything of their own beside it since. */
async function isHalfATown({ db }: OpenDatabase): Promise<boolean> {
  return (await isUnfinished(db)) && !(await holdsMoreThanTheTown(db));
}

/** Nothing but half a town is there: the embedded database begins anew. */
async function beginAgain(opened: OpenDatabase): Promise<OpenDatabase> {
  say("An earlier start ended while the demo town was filled: beginning again …");
  await opened.close();
  putDatabase(undefined);
  rmSync(join(dataDir(), "db"), { recursive: true, force: true });
  return openedDatabase();
}

/** People and town of the demo. Of several processes on one server one fills it, and the others wait for that. */
async function fillTown(opened: OpenDatabase, now: Date): Promise<void> {
  const { seedTown } = await import("./town/seed");
  const fill = async () => seedTown(opened.db, await ensureDemoPeople(opened.db, now), now, say);
  while (!(await opened.exclusively(advisoryLock.town, fill))) {
    say("Another process fills the demo town: waiting …");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

function warnOfAddresses(): void {
  if (/^https?:\/\/(127\.|localhost|\[::1\])/.test(appUrl()))
    console.error(
      `APP_URL is ${appUrl()}: links in letters will lead nowhere outside this machine. Set it to the public address.`,
    );
  if (!process.env.SMTP_URL)
    console.error("SMTP_URL is not set: letters stay on the Mailbox page, and nobody outside gets one.");
  if (!process.env.TRUSTED_PROXIES)
    console.error(
      "TRUSTED_PROXIES is not set: tries and reports are counted by the address of the connection. Behind a proxy that is the proxy's own, for everybody: set it to the number of proxies, or to 0 when there is none.",
    );
}

/** Chinese search and lower-casing need a UTF-8 character type; an old server may have been made with "C". */
async function warnOfEncoding({ db, kind }: OpenDatabase): Promise<void> {
  if (kind !== "postgres") return;
  const asked = sql`select datctype::text as ctype from pg_database where datname = current_database()`;
  const [row] = readRows(await db.execute(asked), z.object({ ctype: z.string() }));
  if (row && !/utf-?8/i.test(row.ctype))
    console.error(
      `This database has LC_CTYPE ${row.ctype}: searching Chinese and accented words will miss some. Make it with LC_CTYPE C.UTF-8.`,
    );
}
