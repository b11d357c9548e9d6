import { learn, predict } from "@/lib/matching/learnx.tmp";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
const rows = gunzipSync(readFileSync(`/work/shared/datasets/dev_labelled.jsonl.gz`)).toString().trim().split("\n").map((l) => JSON.parse(l));
let seed = 11; const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
for (let i = rows.length - 1; i > 0; i--) { const j = Math.floor(rnd() * (i + 1)); [rows[i], rows[j]] = [rows[j], rows[i]]; }
const tr = rows.slice(0, 16000), te = rows.slice(16000, 36000);
const c0 = process.cpuUsage(); const m = learn(tr); const c1 = process.cpuUsage(c0);
let t1=0,t3=0; const st = new Map<string,[number,number,number]>(); const g=(k:string)=>{let x=st.get(k); if(!x){x=[0,0,0];st.set(k,x);} return x;};
const c2 = process.cpuUsage();
for (const r of te) { const p = predict(m, r); const right=[r.label,...(r.labels??[])]; const top=p[0]!.label; if (right.includes(top)) {t1++; g(String(top))[0]++;} else {g(String(top))[1]++; g(String(r.label))[2]++;} if (p.slice(0,3).some(x=>right.includes(x.label))) t3++; }
const c3 = process.cpuUsage(c2);
let f=0; const out=[]; for (const [k,[tp,fp,fn]] of st) { const v = 2*tp/(2*tp+fp+fn||1); f+=v; out.push(`${k}:${v.toFixed(2)}`);} 
console.log(`cpu learn ${(c1.user/1e6).toFixed(1)}s ms/text ${(c3.user/1e3/te.length).toFixed(2)} top1 ${(t1/te.length).toFixed(4)} top3 ${(t3/te.length).toFixed(4)} macroF1 ${(f/st.size).toFixed(4)}`, out.join(" "));
