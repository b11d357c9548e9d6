import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { OpenDatabase } from "@/db/client";
import { appendAudit } from "@/lib/platform/audit";
import type { ChainReport } from "@/lib/platform/audit-chain.rules";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { blobStore } from "@/lib/platform/blob-store";
import { instanceKey } from "@/lib/platform/instance-key";
import type { Actor } from "@/lib/platform/permissions.rules";
import { BackupManifest, BackupRefused, files } from "./backup.contract";
import { loadLines } from "./load.store";
import { filesNamed } from "./media-files.queries";
import { foundIn, knownMigrations, makeSchema, openGates, othersConnected } from "./target.store";

type Options = { from: string; replace: boolean; now: Date; say: (line: string) => void };
export type Restored = {
  rows: number;
  tables: number;
  /** Put into the store; damaged ones are not, and `missing` are named by a row and nowhere to be found. */
  media: { files: number; damaged: string[]; missing: number };
  audit: Pick<ChainReport, "ok" | "entries" | "faultCount">;
  /** False: LINK_SECRET is another one than the backup's, and links that were sent are dead. */
  isSameSecret: boolean;
};

/** What the backup says of itself, after its file was read once and is what it should be. @throws BackupRefused */
async function checkedManifest(from: string): Promise<BackupManifest> {
  const text = await readFile(join(from, files.manifest), "utf8").catch(() => null);
  if (text === null)
    throw new BackupRefused(`${from} holds no ${files.manifest}: this is no backup, or not all of it.`);
  let parsed: ReturnType<typeof BackupManifest.safeParse>;
  try {
    parsed = BackupManifest.safeParse(JSON.parse(text));
  } catch {
    throw new BackupRefused(`${files.manifest} is not JSON.`);
  }
  if (!parsed.success) throw new BackupRefused(`${files.manifest} is not that of a backup of this product.`);
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const piece of createReadStream(join(from, files.database))) {
      hash.update(piece);
      size += piece.length;
    }
  } catch {
    throw new BackupRefused(`${files.database} cannot be read.`);
  }
  const { database } = parsed.data;
  if (size !== database.size || hash.digest("hex") !== database.sha256)
    throw new BackupRefused(`${files.database} was changed or cut off since the backup was made.`);
  return parsed.data;
}

async function mayReplace({ db, kind }: OpenDatabase, { replace }: Options): Promise<void> {
  const found = await foundIn(db);
  if (found === "other")
    throw new BackupRefused("The database holds tables that are not this product's. Give it a database of its own.");
  if (found === "desk" && !replace)
    throw new BackupRefused("The database is not empty. With --replace everything in it is exchanged for the backup.");
  if (kind === "pglite") return;
  const others = await othersConnected(db);
  if (others > 0)
    throw new BackupRefused(`The database has ${others} other connections. Stop every process of the app.`);
}

/** The files of the backup into the store; one whose bytes are not its name is left out and named. */
async function putMedia(from: string, say: (line: string) => void): Promise<{ files: number; damaged: string[] }> {
  const done = { files: 0, damaged: [] as string[] };
  const names = await readdir(join(from, files.media), { recursive: true }).catch(() => []);
  for (const name of names.sort((a, b) => (a < b ? -1 : 1))) {
    const sha256 = /(?:^|[\\/])([0-9a-f]{64})$/.exec(name)?.[1];
    if (!sha256) continue;
    const bytes = await readFile(join(from, files.media, name));
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
      done.damaged.push(sha256);
      continue;
    }
    await blobStore().put(sha256, bytes);
    done.files += 1;
    if (done.files % 1000 === 0) say(`${done.files} files`);
  }
  return done;
}

/**
 * Puts a backup into a database that is opened bare: schema of its release, rows, sequences, in one transaction, so that a
 * fault leaves the target as it was; then the files into the store. At the end the log is verified, and says that it was done.
 * @throws BackupRefused when the backup is not whole or the target is not free
 */
export async function restoreBackup(opened: OpenDatabase, actor: Actor, options: Options): Promise<Restored> {
  const { from, say, now } = options;
  const manifest = await checkedManifest(from);
  knownMigrations(manifest);
  await mayReplace(opened, options);
  const { db } = opened;
  const loaded = await db.transaction(async (tx) => {
    await makeSchema(tx, manifest);
    const closeGates = await openGates(tx);
    const bytes = createReadStream(join(from, files.database)).pipe(createGunzip());
    const rows = await loadLines(tx, bytes, say);
    const differing = Object.entries(manifest.tables).find(([table, count]) => rows[table] !== count);
    if (differing) throw new BackupRefused(`The table ${differing[0]} has other rows than the backup says.`);
    await closeGates();
    return rows;
  });
  await db.execute(sql`analyze`);
  const stored = await putMedia(from, say);
  let missing = 0;
  for await (const sha256 of filesNamed(db)) if (!(await blobStore().has(sha256))) missing += 1;
  const { ok, entries, faultCount } = await verifyAudit(db, { anchors: manifest.chains, now });
  const rows = Object.values(loaded).reduce((sum, count) => sum + count, 0);
  const detail = { rows, takenAt: manifest.createdAt, audit: ok ? "whole" : "broken" };
  const subject = { kind: "database", id: "all", detail };
  await appendAudit(db, { actor, verb: "database.restore", outcome: "done", subject, now });
  return {
    rows,
    tables: Object.keys(loaded).length,
    media: { ...stored, missing },
    audit: { ok, entries, faultCount },
    isSameSecret: instanceKey().keyId === manifest.keyId,
  };
}
