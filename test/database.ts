import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll } from "vitest";
import { type OpenDatabase, putDatabase } from "@/db/client";
import { openPostgres, wrapEmbedded } from "@/db/open";

const cacheFolder = join(process.cwd(), "node_modules", ".cache", "recourse");

function migrationsHash(): string {
  const folder = join(process.cwd(), "db", "migrations");
  const hash = createHash("sha256");
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash.update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}

/** A migrated embedded database, loaded from a dump made once for these migrations. */
async function freshEmbedded(): Promise<OpenDatabase> {
  const file = join(cacheFolder, `template-${migrationsHash()}.tar`);
  if (!existsSync(file)) {
    mkdirSync(cacheFolder, { recursive: true });
    const made = new PGlite();
    await wrapEmbedded(made);
    const dump = await made.dumpDataDir("none");
    await made.close();
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, Buffer.from(await dump.arrayBuffer()));
    renameSync(aside, file);
  }
  return wrapEmbedded(await PGlite.create({ loadDataDir: new Blob([readFileSync(file)]) }));
}

/** A database of its own on the PostgreSQL server at `url`, dropped on close. */
async function freshPostgres(url: string): Promise<OpenDatabase> {
  const { default: pg } = await import("pg");
  const name = `recourse_test_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6).toString(36)}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  const opened = await openPostgres(own.toString(), { max: 20 });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      const last = new pg.Client({ connectionString: url });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

/** True when this run uses PostgreSQL (the script sets TEST_DATABASE=postgres for its second round). */
export const onPostgres = process.env.TEST_DATABASE === "postgres";

/** Opens a fresh migrated database for a test file, and puts it in the place of the process's own. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  if (onPostgres && !url) throw new Error("TEST_DATABASE=postgres needs TEST_DATABASE_URL");
  const opened = onPostgres && url ? await freshPostgres(url) : await freshEmbedded();
  putDatabase(opened);
  return opened;
}

/** For the top of a test file: one database for all its tests, closed after them. */
export function withTestDatabase(): { opened: () => OpenDatabase } {
  let opened: OpenDatabase | undefined;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(async () => {
    putDatabase(undefined);
    await opened?.close();
  });
  return {
    opened: () => {
      if (!opened) throw new Error("the test database opens before the first test");
      return opened;
    },
  };
}
