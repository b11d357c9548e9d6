import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { outbox } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { enqueue } from "./outbox";
import { startWorker } from "./worker";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

async function written(kind: string, count: number): Promise<void> {
  await db().transaction(async (tx) => {
    for (let n = 0; n < count; n += 1) await enqueue(tx, { kind, payload: { n }, dedupeKey: `${kind} ${n}` }, start);
  });
}

test("the worker sends what was committed, goes on after a schedule that fails, and says each failure once", async () => {
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
  await new Promise((resolve) => setTimeout(resolve, 10));
  const rows = await db().select({ state: outbox.state }).from(outbox).where(eq(outbox.kind, "test.later"));
  expect(rows, "a stopped worker does nothing").toEqual([{ state: "waiting" }]);
});
