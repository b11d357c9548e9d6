import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Db, openedDatabase } from "@/db/client";
import { appendAudit } from "@/lib/platform/audit";
import { auditChainHeads } from "@/lib/platform/audit-verify";
import { blobStore } from "@/lib/platform/blob-store";
import { instanceKey } from "@/lib/platform/instance-key";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import {
  type BackupManifest,
  BackupRefused,
  type BackupRequest,
  backupFormat,
  backupVersion,
  files,
} from "./backup.contract";
import { migrationsIn } from "./catalogue.store";
import { dumpLines } from "./dump.queries";
import { filesNamed } from "./media-files.queries";

type Options = { now: Date; say: (line: string) => void };
type Dumped = Pick<BackupManifest, "database" | "tables" | "migrations" | "chains">;

/** A folder that is not there yet, or is empty. @throws BackupRefused */
async function freeFolder(out: string): Promise<void> {
  if (!isAbsolute(out)) throw new BackupRefused("The folder must be named by its whole path.");
  const there = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new BackupRefused(`${out} is no folder that can be written to (${error.code}).`);
  });
  if (there.length > 0) throw new BackupRefused(`${out} is not empty. A backup gets a folder of its own.`);
}

/** Everything in the tables, as of one moment, into one file. */
async function dumpInto(db: Db, file: string, { say }: Options): Promise<Dumped> {
  const hash = createHash("sha256");
  let size = 0;
  const counter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      size += piece.byteLength;
      done(null, piece);
    },
  });
  const tables: Record<string, number> = {};
  const dumped = await db.transaction(
    async (tx) => {
      const lines = dumpLines(tx, (table, rows) => {
        tables[table] = rows;
        if (rows > 0) say(`${table}: ${rows} rows`);
      });
      await pipeline(
        Readable.from(lines, { objectMode: true }),
        createGzip({ level: 6 }),
        counter,
        createWriteStream(file, { mode: 0o600 }),
      );
      return { migrations: await migrationsIn(tx), chains: await auditChainHeads(tx) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
  return { ...dumped, tables, database: { size, sha256: hash.digest("hex"), rows } };
}

/** Pictures, videos and what came with appeals, out of the store, wherever it is; each file by its hash. */
async function copyMedia(db: Db, folder: string, { say }: Options): Promise<NonNullable<BackupManifest["media"]>> {
  const copied = { files: 0, bytes: 0, missing: [] as string[] };
  for await (const sha256 of filesNamed(db)) {
    const bytes = await blobStore().get(sha256);
    if (!bytes || createHash("sha256").update(bytes).digest("hex") !== sha256) {
      copied.missing.push(sha256);
      continue;
    }
    const file = join(folder, sha256.slice(0, 2), sha256);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeWhole(file, bytes);
    copied.files += 1;
    copied.bytes += bytes.byteLength;
    if (copied.files % 1000 === 0) say(`${copied.files} files`);
  }
  return copied;
}

/** On the disk, not only on its way there: a machine that stops now has the whole file. */
async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a backup into a folder of its own: the database as of one moment, then the files of the store. The folder appears
 * under its name when everything is in it. That it was made is in the log, and in the backup. Secrets are not in it.
 * @throws BackupRefused when the folder cannot be used
 */
export async function makeBackup(
  actor: Actor,
  { out, media }: BackupRequest,
  options: Options,
): Promise<Result<BackupManifest>> {
  const { db, kind } = await openedDatabase();
  const isAllowed = can(actor, "database.backup");
  const subject = { kind: "database", id: "all", detail: { media } };
  const outcome = isAllowed ? "done" : "refused";
  if (isAllowed) await freeFolder(out);
  await appendAudit(db, { actor, verb: "database.backup", outcome, subject, now: options.now });
  if (!isAllowed) return fail("forbidden");
  const aside = join(dirname(out), `.${basename(out)}.${process.pid}.partial`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  try {
    const dumped = await dumpInto(db, join(aside, files.database), options);
    const manifest: BackupManifest = {
      format: backupFormat,
      version: backupVersion,
      createdAt: options.now.toISOString(),
      kind,
      ...dumped,
      media: media ? await copyMedia(db, join(aside, files.media), options) : null,
      keyId: instanceKey().keyId,
    };
    await writeWhole(join(aside, files.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
    await rmdir(out).catch(() => undefined);
    await rename(aside, out);
    return ok(manifest);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
