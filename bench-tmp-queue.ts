import { openPostgres } from "@/db/open";
import * as client from "@/db/client";
import { sql } from "drizzle-orm";
import { aColleague, givenPacks, townTime } from "@/test/town";
import { openCases } from "@/lib/queue/queries";
import { queueCounts, queueChoices } from "@/lib/queue/counts.queries";
import { QueueRequest } from "@/lib/queue/contract";
import { claimNext } from "@/lib/queue/claim.command";
const put = (client as any).putDatabase ?? (client as any).useDatabase;
const opened = await openPostgres(process.argv[2]!, { max: 20 }); put(opened); const { db } = opened;
const n = Number(process.argv[3]);
await givenPacks(db);
const mei = await aColleague(db);
await opened.exec(`set session_replication_role = replica; insert into cases (id, platform_id, item_id, snapshot_id, state, resting_state, rank, opened_at, due_at, source, language, clause_group, tags, notice_count)
 select gen_random_uuid(), p, gen_random_uuid(), gen_random_uuid(), r::case_state, r::case_state, (i % 5000)::int, now() - (i || ' seconds')::interval, now() + ((i * 7919 % ${n}) || ' seconds')::interval, s::notice_source, l, g, t::jsonb, 1 from (
 select i, (array['aliexpress','alibaba','wechat','taobao-weitao'])[1 + (i*31 % 4)] p, case when i % 100 = 1 then 'waiting' when i % 100 = 2 then 'escalated' when i % 200 = 3 then 'reopened' else 'open' end r,
 (array['guest','guest','guest','guest','registered','registered','trusted_flagger','own_detection','third_party'])[1 + (i*17 % 9)] s,
 (array['en','en','en','en','en','zh','zh','zh','de','fr','es','it','pl','nl','pt'])[1 + (i*13 % 15)] l, case when i % 3 = 0 then null else 'G' || (i % 60) end g, case when i % 40 = 7 then '["hidden_link"]' else '[]' end t
 from generate_series(1, ${n}) i) x; set session_replication_role = default;`);
await opened.exec("vacuum analyze cases");
async function time(label: string, f: () => Promise<any>) { for (let k = 0; k < 3; k++) await f(); const ts: number[] = []; for (let k = 0; k < 15; k++) { const t = performance.now(); await f(); ts.push(performance.now() - t); } ts.sort((a, b) => a - b); console.log(n, label, ts[7]!.toFixed(1)); }
const ask = (r: any) => async () => { const p = await openCases(db, QueueRequest.parse(r), mei); if (!p.ok) throw new Error(p.reason); return p.value; };
for (const order of ["risk", "age", "deadline"]) for (const f of [{}, { platform: "wechat" }, { language: "pl" }, { source: "trusted_flagger" }, { group: "G13" }, { tag: "hidden_link" }, { state: "waiting" }, { state: "escalated" }, { state: "reopened" }, { platform: "wechat", language: "zh" }, { platform: "alibaba", group: "G13" }, { language: "fr", tag: "hidden_link", source: "guest" }, { platform: "wechat", language: "zh", source: "own_detection" }])
  await time(order + " " + JSON.stringify(f), ask({ order, ...f }));
let after: string | undefined; for (let k = 0; k < 40; k++) { const p: any = await ask({ order: "risk", limit: 100, ...(after ? { after } : {}) })(); after = p.next; }
await time("risk page 41", ask({ order: "risk", after }));
await time("counts", () => queueCounts(db, mei)); await time("choices", () => queueChoices(db, mei));
await time("claimNext", () => claimNext(mei, {}, townTime)); await time("claimNext pl", () => claimNext(mei, { language: "pl", platform: "wechat" }, townTime));
await opened.close();
