import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import type { PreparedNotice } from "./prepare.rules";

const columns = {
  id: "uuid",
  platform_id: "text",
  external_id: "text",
  handle: "text",
  kind: "text",
  email: "text",
  language: "text",
  zone: "text",
  jurisdiction: "text",
  facts: "jsonb",
} as const;

const Stored = z.object({
  id: z.string(),
  platform_id: z.string(),
  external_id: z.string(),
  handle: z.string(),
  kind: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable(),
  zone: z.string().nullable(),
  jurisdiction: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
});
type Stored = z.infer<typeof Stored>;
type Told = Omit<Stored, "handle"> & { handle: string | null };

export const accountKey = (platformId: string, externalId: string) => `${platformId}\n${externalId}`;
const keyOf = (row: Pick<Told, "platform_id" | "external_id">) => accountKey(row.platform_id, row.external_id);

/** Accounts named in a batch: their ids, the statement that writes what is new about them (null when nothing is), and which are found by other words. */
export type KnownAccounts = { ids: ReadonlyMap<string, string>; refresh: SQL | null; renamed: readonly string[] };

/**
 * Knows every account named in these notices. What the platform says of one now replaces what it said before; that is
 * left to the caller to run after the cases are locked, because a decision locks case, then account.
 */
export async function storeAccounts(
  tx: Tx,
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<KnownAccounts> {
  const told = toldOf(notices, making);
  if (told.length === 0) return { ids: new Map(), refresh: null, renamed: [] };
  const known = new Map((await find(tx, told)).map((row) => [keyOf(row), row]));
  const missing = told.filter((row) => !known.has(keyOf(row)));
  if (missing.length > 0) {
    await tx.execute(sql`insert into accounts (id, platform_id, external_id, handle, kind, email, language, zone, jurisdiction, facts, created_at)
      select id, platform_id, external_id, coalesce(handle, external_id), kind, email, language, zone, jurisdiction, facts, ${making.now.toISOString()}::timestamptz
      from ${rowsAs("given", missing, columns)} on conflict (platform_id, external_id) do nothing`);
    // Read again instead of trusting our ids: somebody may have been first.
    for (const row of await find(tx, missing)) known.set(keyOf(row), row);
  }
  const changed = told.filter((row) => saysMore(row, known.get(keyOf(row))));
  const made = new Set(missing.map(keyOf));
  const renamed = told.filter((row) => made.has(keyOf(row)) || isRenamed(row, known.get(keyOf(row))));
  return {
    ids: new Map([...known].map(([key, row]) => [key, row.id])),
    refresh: changed.length > 0 ? refresh(changed) : null,
    renamed: renamed.flatMap((row) => known.get(keyOf(row))?.id ?? []),
  };
}

/** One entry an account, the last word on it, in one order for all. */
function toldOf(notices: readonly PreparedNotice[], making: { id: () => string }): Told[] {
  const latest = new Map<string, Told>();
  for (const notice of notices) {
    for (const { account } of notice.items) {
      if (!account) continue;
      const {
        id: external_id,
        handle = null,
        kind = null,
        email = null,
        language = null,
        zone = null,
        jurisdiction = null,
        facts = {},
      } = account;
      const row = {
        id: making.id(),
        platform_id: notice.platform.id,
        external_id,
        handle,
        kind,
        email,
        language,
        zone,
        jurisdiction,
        facts,
      };
      latest.set(keyOf(row), row);
    }
  }
  return [...latest.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function find(tx: Tx, rows: readonly Pick<Told, "platform_id" | "external_id">[]): Promise<Stored[]> {
  const given = rows.map(({ platform_id, external_id }) => ({ platform_id, external_id }));
  const answer =
    await tx.execute(sql`select a.id::text as id, a.platform_id, a.external_id, a.handle, a.kind, a.email, a.language, a.zone, a.jurisdiction, a.facts
    from ${rowsAs("given", given, { platform_id: "text", external_id: "text" })}
    cross join lateral (select * from accounts where platform_id = given.platform_id and external_id = given.external_id limit 1) a`);
  return readRows(answer, Stored);
}

const single = ["handle", "kind", "email", "language", "zone", "jurisdiction"] as const;

function saysMore(told: Told, stored: Stored | undefined): boolean {
  if (!stored) return false;
  return (
    single.some((name) => told[name] !== null && told[name] !== stored[name]) ||
    Object.entries(told.facts).some(([name, fact]) => stored.facts[name] !== fact)
  );
}

const isRenamed = (told: Told, stored: Stored | undefined) => told.handle !== null && told.handle !== stored?.handle;

function refresh(rows: readonly Told[]): SQL {
  return sql`update accounts a set handle = coalesce(g.handle, a.handle), kind = coalesce(g.kind, a.kind), email = coalesce(g.email, a.email),
      language = coalesce(g.language, a.language), zone = coalesce(g.zone, a.zone), jurisdiction = coalesce(g.jurisdiction, a.jurisdiction), facts = a.facts || g.facts
    from ${rowsAs("g", rows, columns)} where a.platform_id = g.platform_id and a.external_id = g.external_id returning a.id`;
}
