import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { migrationsOfProduct } from "@/db/open";
import { readRows } from "@/lib/platform/rows";
import { type BackupManifest, BackupRefused } from "./backup.contract";
import { migrationsIn, tablesIn } from "./catalogue.store";

/** Tables of ours that something stands in as soon as anybody worked with the database. */
const telling = ["people", "platforms", "audit_entries", "notices"];

/** What would be lost here: nothing, a desk, or something that is not ours and is never touched. */
export async function foundIn(db: Db): Promise<"empty" | "desk" | "other"> {
  const tables = (await tablesIn(db)).map(({ table }) => table);
  if (tables.length === 0) return "empty";
  if ((await migrationsIn(db)).length === 0 || !telling.every((table) => tables.includes(table))) return "other";
  for (const table of telling) {
    const answer = await db.execute(sql`select exists (select 1 from ${sql.identifier(table)}) as found`);
    if (readRows(answer, z.object({ found: z.boolean() }))[0]?.found) return "desk";
  }
  return "empty";
}

/** Connections of others to this database: an app that runs would go on writing into what is exchanged under it. */
export async function othersConnected(db: Db): Promise<number> {
  const answer = await db.execute(sql`select count(*)::int as others from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  return readRows(answer, z.object({ others: z.number() }))[0]?.others ?? 0;
}

/** Takes out every table, type and function of ours; extensions and grants of the database stay. */
async function clearSchema(tx: Tx): Promise<void> {
  await tx.execute(sql`
    do $$ declare found record; begin
      for found in select c.oid::regclass as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      loop execute format('drop table if exists %s cascade', found.name); end loop;
      for found in select p.oid::regprocedure as name from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
          and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      loop execute format('drop function if exists %s cascade', found.name); end loop;
      for found in select t.oid::regtype as name from pg_type t
        where t.typnamespace = 'public'::regnamespace and t.typtype = 'e'
          and not exists (select 1 from pg_depend d where d.objid = t.oid and d.deptype = 'e')
      loop execute format('drop type if exists %s cascade', found.name); end loop;
    end $$`);
  await tx.execute(sql`drop schema if exists drizzle cascade`);
}

/** The migrations of the backup, as this release knows them. @throws BackupRefused when it is of a later release, or another */
export function knownMigrations({ migrations }: BackupManifest) {
  const known = new Map(migrationsOfProduct().map((migration) => [migration.hash, migration]));
  return migrations.map(({ hash }) => {
    const migration = known.get(hash);
    if (!migration)
      throw new BackupRefused(
        "The backup is of a later release than this one, or of another product. Use its release.",
      );
    return migration;
  });
}

/** The schema as it was when the backup was made, with nothing in it; later migrations follow at the next start. */
export async function makeSchema(tx: Tx, manifest: BackupManifest): Promise<void> {
  await clearSchema(tx);
  await tx.execute(sql`create schema drizzle`);
  await tx.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  for (const { sql: statements, hash, folderMillis } of knownMigrations(manifest)) {
    for (const statement of statements) await tx.execute(sql.raw(statement));
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`,
    );
  }
}

type ForeignKey = { on: string; name: string; definition: string };

/**
 * Lets rows in as they are, in any order: without the triggers that would write, and without the ties between tables. The
 * function that is answered brings both back, and the ties are checked then.
 */
export async function openGates(tx: Tx): Promise<() => Promise<void>> {
  const keys: ForeignKey[] = readRows(
    await tx.execute(sql`select conrelid::regclass::text as "on", conname as name,
      pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace order by conname`),
    z.object({ on: z.string(), name: z.string(), definition: z.string() }),
  );
  const tables = await tablesIn(tx);
  for (const { on, name } of keys)
    await tx.execute(sql`alter table ${sql.raw(on)} drop constraint ${sql.identifier(name)}`);
  for (const { table } of tables) {
    await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger user`);
    await tx.execute(sql`delete from ${sql.identifier(table)}`);
  }
  return async () => {
    for (const { table } of tables) await tx.execute(sql`alter table ${sql.identifier(table)} enable trigger user`);
    for (const { on, name, definition } of keys)
      await tx.execute(sql`alter table ${sql.raw(on)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`);
  };
}
