import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import type { StoredItem } from "./join.rules";
import type { PreparedAccount, PreparedNotice } from "./prepare.rules";

/** Ids of accounts by platform and the platform's own id. */
export type AccountIds = ReadonlyMap<string, string>;
const keyOf = (platformId: string, other: string) => `${platformId}\n${other}`;
const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const givenColumns = {
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

function accountRows(notices: readonly PreparedNotice[], making: { id: () => string }) {
  const latest = new Map<string, { platformId: string; account: PreparedAccount }>();
  for (const notice of notices) {
    for (const { account } of notice.items)
      if (account) latest.set(keyOf(notice.platform.id, account.id), { platformId: notice.platform.id, account });
  }
  return [...latest.entries()]
    .sort(([a], [b]) => ascending(a, b))
    .map(([, { platformId, account }]) => ({
      id: making.id(),
      platform_id: platformId,
      external_id: account.id,
      handle: account.handle ?? null,
      kind: account.kind ?? null,
      email: account.email ?? null,
      language: account.language ?? null,
      zone: account.zone ?? null,
      jurisdiction: account.jurisdiction ?? null,
      facts: account.facts ?? {},
    }));
}

/** Knows every account named in these notices; what the platform says of one now replaces what it said before. */
export async function storeAccounts(
  tx: Tx,
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): Promise<AccountIds> {
  const rows = accountRows(notices, making);
  if (rows.length === 0) return new Map();
  await tx.execute(sql`insert into accounts (id, platform_id, external_id, handle, kind, email, language, zone, jurisdiction, facts, created_at)
    select id, platform_id, external_id, coalesce(handle, external_id), kind, email, language, zone, jurisdiction, facts, ${making.now.toISOString()}::timestamptz
    from ${rowsAs("given", rows, givenColumns)} on conflict (platform_id, external_id) do nothing`);
  const shape = z.object({ id: z.string(), platform_id: z.string(), external_id: z.string() });
  const found = readRows(
    await tx.execute(sql`select a.id::text as id, a.platform_id, a.external_id
      from ${rowsAs("given", rows, { platform_id: "text", external_id: "text" })} join accounts a using (platform_id, external_id)`),
    shape,
  );
  return new Map(found.map((row) => [keyOf(row.platform_id, row.external_id), row.id]));
}

/**
 * Writes what changed about accounts that were known before. Comes after the cases are locked, as in a decision (case,
 * then account), and touches nothing that stays the same.
 */
export async function refreshAccounts(
  tx: Tx,
  notices: readonly PreparedNotice[],
  making: { id: () => string },
): Promise<void> {
  const rows = accountRows(notices, making);
  if (rows.length === 0) return;
  await tx.execute(sql`update accounts a set handle = coalesce(g.handle, a.handle), kind = coalesce(g.kind, a.kind), email = coalesce(g.email, a.email),
      language = coalesce(g.language, a.language), zone = coalesce(g.zone, a.zone), jurisdiction = coalesce(g.jurisdiction, a.jurisdiction), facts = a.facts || g.facts
    from ${rowsAs("g", rows, givenColumns)} where a.platform_id = g.platform_id and a.external_id = g.external_id
      and (coalesce(g.handle, a.handle), coalesce(g.kind, a.kind), coalesce(g.email, a.email), coalesce(g.language, a.language), coalesce(g.zone, a.zone),
        coalesce(g.jurisdiction, a.jurisdiction), a.facts || g.facts) is distinct from (a.handle, a.kind, a.email, a.language, a.zone, a.jurisdiction, a.facts)`);
}

export type FoundItem = Omit<StoredItem, "openCase" | "snapshots"> & { isNew: boolean };

/**
 * One row for each place reported here, new or known, locked until the end of the transaction: whoever reports the same
 * item at the same moment waits, and then finds the case this one opened. Who made it is set once and never replaced.
 */
export async function storeItems(
  tx: Tx,
  notices: readonly PreparedNotice[],
  accounts: AccountIds,
  making: { now: Date; id: () => string },
): Promise<FoundItem[]> {
  const reports = new Map<string, StoredItem["reports"]>();
  for (const notice of notices) {
    for (const item of notice.items) {
      const key = keyOf(notice.platform.id, item.locationKey);
      const list = reports.get(key);
      if (list) list.push({ notice, item });
      else reports.set(key, [{ notice, item }]);
    }
  }
  const keys = [...reports.keys()].sort(ascending);
  const rows = keys.map((key) => rowFor(reports.get(key) ?? [], accounts, making));
  const given = rowsAs("given", rows, {
    id: "uuid",
    platform_id: "text",
    location: "text",
    location_key: "text",
    account_id: "uuid",
    role: "text",
    surface: "text",
  });
  const shape = z.object({
    id: z.string(),
    platform_id: z.string(),
    location: z.string(),
    location_key: z.string(),
    account_id: z.string().nullable(),
    surface: z.string().nullable(),
  });
  const stored = readRows(
    await tx.execute(sql`insert into content_items as known (id, platform_id, location, location_key, account_id, role, surface, created_at)
      select id, platform_id, location, location_key, account_id, role, surface, ${making.now.toISOString()}::timestamptz from ${given}
      on conflict (platform_id, location_key) do update set account_id = coalesce(known.account_id, excluded.account_id),
        role = coalesce(known.role, excluded.role), surface = coalesce(known.surface, excluded.surface)
      returning id::text as id, platform_id, location, location_key, account_id::text as account_id, surface`),
    shape,
  );
  const made = new Set(rows.map((row) => row.id));
  return stored.flatMap((row) => {
    const own = reports.get(keyOf(row.platform_id, row.location_key)) ?? [];
    const platform = own[0]?.notice.platform;
    if (!platform) return [];
    return [
      {
        id: row.id,
        isNew: made.has(row.id),
        platform,
        location: row.location,
        accountId: row.account_id,
        surface: row.surface,
        reports: own,
      },
    ];
  });
}

function rowFor(reports: StoredItem["reports"], accounts: AccountIds, making: { id: () => string }) {
  const first = reports[0];
  if (!first) throw new Error("an item is here because it was reported");
  const account = reports.map((report) => report.item.account).find(Boolean);
  return {
    id: making.id(),
    platform_id: first.notice.platform.id,
    location: first.item.location,
    location_key: first.item.locationKey,
    account_id: (account && accounts.get(keyOf(first.notice.platform.id, account.id))) ?? null,
    role: reports.map((report) => report.item.role).find(Boolean) ?? null,
    surface: reports.map((report) => report.item.surface).find(Boolean) ?? null,
  };
}
