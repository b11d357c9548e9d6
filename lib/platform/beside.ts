import "server-only";
import type { OpenDatabase } from "@/db/client";
import type { advisoryLock } from "@/db/open";
import { plainError } from "./plain-error.rules";

type Lock = (typeof advisoryLock)[keyof typeof advisoryLock];

/**
 * Long work of a schedule that goes on beside everything else: the schedule that begins it goes on at once, so that nothing
 * that is due waits for it, nor it for anything that is due. One run at a time, in one process: it outlives the schedules' own
 * lock, so it has one of its own, and must look again under it at what is due. What fails is told, and begun again at the next turn.
 * @param failing what is said before the error: "reports could not be made"
 */
export function beside(lock: Lock, failing: string) {
  let atWork: Promise<void> | null = null;
  let isStopping = false;
  return {
    isAtWork: () => atWork !== null,
    /** Told to stop: what is under way is to be left where it can go on. */
    isStopping: () => isStopping,
    begin({ exclusively }: Pick<OpenDatabase, "exclusively">, work: () => Promise<unknown>): void {
      if (atWork) return;
      atWork = exclusively(lock, async () => void (await work()))
        .then(() => undefined)
        .catch((error) => console.error(`${failing}: ${plainError(error)}`))
        .finally(() => {
          atWork = null;
        });
    },
    /** Resolves when what was begun is done. */
    done: async () => void (await atWork),
    /** Has what is under way left, and waits until nothing of it touches the database any more. */
    async stop(): Promise<void> {
      isStopping = true;
      await atWork;
      isStopping = false;
    },
  };
}
