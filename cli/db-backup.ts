import { resolve } from "node:path";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import type { BackupManifest } from "@/lib/backup/backup.contract";
import { objectsIn } from "./anchors";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const usage = `usage: npm run -s cli -- db backup --out DIR [--no-media]

  --out        a folder that is not there yet, or empty
  --no-media   leave pictures and videos out, where their store is backed up by its own means
`;

function readArgs(args: string[]): { out: string; media: boolean } | null {
  try {
    const options = { out: { type: "string" }, "no-media": { type: "boolean" } } as const;
    const { out, "no-media": noMedia } = parseArgs({ args, options }).values;
    return out ? { out: resolve(out), media: !noMedia } : null;
  } catch {
    return null;
  }
}

/**
 * `db backup`: everything in the database as of one moment, and the files of the store, into a folder; one line
 * `{out, rows, tables, media, createdAt}`. The running app does it, or the database is opened if none runs. Secrets stay out.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = readArgs(args);
  if (!asked) {
    io.errors.write(usage);
    return 2;
  }
  const say = (line: string) => void io.errors.write(`${line}\n`);
  try {
    const { openDataDoor } = await import("@/lib/platform/client-of-app");
    const door = await openDataDoor();
    try {
      const made = door.kind === "app" ? await byApp(door.app.send, asked, say) : await byOurselves(asked, say);
      const { database, tables, media, createdAt } = made;
      const missing = media?.missing.length ?? 0;
      if (missing > 0) say(`${missing} files are named and not in the store; ${asked.out}/manifest.json lists them.`);
      say("Secrets are not in it: keep SESSION_SECRET and LINK_SECRET (of a demo: secrets.json) in another place.");
      const counted = media && { files: media.files, bytes: media.bytes, missing };
      const { rows } = database;
      await writeLine(io.output, {
        out: asked.out,
        rows,
        tables: Object.keys(tables).length,
        media: counted,
        createdAt,
      });
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(message);
    await writeLine(io.output, { error: { code: "failed", message } });
    return 1;
  }
}

type Asked = { out: string; media: boolean };

async function byOurselves(asked: Asked, say: (line: string) => void): Promise<BackupManifest> {
  const { makeBackup } = await import("@/lib/backup/make-backup");
  const { terminal } = await import("@/lib/platform/cli-route");
  const made = await makeBackup(terminal, asked, { now: new Date(), say });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

type Said = { said?: string; made?: BackupManifest; refused?: string };

async function byApp(
  send: (path: string, init: RequestInit) => Promise<Response>,
  asked: Asked,
  say: (line: string) => void,
): Promise<BackupManifest> {
  const response = await send("/api/cli/db/backup", { method: "POST", body: JSON.stringify(asked) });
  if (!response.ok || !response.body) throw new Error(`The running app answered ${response.status}.`);
  for await (const { value } of objectsIn(Readable.from(response.body), "the answer")) {
    const { said, made, refused } = value as Said;
    if (made) return made;
    if (refused) throw new Error(refused);
    if (said) say(said);
  }
  throw new Error("The running app stopped before the backup was made.");
}
