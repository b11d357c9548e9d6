import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import { keywordsOf } from "@/lib/platform/statement-values.rules";
import { aStoredComplaint, aStoredDecision, aStoredNotice } from "@/test/report-cases";
import { aColleague } from "@/test/town";
import { copied } from "./copies";

/** The half-year that is filled; the report of the one before it finds nothing. */
export const halfYear = { from: "2025-07-01", to: "2025-12-31" };
const begins = "2025-07-01T12:00:00+02:00";
const batch = 50_000;

type Model = { decisionId: string; caseId: string; itemId: string; snapshotId: string };

/** What desks decide, by kind: found by themselves, by a tool, on a notice and on one of a trusted flagger, on an "other". */
async function models(db: Db): Promise<Model[]> {
  const by = await aColleague(db, { name: "Mei Lin" });
  const at = new Date(begins);
  const noticed = new Date(at.getTime() - 20 * 3_600_000);
  const removed = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const made = [
    await aStoredDecision(db, by, {
      at,
      values: [...removed, "DECISION_PROVISION_PARTIAL_SUSPENSION"],
      language: "de",
    }),
    await aStoredDecision(db, by, { at, values: removed, automatedDetection: true, automatedDecision: "full" }),
    await aStoredDecision(db, by, { at, values: removed, groundIllegal: true, groundTerms: false, language: "fr" }),
    await aStoredDecision(db, by, { at, values: removed, language: "pl" }),
    await aStoredDecision(db, by, { at, values: removed, dsaKeyword: "KEYWORD_OTHER", described: "Sells followers" }),
  ];
  const [, , legal, own, other] = made;
  if (!legal || !own || !other) throw new Error("five were made");
  await aStoredNotice(db, [legal], { at: noticed, category: "fraud" });
  await aStoredNotice(db, [own], { at: noticed, source: "trusted_flagger", category: "hate" });
  await aStoredComplaint(db, other, { at, hours: 50 });
  return made;
}

/** The rows of one batch of copies: `n` is unique over all batches, and places the copy in the half-year. */
async function copyBatch(tx: Tx, model: Model, { first, count, of }: { first: number; count: number; of: number }) {
  const keywords = Object.entries(keywordsOf).flatMap(([category, list]) =>
    list.map((keyword) => ({ category, keyword })),
  );
  await tx.execute(sql`create temp table bench_copies on commit drop as
    select n, gen_random_uuid() as item, gen_random_uuid() as snapshot, gen_random_uuid() as "case",
      gen_random_uuid() as decision, gen_random_uuid() as statement, gen_random_uuid() as notice,
      n * (interval '183 days' / ${of}::float8) as later, k.category, k.keyword
    from generate_series(${first}::int, ${first + count - 1}::int) n
    join (select (row_number() over ())::int - 1 as at, * from jsonb_to_recordset(${JSON.stringify(keywords)}::jsonb)
      as r(category text, keyword text)) k on k.at = n % ${keywords.length}`);
  const ofDecision = sql`t.decision_id = ${model.decisionId}`;
  const ids = { item_id: "b.item", snapshot_id: "b.snapshot", case_id: 'b."case"', decision_id: "b.decision" };
  const place = { location: "b.item::text", location_key: "b.item::text" };
  await copied(tx, "content_items", sql`t.id = ${model.itemId}`, { id: "b.item", ...place });
  await copied(tx, "snapshots", sql`t.id = ${model.snapshotId}`, { ...ids, id: "b.snapshot" });
  await copied(tx, "cases", sql`t.id = ${model.caseId}`, { ...ids, id: 'b."case"' });
  await copied(tx, "decisions", sql`t.id = ${model.decisionId}`, {
    ...{ ...ids, id: "b.decision", decided_at: "t.decided_at + b.later", effective_at: "t.effective_at + b.later" },
    dsa_category: "b.category",
    dsa_keyword: "case when t.dsa_keyword = 'KEYWORD_OTHER' then t.dsa_keyword else b.keyword end",
  });
  await copied(tx, "sanctions", ofDecision, { ...ids, id: "gen_random_uuid()", starts_at: "t.starts_at + b.later" });
  await copied(tx, "statements", ofDecision, { ...ids, id: "b.statement", puid: "gen_random_uuid()::text" });
  const ofNotice = sql`t.id in (select notice_id from notice_items where decision_id = ${model.decisionId})`;
  await copied(tx, "notices", ofNotice, {
    ...{ id: "b.notice", reference: "b.notice::text", received_at: "t.received_at + b.later" },
  });
  await copied(tx, "notice_items", ofDecision, { ...ids, id: "gen_random_uuid()", notice_id: "b.notice" });
  const answered = { received_at: "t.received_at + b.later", decided_at: "t.decided_at + b.later" };
  await copied(tx, "appeals", sql`${ofDecision} and b.n % 4 = 0`, {
    ...{ ...ids, ...answered, id: "gen_random_uuid()", reference: "b.decision::text", statement_id: "b.statement" },
    notified_at: "t.notified_at + b.later",
  });
  await copied(tx, "database_copies", ofDecision, {
    ...{ ...ids, id: "gen_random_uuid()", statement_id: "b.statement", puid: "b.statement::text" },
  });
}

const Count = z.object({ count: z.coerce.number() });

/** Fills a database with `wanted` decisions of AliExpress in the half-year, of five kinds in turn; says how far it is. */
export async function fillDecisions(db: Db, wanted: number, say: (line: string) => void): Promise<number> {
  const all = await models(db);
  const each = Math.ceil(wanted / all.length) - 1;
  for (const model of all)
    for (let first = 0; first < each; first += batch) {
      const count = Math.min(batch, each - first);
      await db.transaction((tx) => copyBatch(tx, model, { first, count, of: each }));
      say(`${count} decisions more`);
    }
  await db.execute(sql`vacuum (analyze)`);
  const [made] = readRows(await db.execute(sql`select count(*) as count from decisions`), Count);
  return made?.count ?? 0;
}
