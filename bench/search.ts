import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { Client } from "pg";
import { z } from "zod";
import { type Db, openedDatabase } from "@/db/client";
import { SearchRequest } from "@/lib/appeals/search.contract";
import { documentsStatement, search } from "@/lib/appeals/search.queries";
import type { Actor } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { backfillSearch } from "@/lib/search/backfill.store";
import { readQuery } from "@/lib/search/query.rules";

/** A moderator like most: of no platform alone, and not cleared for child safety, so that hidden cases are left out too. */
const reader: Actor = {
  kind: "person",
  id: "00000000-0000-4000-8000-000000000000",
  sessionId: "00000000-0000-4000-8000-000000000000",
  name: "bench",
  role: "moderator",
  locale: "en",
};
const roundsOf = 15;
/** Some of the plainest statements take seconds: the planner walks every document for what is rare. */
const plainRounds = 3;
const say = (line: string) => process.stderr.write(`${line}\n`);

async function one<Row>(db: Db, statement: ReturnType<typeof sql>, shape: z.ZodType<Row>): Promise<Row> {
  const [row] = readRows(await db.execute(statement), shape);
  if (row === undefined) throw new Error("the statement answers a row");
  return row;
}

const documents = (db: Db) =>
  one(
    db,
    sql`select count(*)::float8 as count from search_documents where kind = 'case'`,
    z.object({ count: z.number() }),
  );

/** Makes the documents that are missing, then copies of cases' documents, a month apart, until there are so many. */
async function fill(db: Db, wanted: number): Promise<number> {
  for (let made = 1; made > 0; ) {
    made = await backfillSearch(db, new Date());
    if (made > 0) say(`documents for ${made} older rows`);
  }
  for (let { count } = await documents(db); count > 0 && count < wanted; { count } = await documents(db)) {
    const more = Math.min(count, wanted - count);
    say(`${count} documents of cases, ${more} more`);
    await db.execute(sql`insert into search_documents (kind, ref_id, platform_id, case_id, language, at, tokens)
      select kind, gen_random_uuid(), platform_id, case_id, language, at - random() * interval '700 days', tokens
      from search_documents where kind = 'case' limit ${more}`);
  }
  await db.execute(sql`vacuum (analyze) search_documents`);
  return (await documents(db)).count;
}

/** Words as they occur here: frequent and rare ones, of a sample of texts, and the ways people look for them. */
async function wordsHere(db: Db): Promise<{ name: string; q: string; more?: Record<string, string> }[]> {
  const sample = readRows(
    await db.execute(sql`select s.text, i.location, a.handle, c.platform_id as platform, c.language from cases c
      join snapshots s on s.id = c.snapshot_id join content_items i on i.id = c.item_id left join accounts a on a.id = c.account_id
      where length(s.text) > 20 order by md5(c.id::text) limit 40`),
    z.object({
      text: z.string(),
      location: z.string(),
      handle: z.string().nullable(),
      platform: z.string(),
      language: z.string(),
    }),
  );
  const han = sample.flatMap(({ text }) => /\p{Script=Han}{6,}/u.exec(text) ?? []);
  const latin = sample.flatMap(({ text }) => text.match(/[a-z]{5,}/gi) ?? []);
  const at = <Item>(list: readonly Item[], place: number) => list[place % Math.max(1, list.length)];
  const asked: { name: string; q: string | null | undefined; more?: Record<string, string> }[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const whole = at(han, turn);
    asked.push(
      { name: "two Chinese characters", q: whole?.slice(0, 2) },
      { name: "four Chinese characters", q: whole?.slice(1, 5) },
      { name: "one Chinese character", q: whole?.slice(2, 3) },
      { name: "a word", q: at(latin, turn * 7) },
      { name: "the beginning of a word", q: at(latin, turn * 5)?.slice(0, 4) },
      { name: "two words", q: `${at(latin, turn * 3)} ${at(latin, turn * 11 + 1)}` },
      { name: "a handle", q: at(sample, turn)?.handle },
      { name: "a link", q: at(sample, turn)?.location },
      { name: "a word on one platform", q: at(latin, turn * 7), more: { platform: at(sample, turn)?.platform ?? "" } },
      { name: "a word in one language", q: whole?.slice(0, 2), more: { language: at(sample, turn)?.language ?? "" } },
      { name: "nothing there", q: `zq${turn}xvnothing` },
    );
  }
  return asked.flatMap(({ q, ...rest }) => (q && !q.includes("undefined") ? [{ q, ...rest }] : []));
}

