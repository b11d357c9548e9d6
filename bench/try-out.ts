import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { type Db, putDatabase } from "@/db/client";
import { openDatabase } from "@/db/open";
import { tryOuts } from "@/db/schema";
import { schedulesOf } from "@/lib/boot/schedules";
import { startWorker } from "@/lib/platform/worker";
import { requestTryOut } from "@/lib/quality/try-out.command";
import { copiesOf } from "@/test/many-decisions";
import { aColleague, aDecidedCase, givenPacks } from "@/test/town";

const decidedAt = new Date("2016-09-07T04:00:00Z");

/** A version run over `wanted` decisions, by the worker as in the app, on a database of its own (DATABASE_URL: an empty one). */
export async function benchTryOut(wanted: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "recourse-bench-"));
  process.env.DATA_DIR = scratch;
  const opened = await openDatabase();
  putDatabase(opened);
  const { db } = opened;
  try {
    console.log(opened.kind);
    await givenPacks(db);
    const mei = await aColleague(db, { name: "Mei Lin" });
    const lucia = await aColleague(db, { name: "Lucía Herrera", role: "admin" });
    const began = performance.now();
    await copiesOf(db, await aDecidedCase(db, { by: mei, at: decidedAt }), wanted - 1, decidedAt);
    console.log(`${wanted} decisions made in ${seconds(began)} s`);
    const now = new Date(decidedAt.getTime() + (wanted + 1) * 60_000);
    await measured(
      db,
      () =>
        startWorker(
          opened,
          {},
          schedulesOf(opened).filter(({ name }) => name === "versions that are tried out"),
        ),
      () => requestTryOut(lucia, { platform: "taobao-weitao", version: "v2", days: 1830 }, now),
    );
  } finally {
    await opened.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const seconds = (began: number) => ((performance.now() - began) / 1000).toFixed(1);

async function measured(
  db: Db,
  worker: () => { stop: () => Promise<void> },
  ask: () => ReturnType<typeof requestTryOut>,
): Promise<void> {
  const before = process.cpuUsage();
  const began = performance.now();
  const asked = await ask();
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  const running = worker();
  for (;;) {
    const { state, decisionsAll, decisionsDone, endedAt, totals } = tryOuts;
    const columns = { state, decisionsAll, decisionsDone, endedAt, totals };
    const [row] = await db.select(columns).from(tryOuts).where(eq(tryOuts.id, asked.value.tryOutId));
    if (row?.endedAt) {
      const { user, system } = process.cpuUsage(before);
      const work = ((user + system) / 1e6).toFixed(1);
      console.log(
        `${row.state}, ${row.decisionsDone} decisions in ${seconds(began)} s, of which ${work} s of work here`,
      );
      console.log(JSON.stringify((row.totals as { all: object }).all));
      break;
    }
    console.log(`  ${row?.decisionsDone} of ${row?.decisionsAll} after ${seconds(began)} s`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  await running.stop();
}
