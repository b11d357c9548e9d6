import "server-only";
import type { Db, OpenDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { marksOf, setMarks } from "./marks";
import { type OutboxHandlers, onWake } from "./outbox";
import { openPostbox } from "./outbox-lanes";
import { plainError } from "./plain-error.rules";

/** Something the clock makes due. `everyMs` is how often to look, whatever number of processes there is; it must be safe to run twice. */
export type Schedule = { name: string; everyMs: number; run: (db: Db, now: Date) => Promise<unknown> };

export type Worker = {
  /** Takes nothing more, and ends when the schedule and the messages that are under way have. */
  stop: () => Promise<void>;
  /** One turn of both loops that begins after this call, until nothing that was due is left. */
  tick: () => Promise<void>;
};

const markOf = (schedule: Schedule) => `schedule ${schedule.name}`;

/** A mark from the future was set by a clock that was wrong: nothing waits for it to come true. */
function isDue({ everyMs }: Schedule, last: Date | undefined, now: Date): boolean {
  const since = now.getTime() - (last?.getTime() ?? 0);
  return since >= everyMs || since < -60_000;
}

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
 * Any number of processes may run it: messages are taken with SKIP LOCKED, schedules under an advisory lock, with the
 * moment of the last run as a row, so that each runs as often as it should and not once a process. The two do not wait
 * for each other: a receiver that hangs does not make a sanction end late.
 * A failure is logged once and tried again at the next turn.
 */
export function startWorker(
  opened: OpenDatabase,
  handlers: OutboxHandlers,
  schedules: readonly Schedule[],
  { clock = () => new Date(), say = (line: string) => console.error(line) } = {},
): Worker {
  const guarded = complaints(say);
  const postbox = openPostbox(opened.db, handlers, clock);
  let stopped = false;

  async function runDue(): Promise<void> {
    if (stopped) return;
    const last = await marksOf(opened.db, schedules.map(markOf));
    const due = schedules.filter((schedule) => isDue(schedule, last.get(markOf(schedule)), clock()));
    await setMarks(opened.db, due.map(markOf), clock());
    for (const schedule of due) {
      if (stopped) return;
      await guarded(`${schedule.name} failed`, () => schedule.run(opened.db, clock()));
    }
  }

  const clockwork = loop(() =>
    guarded("the schedules could not be run", () => opened.exclusively(advisoryLock.worker, runDue)),
  );
  // The lanes go on by themselves; what stopped one is told at the next look.
  const looking = loop(() => guarded("the outbox could not be worked on", postbox.look));
  const settled = () => guarded("the outbox could not be worked on", postbox.idle);

  const timer = setInterval(() => {
    void clockwork.ask();
    void looking.ask();
  }, 1000);
  timer.unref();
  const unhook = onWake(() => void looking.ask());
  return {
    tick: async () => {
      await clockwork.ask();
      await looking.ask();
      await settled();
    },
    stop: async () => {
      stopped = true;
      postbox.stop();
      clearInterval(timer);
      unhook();
      await Promise.all([clockwork.idle(), looking.idle()]);
      await settled();
    },
  };
}
