import { parseArgs } from "node:util";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const usage = "usage: npm run -s cli -- db seed --town   (fills an empty database with the demo town)\n";

/**
 * `db seed --town`: the four platforms' rules, the demo people and the demo town, into a database that holds no case yet.
 * Needs the database for itself: stop the app first, or give DATABASE_URL.
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (!wantsTown(args)) {
    io.errors.write(usage);
    return 2;
  }
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  try {
    const door = await openDataDoor();
    if (door.kind === "app") {
      io.errors.write(
        "The app runs on this data folder and has filled it already. Stop it first, or choose another DATA_DIR.\n",
      );
      return 1;
    }
    try {
      const { fillDemo } = await import("@/lib/boot/town/fill");
      const filled = await fillDemo(door.db, new Date(), (line) => io.errors.write(`${line}\n`));
      await writeLine(io.output, filled);
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function wantsTown(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { town: { type: "boolean" } } }).values.town === true;
  } catch {
    return false;
  }
}
