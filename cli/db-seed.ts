import { parseArgs } from "node:util";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const usage = `usage: npm run -s cli -- db seed --town      fills an empty database with the demo town
       npm run -s cli -- db seed --load N    adds made-up reports about N items, to see the product when it is full
`;
const mostLoaded = 10_000_000;

type Wish = { town: true } | { load: number };

/**
 * `db seed --town`: the four platforms' rules, the demo people and the demo town, into a database that holds no case yet.
 * `db seed --load N`: made-up reports about N items (at most ten million), each time N more. A production database is
 * refused both. Needs the database for itself: stop the app first, or give DATABASE_URL.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const wish = wishOf(args);
  if (!wish) {
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
    const say = (line: string) => io.errors.write(`${line}\n`);
    try {
      if ("load" in wish) {
        const { fillLoad } = await import("@/lib/boot/load/load");
        await writeLine(io.output, await fillLoad(door.db, { count: wish.load, now: new Date(), say }));
      } else {
        const { fillDemo } = await import("@/lib/boot/town/fill");
        await writeLine(io.output, await fillDemo(door.db, new Date(), say));
      }
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function wishOf(args: string[]): Wish | null {
  try {
    const { town, load } = parseArgs({ args, options: { town: { type: "boolean" }, load: { type: "string" } } }).values;
    if (town && load === undefined) return { town };
    if (town || load === undefined || !/^\d{1,8}$/.test(load)) return null;
    const count = Number(load);
    return count >= 1 && count <= mostLoaded ? { load: count } : null;
  } catch {
    return null;
  }
}
