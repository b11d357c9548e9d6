import "server-only";
import { openedDatabase } from "@/db/client";
import { endStreams } from "@/lib/platform/live";
import { plainError } from "@/lib/platform/plain-error.rules";
import { stopProduct } from "./start";

/** The server around the app (scripts/serve.mjs) puts here how it stops taking requests and answers those it has. */
const place = globalThis as typeof globalThis & { recourseServer?: { close: () => Promise<void> } };

async function end(): Promise<void> {
  try {
    // A stream never ends by itself, and the server would wait for it.
    endStreams(await openedDatabase());
    await place.recourseServer?.close();
    await stopProduct();
    process.exit(0);
  } catch (error) {
    console.error(`stopping failed: ${plainError(error)}`);
    process.exit(1);
  }
}

/**
 * Told to end, the process answers the requests it has, sends what it has begun to send, lets the schedule that runs
 * finish, and closes the database. Told again, it ends at once: that is as safe as a power cut, and no safer.
 */
export function endOnSignals(): void {
  let isEnding = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(1);
      isEnding = true;
      console.log("Ending, as soon as what is under way is done …");
      void end();
    });
  }
}
