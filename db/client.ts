import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import type * as schema from "./schema";

export type Schema = typeof schema;
/** PGlite or PostgreSQL: the same queries on both. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;
export type Tx = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;

export type OpenDatabase = {
  db: Db;
  kind: "pglite" | "postgres";
  /** Runs SQL of several statements without parameters: migrations' advisory locks, VACUUM. */
  exec: (text: string) => Promise<void>;
  /** Runs `work` while no other process holds this advisory lock; false when another one holds it. */
  exclusively: (lock: number, work: () => Promise<void>) => Promise<boolean>;
  /**
   * Hears what is told on a channel by NOTIFY, in the order of the commits, until the function it answers is called.
   * `heard` also gets `missed` (db/listen.ts) when a connection was lost in between.
   */
  listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>;
  close: () => Promise<void>;
};

// One handle a process: Next bundles instrumentation, routes and pages apart, each with its own copy of this module.
const place = globalThis as typeof globalThis & { recourseDatabase?: Promise<OpenDatabase> };

/** The open database of this process; opens it on first use. */
export async function openedDatabase(): Promise<OpenDatabase> {
  place.recourseDatabase ??= import("./open").then((module) => module.openDatabase());
  return place.recourseDatabase;
}

export async function database(): Promise<Db> {
  return (await openedDatabase()).db;
}

/** Tests and scripts put the database they made in the place of the process's own. */
export function putDatabase(opened: OpenDatabase | undefined): void {
  place.recourseDatabase = opened && Promise.resolve(opened);
}
