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

/** A dump of an embedded database that is migrated and empty, made once for these migrations. */
async function embeddedTemplate(): Promise<Blob> {
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
  return new Blob([readFileSync(file)]);
}

/** An embedded database of its own, migrated and empty, whichever one the run is on. */
export async function freshEmbedded(): Promise<OpenDatabase> {
  return wrapEmbedded(await PGlite.create({ loadDataDir: await embeddedTemplate() }));
}

/** Puts a migrated, empty embedded database into a data folder, for a process that a test starts on it. */
export async function fillDataFolder(folder: string): Promise<void> {
  const engine = await PGlite.create(join(folder, "db"), { loadDataDir: await embeddedTemplate() });
  await engine.close();
}

type Admin = (statement: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

async function asAdmin<Value>(url: string, work: (admin: Admin) => Promise<Value>): Promise<Value> {
  const { default: pg } = await import("pg");
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  return work((statement, values) => admin.query(statement, values)).finally(() => admin.end());
}

/** Where the database `name` of the server at `url` is. */
function placeOf(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.toString();
}

/** A database of its own on the PostgreSQL server at `url`: an empty one, or a copy of the one named `from`. */
export async function scratchPostgres(url: string, from?: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `recourse_test_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6).toString(36)}`;
  await asAdmin(url, (admin) => admin(`create database ${name}${from ? ` template ${from}` : ""}`));
  const drop = async () => void (await asAdmin(url, (admin) => admin(`drop database if exists ${name} with (force)`)));
  return { url: placeOf(url, name), drop };
}

/** Held while the template is looked for and made: test files run side by side. */
const templateLock = 7_316_044;

/** A database on the server that is migrated and empty, made once for these migrations, to be copied; and its name. */
function postgresTemplate(url: string): Promise<string> {
  const name = `recourse_template_${migrationsHash()}`;
  return asAdmin(url, async (admin) => {
    await admin("select pg_advisory_lock($1)", [templateLock]);
    const known = await admin("select datname from pg_database where datname like 'recourse\\_template\\_%'");
    const names = known.rows.map(({ datname }) => String(datname));
    if (names.includes(name)) return name;
    for (const old of names) await admin(`drop database if exists ${old} with (force)`);
    const making = `${name}_making`;
    await admin(`create database ${making}`);
    await (await openPostgres(placeOf(url, making), { max: 2 })).close();
    await admin(`alter database ${making} rename to ${name}`);
    return name;
  });
}

/** A migrated database of its own, dropped on close. */
async function freshPostgres(url: string): Promise<OpenDatabase> {
  const scratch = await scratchPostgres(url, await postgresTemplate(url));
  const opened = await openPostgres(scratch.url, { max: 20 });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await scratch.drop();
    },
  };
}

/** True when this run uses PostgreSQL (the script sets TEST_DATABASE=postgres for its second round). */
export const onPostgres = process.env.TEST_DATABASE === "postgres";

/** The server of a run on PostgreSQL; empty in a run on the embedded database. For `test.runIf(postgresUrl)`. */
export const postgresUrl = onPostgres ? (process.env.TEST_DATABASE_URL ?? "") : "";

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
