import { sql } from "drizzle-orm";
import { copied } from "@/bench/copies";
import type { Db } from "@/db/client";
import type { aDecidedCase } from "./town";

type Made = Awaited<ReturnType<typeof aDecidedCase>>;
const perAccount = 5;

/** `wanted` decisions like the one that was made, five to an account, a minute apart from `first` on. */
export async function copiesOf(db: Db, made: Made, wanted: number, first: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temp table bench_copies on commit drop as
      select n, gen_random_uuid() as item, gen_random_uuid() as snapshot, gen_random_uuid() as "case",
        gen_random_uuid() as decision, ${first.toISOString()}::timestamptz + n * interval '1 minute' as at,
        md5((n / ${perAccount})::text)::uuid as account, n % ${perAccount} = 0 as is_first
      from generate_series(0, ${wanted - 1}) n`);
    const ofDecision = sql`t.decision_id = ${made.decisionId}`;
    await copied(tx, "accounts", sql`t.id = ${made.accountId} and b.is_first`, {
      id: "b.account",
      external_id: "b.account::text",
    });
    const place = "b.item::text";
    await copied(tx, "content_items", sql`t.id = ${made.itemId}`, {
      id: "b.item",
      location: place,
      location_key: place,
      account_id: "b.account",
    });
    await copied(tx, "snapshots", sql`t.id = ${made.snapshotId}`, { id: "b.snapshot", item_id: "b.item" });
    await copied(tx, "cases", sql`t.id = ${made.caseId}`, {
      ...{ id: 'b."case"', item_id: "b.item", snapshot_id: "b.snapshot", account_id: "b.account" },
    });
    await copied(tx, "decisions", sql`t.id = ${made.decisionId}`, {
      ...{
        id: "b.decision",
        case_id: 'b."case"',
        snapshot_id: "b.snapshot",
        account_id: "b.account",
        decided_at: "b.at",
      },
      ...{ effective_at: "b.at" },
    });
    await copied(tx, "sanctions", ofDecision, {
      id: "gen_random_uuid()",
      decision_id: "b.decision",
      account_id: "b.account",
    });
    await copied(tx, "strikes", ofDecision, {
      ...{ id: "gen_random_uuid()", decision_id: "b.decision", account_id: "b.account", confirmed_at: "b.at" },
    });
  });
  await db.execute(sql`analyze`);
}
