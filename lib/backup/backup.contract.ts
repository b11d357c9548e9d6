import { z } from "zod";
import { ChainHeadLine } from "@/lib/platform/audit-chain.contract";

export const backupFormat = "recourse-backup";
export const backupVersion = 1;
export const files = { manifest: "manifest.json", database: "database.ndjson.gz", media: "media" } as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup says of itself: what is in it, of which release, and how to know that it is whole. */
export const BackupManifest = z.object({
  format: z.literal(backupFormat),
  version: z.literal(backupVersion),
  createdAt: z.iso.datetime(),
  /** What it was taken from; it can be put into either. */
  kind: z.enum(["pglite", "postgres"]),
  database: z.object({ size: z.number().int(), sha256, rows: z.number().int() }),
  /** Rows of each table. */
  tables: z.record(z.string(), z.number().int()),
  /** The migrations it had, in their order. */
  migrations: z.array(z.object({ hash: z.string(), at: z.number().int() })),
  /** Heads of the audit log's chains. */
  chains: z.array(ChainHeadLine),
  /** `missing`: named by a row, and not in the store when the backup was made. */
  media: z.object({ files: z.number().int(), bytes: z.number().int(), missing: z.array(sha256) }).nullable(),
  /** Id of the key that follows from LINK_SECRET: under another one, links that were sent are dead. */
  keyId: z.string(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** A line of the dump: a table begins, one of its rows (each column as PostgreSQL's own text), or where a sequence stands. */
export const DumpLine = z.union([
  z.array(z.string().nullable()),
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ sequence: z.string(), value: z.string(), isCalled: z.boolean() }),
]);
export type DumpLine = z.infer<typeof DumpLine>;

export const BackupRequest = z.object({ out: z.string().min(1).max(1000), media: z.boolean().default(true) });
export type BackupRequest = z.infer<typeof BackupRequest>;

/** The folder cannot be written to, or what is there is no backup that can be put back; the message says why. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
}
