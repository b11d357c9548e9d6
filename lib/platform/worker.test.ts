import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { outbox } from "@/db/schema";
import { onPostgres, withTestDatabase } from "@/test/database";
import { enqueue, wakeOutbox } from "./outbox";
import { type Schedule, startWorker } from "./worker";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

test(`three processes run a schedule as often as one does, on ${onPostgres ? "PostgreSQL" : "the embedded database"}`, async () => {
  let moment = start;
  let runs = 0;
  const schedules: Schedule[] = [
    {
      name: "every ten seconds",
      everyMs: 10_000,
      run: async () => {
        runs += 1;
      },
    },
  ];
  // Each process has a memory of its own; what they share is the database.
  const workers = [1, 2, 3].map(() => startWorker(opened(), {}, schedules, { clock: () => moment }));
  try {
    for (const second of [0, 3, 9, 10, 12, 19, 20]) {
      moment = after(second);
      for (const worker of workers) await worker.tick();
    }
    expect(runs).toBe(3);
    // A process that starts later goes on where the others are.
    const late = startWorker(opened(), {}, schedules, { clock: () => moment });
    moment = after(25);
    await late.tick();
    await late.stop();
    expect(runs).toBe(3);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});

test("a mark that a wrong clock set in the future holds nothing up", async () => {
  let moment = after(86_400);
  let runs = 0;
  const run = async () => {
    runs += 1;
  };
  const worker = startWorker(opened(), {}, [{ name: "hourly", everyMs: 3_600_000, run }], { clock: () => moment });
  await worker.tick();
  moment = start;
  await worker.tick();
  await worker.tick();
  await worker.stop();
  expect(runs).toBe(2);
});

test("stopping waits for the mail that is on its way and for the schedule that runs, and begins neither anew", async () => {
  const began: string[] = [];
  const ended: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const slow = async (what: string) => {
    began.push(what);
    await gate;
    ended.push(what);
  };
  await db().transaction(async (tx) => {
    for (const n of [1, 2]) await enqueue(tx, { kind: "mail.test", payload: { n }, dedupeKey: `stopping ${n}` }, start);
  });
  const worker = startWorker(
    opened(),
    { "mail.test": ({ payload }) => slow(`mail ${payload.n}`) },
    ["first", "second"].map((name) => ({ name: `stopping ${name}`, everyMs: 1000, run: () => slow(name) })),
    { clock: () => start },
  );
  const turn = worker.tick();
  wakeOutbox();
  await expect.poll(() => began.length).toBe(2);
  const stopped = worker.stop();
  release();
  await Promise.all([turn, stopped]);
  expect(began.toSorted()).toEqual(["first", "mail 1"]);
  expect(ended.toSorted()).toEqual(["first", "mail 1"]);
  const left = await db().select().from(outbox).where(eq(outbox.kind, "mail.test")).orderBy(outbox.dedupeKey);
  expect(left.map(({ state }) => state)).toEqual(["sent", "waiting"]);
});

async function written(kind: string, count: number): Promise<void> {
  await db().transaction(async (tx) => {
    for (let n = 0; n < count; n += 1) await enqueue(tx, { kind, payload: { n }, dedupeKey: `${kind} ${n}` }, start);
  });
}

test("the worker sends what was committed, goes on after a schedule that fails, and says each failure once", async () => {
  await db().update(outbox).set({ state: "cancelled" }).where(eq(outbox.state, "waiting"));
  const kind = "test.worker";
  await written(kind, 2);
  const said: string[] = [];
  const sent: unknown[] = [];
  let moment = start;
  let runs = 0;
  const worker = startWorker(
    opened(),
    { [kind]: async ({ payload }) => void sent.push(payload.n) },
    [
      {
        name: "a broken schedule",
        everyMs: 1000,
        run: async () => {
          throw new Error(moment < after(3) ? "out of paper" : "out of ink");
        },
      },
      {
        name: "a good one",
        everyMs: 3000,
        run: async () => {
          runs += 1;
        },
      },
    ],
    { clock: () => moment, say: (line) => said.push(line) },
  );
  try {
    for (const second of [0, 1, 2, 3, 4]) {
      moment = after(second);
      await worker.tick();
    }
  } finally {
    await worker.stop();
  }
  expect(new Set(sent)).toEqual(new Set([0, 1]));
  expect(runs, "every three seconds").toBe(2);
  expect(said).toEqual(["a broken schedule failed: out of paper", "a broken schedule failed: out of ink"]);
  await written("test.later", 1);
  moment = after(50);
  await worker.tick();
  const rows = await db().select({ state: outbox.state }).from(outbox).where(eq(outbox.kind, "test.later"));
  expect(rows, "a stopped worker does nothing").toEqual([{ state: "waiting" }]);
});
