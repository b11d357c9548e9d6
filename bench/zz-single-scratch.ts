import { putDatabase } from "@/db/client";
import { openPostgres } from "@/db/open";
import { submitNotice } from "@/lib/intake/commands";
const opened = await openPostgres("postgres://postgres@127.0.0.1:5432/rc_intake", { max: 20 });
putDatabase(opened);
for (const c of [1, 1, 4, 8]) {
  const t = performance.now(); const cpu = process.cpuUsage();
  const per = 400 / c;
  await Promise.all(Array.from({ length: c }, async (_, k) => { for (let i = 0; i < per; i++) { const r = await submitNotice({ kind: "public" }, { platform: ["wechat","aliexpress","alibaba","taobao-weitao"][(i+k)%4], legalClaim: true, explanation: "x y z", goodFaith: true, items: [{ location: `https://z.example/${process.pid}/${c}/${k}/${i}/${t}` }] }, { channel: "api" }); if (!r.ok) throw new Error(JSON.stringify(r)); } }));
  const ms = performance.now() - t; const u = process.cpuUsage(cpu);
  console.log("c", c, (400 / (ms / 1000)).toFixed(0), "/s", "cpu ms per op", ((u.user + u.system) / 1000 / 400).toFixed(2));
}
await opened.close();
