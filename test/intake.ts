import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OpenDatabase } from "@/db/client";
import { platforms } from "@/db/schema";
import { readRows } from "@/lib/platform/rows";

/** The four platforms as bare rows: intake needs no rules. */
export async function givenPlatforms({ db }: OpenDatabase): Promise<void> {
  const row = (id: string, prefix: string, zone: string) => ({
    id,
    prefix,
    zone,
    name: { en: id, hans: id, hant: id },
    createdAt: new Date("2026-01-01T00:00:00Z"),
  });
  await db
    .insert(platforms)
    .values([
      row("aliexpress", "AE", "UTC"),
      row("alibaba", "AB", "Asia/Shanghai"),
      row("wechat", "WX", "Asia/Shanghai"),
      row("taobao-weitao", "TB", "Asia/Shanghai"),
    ])
    .onConflictDoNothing();
}

let places = 0;
/** An address that no other test reports. */
export function aPlace(): string {
  places += 1;
  return `https://www.aliexpress.com/item/${process.pid}-${places}.html`;
}

/** The least that makes a notice; name only what a test is about. */
export function aNotice(about: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    platform: "aliexpress",
    legalClaim: true,
    explanation: "This is a fake of a brand that I know well.",
    items: [{ location: aPlace() }],
    goodFaith: true,
    ...about,
  };
}

/**
 * Every row of every table as text, for tests about what must not be stored; tables named in `except` are left out, and
 * with the log also the counts of what it will tell later.
 */
export async function everythingStored({ db }: OpenDatabase, except: readonly string[] = []): Promise<string> {
  const tables = readRows(
    await db.execute(sql`select tablename::text as name from pg_tables where schemaname = 'public'`),
    z.object({ name: z.string() }),
  );
  const texts: string[] = [];
  const left = except.includes("audit_entries") ? [...except, "refusal_counts"] : except;
  for (const { name } of tables.filter((table) => !left.includes(table.name))) {
    const rows = readRows(
      await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t`),
      z.object({ row: z.string() }),
    );
    texts.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return texts.join("\n");
}
