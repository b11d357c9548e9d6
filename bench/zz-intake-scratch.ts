import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { putDatabase } from "@/db/client";
import { openPostgres } from "@/db/open";
import { openTestDatabase } from "@/test/database";
import { importNotices } from "@/lib/intake/import.command";
import { submitNotice } from "@/lib/intake/commands";
import { linesOf } from "@/lib/platform/lines.rules";

const N = Number(process.argv[2] ?? 20000);
const opened = await openPostgres("postgres://postgres@127.0.0.1:5432/rc_intake", { max: 20 });
putDatabase(opened);
const lines = Array.from({ length: N }, (_, i) => JSON.stringify({
  platform: ["aliexpress", "wechat"][i % 2], legalClaim: i % 3 === 0, explanation: "This is a fake of a brand that I know well, number " + i, goodFaith: true, externalId: `b-${process.pid}-${i}`,
  items: [{ location: `https://x.example/${process.pid}/${i}`, content: { text: "Genuine bags half price, message me for photos of the real thing " + i, publishedAt: "2024-05-05", surface: "feed", role: "buyer", account: { id: `a-${i % 1000}`, handle: "h" } } }],
}) + "\n");
async function* chunks() { for (let i = 0; i < lines.length; i += 100) yield Buffer.from(lines.slice(i, i + 100).join("")); }
let t = performance.now();
let n = 0;
for await (const batch of importNotices({ kind: "system", name: "cli" }, linesOf(chunks()), { channel: "cli", locale: "en", now: () => new Date() })) n += batch.length;
const ours = N / ((performance.now() - t) / 1000);
console.log("import", n, ours.toFixed(0), "lines/s", (process.memoryUsage().rss / 1e6).toFixed(0), "MB");

const ids = () => lines.map(() => v7());
const [items, snaps, cases, notes, nitems] = [ids(), ids(), ids(), ids(), ids()];
const pool = opened.db;
const P = (v: unknown) => sql.param(v);
const loc = lines.map((_, i) => `https://y.example/${process.pid}/${i}`);
const text = lines.map((_, i) => "Genuine bags half price, message me for photos of the real thing " + i);
const ex = lines.map((_, i) => "This is a fake of a brand that I know well, number " + i);
const refs = lines.map((_, i) => `X-${process.pid}-${i}`);
const hash = lines.map(() => "a".repeat(64));
t = performance.now();
await pool.transaction(async (tx) => {
  await tx.execute(sql`insert into content_items (id, platform_id, location, location_key, account_id, role, surface, created_at) select a, 'wechat', b, b, (select id from accounts limit 1), 'buyer','feed', now() from unnest(${P(items)}::uuid[], ${P(loc)}::text[]) as u(a,b)`);
  await tx.execute(sql`insert into snapshots (id, platform_id, item_id, title, text, language, content_at, content_at_known, taken_at, sha256) select a, 'wechat', b, '', c, 'en', now(), true, now(), d from unnest(${P(snaps)}::uuid[], ${P(items)}::uuid[], ${P(text)}::text[], ${P(hash)}::text[]) as u(a,b,c,d)`);
  await tx.execute(sql`insert into cases (id, platform_id, item_id, snapshot_id, account_id, rank, rank_why, opened_at, due_at, source, language, surface, notice_count, excerpt) select a, 'wechat', b, c, (select id from accounts limit 1), 5, '[{"code":"legal_claim","points":12}]', now(), now(), 'guest', 'en', 'feed', 1, d from unnest(${P(cases)}::uuid[], ${P(items)}::uuid[], ${P(snaps)}::uuid[], ${P(text)}::text[]) as u(a,b,c,d)`);
  await tx.execute(sql`insert into notices (id, platform_id, reference, secret_hash, source, channel, legal_claim, explanation, good_faith_at, good_faith_wording, language, received_at, external_id) select a, 'wechat', b, c, 'guest', 'cli', true, d, now(), 'v1', 'en', now(), b from unnest(${P(notes)}::uuid[], ${P(refs)}::text[], ${P(hash)}::text[], ${P(ex)}::text[]) as u(a,b,c,d)`);
  await tx.execute(sql`insert into notice_items (id, platform_id, notice_id, item_id, case_id, location, detail, created_at) select a, 'wechat', b, c, d, e, '', now() from unnest(${P(nitems)}::uuid[], ${P(notes)}::uuid[], ${P(items)}::uuid[], ${P(cases)}::uuid[], ${P(loc)}::text[]) as u(a,b,c,d,e)`);
});
const bare = N / ((performance.now() - t) / 1000);
console.log("unnest", bare.toFixed(0), "lines/s ratio", (ours / bare).toFixed(2));
t = performance.now();
let k = 0;
await Promise.all(Array.from({ length: Number(process.argv[3] ?? 8) }, async (_, c) => { for (let i = 0; i < 200; i++) { const r = await submitNotice({ kind: "public" }, { platform: "wechat", legalClaim: true, explanation: "x y z", goodFaith: true, items: [{ location: `https://z.example/${process.pid}/${c}/${i}` }] }, { channel: "api" }); if (r.ok) k++; } }));
console.log("single pg", (k / ((performance.now() - t) / 1000)).toFixed(0), "/s");
await opened.close();
