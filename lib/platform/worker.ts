import "server-only";
import type { Db, OpenDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { drainOutbox, type OutboxHandlers, onWake } from "./outbox";
import { plainError } from "./plain-error.rules";

/** Something the clock makes due. `everyMs` is how often to look; it must be safe to run twice. */
export type Schedule = { name: string; everyMs: number; run: (db: Db, now: Date) => Promise<unknown> };

export type Worker = {
  /** Ends after the turn that is under way. */
  stop: () => Promise<void>;
  /** One turn of both loops that begins after this call. */
  tick: () => Promise<void>;
};

/** Runs `turn` when asked, never twice at a time; who asks while it runs gets one more turn after it. */
function loop(turn: () => Promise<void>): { ask: () => Promise<void>; idle: () => Promise<void> } {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = () => {
    running = turn().finally(() => {
      running = null;
    });
    return running;
  };
  const ask = () => {
    if (!running) return start();
    next ??= running.then(() => {
      next = null;
      return start();
    });
    return next;
  };
  return { ask, idle: async () => next ?? running ?? Promise.resolve() };
}

/** Says a failure once, and again only after it was gone or became another one. */
function complaints(say: (line: string) => void) {
  const last = new Map<string, string>();
  return async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
      last.delete(what);
    } catch (error) {
      const line = `${what}: ${plainError(error)}`;
      if (last.get(what) !== line) say(line);
      last.set(what, line);
    }
  };
}

/**
 * The work that goes on inside the app: the outbox each second and at once after a commit, and schedules when due.
 * Any number of processes may run it: messages are taken with SKIP LOCKED, schedules under an advisory lock. The two
 * do not wait for each other: a receiver that hangs does not make a sanction end late.
 * A failure is logged once and tried again at the next turn.
 */
export function startWorker(
  opened: OpenDatabase,
  handlers: OutboxHandlers,
  schedules: readonly Schedule[],
  { clock = () => new Date(), say = (line: string) => console.error(line) } = {},
): Worker {
  const lastRun = new Map<string, number>();
  const guarded = complaints(say);
  let stopped = false;

  async function runDue(): Promise<void> {
    for (const schedule of schedules) {
      const now = clock();
      if (stopped || now.getTime() - (lastRun.get(schedule.name) ?? 0) < schedule.everyMs) continue;
      lastRun.set(schedule.name, now.getTime());
      await guarded(`${schedule.name} failed`, () => schedule.run(opened.db, now));
    }
  }

  const clockwork = loop(() =>
    guarded("the schedules could not be run", () => opened.exclusively(advisoryLock.worker, runDue)),
  );
  const postbox = loop(() =>
    guarded("the outbox could not be worked on", () => drainOutbox(opened.db, handlers, clock)),
  );

  const timer = setInterval(() => {
    void clockwork.ask();
    void postbox.ask();
  }, 1000);
  timer.unref();
  const unhook = onWake(() => void postbox.ask());
  return {
    tick: async () => {
      await clockwork.ask();
      await postbox.ask();
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      unhook();
      await Promise.all([clockwork.idle(), postbox.idle()]);
    },
  };
}
