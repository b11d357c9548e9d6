import { parseArgs } from "node:util";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const usage = `usage: npm run -s cli -- db restore --from DIR [--replace]

  --from      the folder that db backup wrote
  --replace   take out everything that is in the database
`;

function readArgs(args: string[]): { from: string; replace: boolean } | null {
  try {
    const options = { from: { type: "string" }, replace: { type: "boolean" } } as const;
    const { from, replace } = parseArgs({ args, options }).values;
    return from ? { from, replace: replace === true } : null;
  } catch {
    return null;
  }
}

/**
 * `db restore`: puts a backup into the database that DATABASE_URL or DATA_DIR names, whichever it was taken from, and its
 * files into the store; one line `{rows, tables, media, audit, isSameSecret}`. The app must not run. Exit code 1 when
 * something was refused, is missing or damaged, or when the log is not whole.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = readArgs(args);
  if (!asked) {
    io.errors.write(usage);
    return 2;
  }
  const say = (line: string) => void io.errors.write(`${line}\n`);
  try {
    const { openDatabase } = await import("@/db/open");
    const { restoreBackup } = await import("@/lib/backup/restore-backup");
    const { terminal } = await import("@/lib/platform/cli-route");
    const opened = await openDatabase({ isBare: true, max: 1 });
    try {
      const restored = await restoreBackup(opened, terminal, { ...asked, now: new Date(), say });
      const { damaged, missing } = restored.media;
      if (!restored.isSameSecret)
        say("LINK_SECRET is not the one of the backup: links in letters that were sent are dead.");
      for (const file of damaged) say(`media/${file}: its bytes are not the ones of its name; it was left out.`);
      if (missing > 0) say(`${missing} files are named by the database and not in the store.`);
      await writeLine(io.output, restored);
      return restored.audit.ok && damaged.length + missing === 0 ? 0 : 1;
    } finally {
      await opened.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(message);
    await writeLine(io.output, { error: { code: "refused", message } });
    return 1;
  }
}
