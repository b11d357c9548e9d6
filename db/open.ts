import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Db, OpenDatabase } from "./client";
import { lockFolder } from "./folder-lock";
import { listenOnPostgres } from "./listen";
import { keepParametersOutOfErrors } from "./query-failed";
import * as schema from "./schema";

/** Any fixed number: migrations and schedules of this product exclude each other by it. */
export const advisoryLock = {
  migrate: 720_310_01,
  worker: 720_310_02,
  town: 720_310_03,
  learning: 720_310_04,
  reports: 720_310_05,
  waves: 720_310_06,
} as const;

const migrationsFolder = () => join(process.cwd(), "db", "migrations");

/** The server named by DATABASE_URL cannot be used; the message says why, and never the password. */
export class DatabaseUnreachable extends Error {
  override name = "DatabaseUnreachable";
  constructor(url: string, cause: unknown) {
    const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: "", pathname: "" };
    const said =
      cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause);
    super(
      host
        ? `The database ${pathname.slice(1)} at ${host} cannot be opened (${said}). Check DATABASE_URL and that the server runs.`
        : "DATABASE_URL is not an address such as postgres://name:password@host:5432/database.",
      { cause },
    );
  }
}

/** `isBare`: the schema is left as it is found, for what brings one along. */
type Options = { max?: number; isBare?: boolean };

/** Opens PostgreSQL when DATABASE_URL is set, else the embedded database in DATA_DIR; brings the schema up to date. */
export async function openDatabase(options: Options = {}): Promise<OpenDatabase> {
  const url = process.env.DATABASE_URL;
  return url ? openPostgres(url, options) : openEmbedded(process.env.DATA_DIR || ".data", options);
}

/** Where the migrations lie, for what must know them by name. */
export const migrationsOfProduct = () => readMigrationFiles({ migrationsFolder: migrationsFolder() });

export async function openPostgres(url: string, options: Options = {}): Promise<OpenDatabase> {
  const { default: pg } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate } = await import("drizzle-orm/node-postgres/migrator");
  keepParametersOutOfErrors();
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // The server compiles what it guesses to be long: that takes longer than what the desk asks, which is well indexed.
    onConnect: async (made) => void (await made.query("set jit = off")),
  });
  let isClosing = false;
  const listeners = new Set<() => Promise<void>>();
  pool.on("error", (error) => {
    if (!isClosing) console.error(`database connection lost: ${error.message}`);
  });
  const db = drizzle(pool, { schema });
  const client = await pool.connect().catch(async (error) => {
    await pool.end();
    throw new DatabaseUnreachable(url, error);
  });
  try {
    await client.query("select pg_advisory_lock($1)", [advisoryLock.migrate]);
    if (!options.isBare) await migrate(db, { migrationsFolder: migrationsFolder() });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [advisoryLock.migrate]).catch(() => undefined);
    client.release();
  }
  return {
    db: db as Db,
    kind: "postgres",
    exec: async (text) => void (await pool.query(text)),
    exclusively: async (lock, work) => {
      const holder = await pool.connect();
      try {
        const { rows } = await holder.query("select pg_try_advisory_lock($1) as taken", [lock]);
        if (!rows[0]?.taken) return false;
        await work().finally(() => holder.query("select pg_advisory_unlock($1)", [lock]));
        return true;
      } finally {
        holder.release();
      }
    },
    listen: async (channel, heard) => {
      const end = await listenOnPostgres(url, channel, heard);
      listeners.add(end);
      return async () => {
        listeners.delete(end);
        await end();
      };
    },
    close: async () => {
      isClosing = true;
      await Promise.all([...listeners].map((end) => end()));
      await pool.end();
    },
  };
}

export async function openEmbedded(folder: string, options: Options = {}): Promise<OpenDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = lockFolder(folder);
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    const path = join(folder, "db");
    if (!existsSync(path)) mkdirSync(path, { recursive: true, mode: 0o700 });
    const engine = await PGlite.create(path);
    return await wrapEmbedded(engine, release, options).catch(async (error) => {
      await engine.close();
      throw error;
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** An open PGlite with the schema brought up to date; `release` runs after it is closed. */
export async function wrapEmbedded(
  engine: PGlite,
  release: () => void = () => undefined,
  options: Options = {},
): Promise<OpenDatabase> {
  const { drizzle } = await import("drizzle-orm/pglite");
  const { migrate } = await import("drizzle-orm/pglite/migrator");
  keepParametersOutOfErrors();
  const db = drizzle(engine, { schema });
  if (!options.isBare) await migrate(db, { migrationsFolder: migrationsFolder() });
  return {
    db: db as Db,
    kind: "pglite",
    exec: async (text) => void (await engine.exec(text)),
    // One process holds the folder, so there is nobody to exclude.
    exclusively: async (_lock, work) => {
      await work();
      return true;
    },
    listen: (channel, heard) => engine.listen(channel, heard),
    close: async () => {
      await engine.close();
      release();
    },
  };
}
