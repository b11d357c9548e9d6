import "server-only";
import type { Db, OpenDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { drainOutbox, type OutboxHandlers, onWake } from "./outbox";

/** Something the clock makes due. `everyMs` is how often to look; it must be safe to run twice. */
export type Schedule = { name: string; everyMs: number; run: (db: Db, now: Date) => Promise<unknown> };

export type Worker = { stop: () => Promise<void>; tick: (now?: Date) => Promise<void> };

/**
 * The work that goes on inside the app: the outbox each second and at once after a commit, and schedules when due.
 * Any number of processes may run it: messages are taken with SKIP LOCKED, schedules under an advisory lock.
 * A failure is logged once and tried again at the next turn.
 */
export function startWorker(opened: OpenDatabase, handlers: OutboxHandlers, schedules: readonly Schedule[]): Worker {
  const lastRun = new Map<string, number>();
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function turn(now: Date): Promise<void> {
    await opened.exclusively(advisoryLock.worker, async () => {
      for (const schedule of schedules) {
        if (now.getTime() - (lastRun.get(schedule.name) ?? 0) < schedule.everyMs) continue;
        lastRun.set(schedule.name, now.getTime());
        await schedule.run(opened.db, now).catch((error) => console.error(`${schedule.name} failed:`, error));
      }
    });
    await drainOutbox(opened.db, handlers, now);
  }

  async function tick(now = new Date()): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = turn(now)
      .catch((error) =>
        console.error("the outbox could not be worked on:", error instanceof Error ? error.message : error),
      )
      .finally(() => {
        running = null;
      });
    await running;
    if (again && !stopped) {
      again = false;
      await tick();
    }
  }

  const timer = setInterval(() => void tick(), 1000);
  timer.unref();
  const unhook = onWake(() => void tick());
  return {
    tick,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      unhook();
      await running;
    },
  };
}
