import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, inArray } from "drizzle-orm";
import { type Db, putDatabase } from "@/db/client";
import { openDatabase } from "@/db/open";
import { cases, waveRunMembers, waveRuns, waves } from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { schedulesOf } from "@/lib/boot/schedules";
import { startWave, undoWave } from "@/lib/decisions/wave.command";
import { WaveChoice } from "@/lib/decisions/wave.contract";
import { groupsOf } from "@/lib/decisions/wave-plan.rules";
import { planItems } from "@/lib/decisions/wave-plan.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { startWorker } from "@/lib/platform/worker";
import { gatherPending } from "@/lib/queue/gather.store";
import { aCase, aColleague, givenPacks } from "@/test/town";

const advert = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十，数量有限";
const choice = WaveChoice.parse({ outcome: "violation", clause: "Table.4" });

/** Says how long it took, and how much of that this process worked: on a machine with other work the two differ. */
async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  const took = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${what}: ${took} s, of which ${((user + system) / 1e6).toFixed(1)} s of work here`);
  return value;
}

async function untilOver(db: Db, runId: string): Promise<void> {
  for (;;) {
    const [run] = await db.select({ state: waveRuns.state }).from(waveRuns).where(eq(waveRuns.id, runId));
    if (!run || !["running", "undoing"].includes(run.state)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function statesOf(db: Db, runId: string): Promise<string> {
  const rows = await db
    .select({ state: waveRunMembers.state })
    .from(waveRunMembers)
    .where(eq(waveRunMembers.runId, runId));
  const states = [...new Set(rows.map(({ state }) => state))];
  return states.map((one) => `${one} ${rows.filter(({ state }) => state === one).length}`).join(", ");
}

async function measured(db: Db, mei: Person, size: number, worker: () => { stop: () => Promise<void> }): Promise<void> {
  const made: string[] = [];
  for (let at = 0; at < size; at += 1) made.push((await aCase(db, { text: `${advert} ${at}` })).caseId);
  await db.update(cases).set({ suggestedAt: new Date() }).where(inArray(cases.id, made));
  await timed(`gathered ${size}`, async () => {
    while ((await gatherPending(db, new Date(), 100)) > 0);
  });
  const [wave] = await db.select().from(waves).orderBy(waves.beganAt).limit(1);
  if (!wave) throw new Error("nothing was gathered");
  console.log(`in one wave: ${wave.size}`);
  const items = await timed("planned", () => planItems(db, { waveId: wave.id, choice, person: mei }, new Date()));
  const groups = groupsOf(items).groups.map(({ key }) => key);
  const running = worker();
  const runId = await timed("decided, from the press of the key", async () => {
    const run = await startWave(mei, { waveId: wave.id, choice, groups }, new Date());
    if (!run.ok) throw new Error(JSON.stringify(run));
    await untilOver(db, run.value.runId);
    return run.value.runId;
  });
  console.log(`  ${await statesOf(db, runId)}`);
  const undone = await undoWave(mei, { runId }, new Date());
  await timed("taken back", () => untilOver(db, runId));
  console.log(`  ${undone.ok ? "" : undone.reason} ${await statesOf(db, runId)}`);
  await running.stop();
}

/** A wave of `size` items on a database of its own (DATABASE_URL: an empty one), through the worker as in the app. */
export async function benchWave(size: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "recourse-bench-"));
  process.env.DATA_DIR = scratch;
  const opened = await openDatabase();
  putDatabase(opened);
  try {
    console.log(opened.kind);
    await givenPacks(opened.db);
    const mei = await aColleague(opened.db, { name: "Mei Lin" });
    await measured(opened.db, mei, size, () => startWorker(opened, outboxHandlers, schedulesOf(opened)));
  } finally {
    await opened.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