const p95 = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

type Times = { ours: number[]; same: number[]; plain: number[] };

/**
 * What psql is asked: the documents of the page by the same statement, with the same limit and the same filters, also that
 * for what this reader may see; without what a line shows.
 */
function sameQuery(tsquery: string, request: SearchRequest): { text: string; values: unknown[] } {
  const { sql: text, params } = new PgDialect().sqlToQuery(documentsStatement(tsquery, request, reader));
  return { text, values: params };
}

/** The same question in the plainest words, which leaves the way to the planner: by age, or by the index of words. */
function plainQuery(
  tsquery: string,
  { platform, language, limit }: SearchRequest,
): { text: string; values: unknown[] } {
  const values: unknown[] = [tsquery];
  const also = [
    ["platform_id", platform],
    ["language", language],
  ].flatMap(([column, value]) => (value ? [`and ${column} = $${values.push(value)}`] : []));
  const text = `select kind, ref_id, platform_id, case_id, language, at from search_documents
    where tokens @@ $1::tsquery ${also.join(" ")}
      and not exists (select 1 from cases hidden where hidden.id = case_id and hidden.child_safety)
    order by at desc, ref_id desc limit ${limit + 1}`;
  return { text, values };
}

/**
 * The product's search, as a moderator who is not cleared, beside the same indexed query by a bare client, in turns on the
 * same database; prints p95 of each and their ratio, and what the plainest statement takes.
 */
export async function benchSearch(wanted: number): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL names the PostgreSQL to measure on: a scratch copy, for documents are added to it");
  const opened = await openedDatabase();
  const bare = new Client({ connectionString: url });
  await bare.connect();
  const count = await fill(opened.db, wanted);
  const questions = await wordsHere(opened.db);
  const times = new Map<string, Times>();
  const now = new Date();
  for (let round = 0; round < roundsOf; round += 1)
    for (const { name, q, more } of questions) {
      const request = SearchRequest.parse({ q, ...more });
      const query = readQuery(q);
      if (!query) continue;
      const [same, plain] = [sameQuery(query.tsquery, request), plainQuery(query.tsquery, request)];
      const here = times.get(name) ?? { ours: [], same: [], plain: [] };
      times.set(name, here);
      const turns = [
        async () => here.ours.push(await timed(() => search(opened.db, request, reader, now))),
        async () => here.same.push(await timed(() => bare.query(same))),
        async () => round < plainRounds && here.plain.push(await timed(() => bare.query(plain))),
      ];
      // Who goes first finds the pages cold: each of them every third time.
      for (let turn = 0; turn < turns.length; turn += 1) await turns[(turn + round) % turns.length]?.();
    }
  report(count, times);
  await bare.end();
  await opened.close();
}

function report(count: number, times: ReadonlyMap<string, Times>): void {
  const all = [...times.values()];
  const rows: [string, Times][] = [
    ...times,
    [
      "all",
      {
        ours: all.flatMap(({ ours }) => ours),
        same: all.flatMap(({ same }) => same),
        plain: all.flatMap(({ plain }) => plain),
      },
    ],
  ];
  process.stdout.write(
    `${count} documents of cases; milliseconds at p95: the product as a moderator who is not cleared, the same query by a bare client, their ratio, and the plainest statement\n`,
  );
  for (const [name, { ours, same, plain }] of rows)
    process.stdout.write(
      `${name.padEnd(28)} ${p95(ours).toFixed(1).padStart(8)} ${p95(same).toFixed(1).padStart(8)}  ratio ${(p95(ours) / p95(same)).toFixed(2)}  plain ${p95(plain).toFixed(1).padStart(8)}\n`,
    );
}
