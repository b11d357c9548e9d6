import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { accountKey as keyOf } from "./account.store";
import type { StoredItem } from "./join.rules";
import type { PreparedNotice } from "./prepare.rules";

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type FoundItem = Omit<StoredItem, "openCase" | "snapshots" | "record"> & { isNew: boolean };

/**
 * One row for each place reported here, new or known, locked until the end of the transaction: whoever reports the same
 * item at the same moment waits, and then finds the case this one opened. Who made it is set once and never replaced.
 * `before` is what was known of it until now, as far as this statement saw: somebody else may have said it meanwhile, and
 * then a case is taken as changed once more than it was, never once less.
 */
export async function storeItems(
  tx: Tx,
  notices: readonly PreparedNotice[],
  accounts: ReadonlyMap<string, string>,
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
    role: z.string().nullable(),
    surface: z.string().nullable(),
    role_before: z.string().nullable(),
  });
  const stored = readRows(
    await tx.execute(sql`with before as (select i.id, i.role from ${given} cross join lateral
        (select id, role from content_items where platform_id = given.platform_id and location_key = given.location_key limit 1) i),
      put as (insert into content_items as known (id, platform_id, location, location_key, account_id, role, surface, created_at)
      select id, platform_id, location, location_key, account_id, role, surface, ${making.now.toISOString()}::timestamptz from ${given}
      on conflict (platform_id, location_key) do update set account_id = coalesce(known.account_id, excluded.account_id),
        role = coalesce(known.role, excluded.role), surface = coalesce(known.surface, excluded.surface)
      returning id, platform_id, location, location_key, account_id, role, surface)
      select put.id::text as id, platform_id, location, location_key, account_id::text as account_id, put.role, surface, before.role as role_before
      from put left join before on before.id = put.id`),
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
        isRoleNew: row.role !== row.role_before,
        reports: own,
      },
    ];
  });
}

function rowFor(reports: StoredItem["reports"], accounts: ReadonlyMap<string, string>, making: { id: () => string }) {
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
