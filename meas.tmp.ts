import { readBuiltInPack } from "@/db/packs/read";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { buildMatcher } from "@/lib/matching/build.rules";
import { match } from "@/lib/matching/match.rules";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
const M: Record<string, Record<string, RegExp>> = {
 wechat: {
  fraud_scam: /^(CG\/Fraud|AUP 2\([eim]\))/, sexual_content: /^(CG\/(Nudity|PaidSex|NCII)|AUP (3\(c\)|5\([cd]\)))/, hate_discrimination: /^(CG\/Hate|AUP 5\(a\))/,
  gambling: /^(CG\/Gambling|AUP 2\(o\))/, self_harm: /^(CG\/SelfHarm|AUP 3\(a\))/, spam_ads: /^(CG\/Spam|CG\/Other\(d\)|AUP 6\(a\))/, harassment_bullying: /^(CG\/Harassment|AUP (3\(d\)|5\(e\)))/,
  violence_threats: /^(CG\/(Violence|Graphic|Incitement|Threats|Animal)|AUP (2\([ah]\)|5\(b\)))/, ip_counterfeit: /^(CG\/(Copyright|Trademark|Counterfeit)|AUP (2\(n\)|9))/,
  terrorism_extremism: /^(CG\/Terrorism|AUP 2\(g\))/, regulated_goods: /^(CG\/(Regulated|Wildlife)|AUP 8)/, privacy_doxing: /^(CG\/PersonalData|AUP 4)/,
  crime_other: /^(CG\/(HumanExpl|OtherCrime|AccountSec)|AUP (2|7\.2))/, misinformation: /^(CG\/Other\([ab]\)|AUP 6\([ce]\))/ },
 aliexpress: {
  fraud_scam: /^5\.(transaction|impers)/, sexual_content: /^5\.sensitive\.9/, hate_discrimination: /^(2\.discr|5\.sensitive\.4)/, gambling: /^5\.sensitive\.7/, self_harm: /^5\.sensitive\.7/,
  spam_ads: /^5\.(trans|platform)/, harassment_bullying: /^2\.annoy/, violence_threats: /^(2\.inapp|5\.sensitive\.7)/, ip_counterfeit: /^5\.infr/, terrorism_extremism: /^5\.sensitive\.[57]/,
  regulated_goods: /^5\.sensitive\.7/, privacy_doxing: /^(5\.dox|6)/, crime_other: /^5\.sensitive\.7/, misinformation: /^(2\.false|5\.sensitive\.6)/ },
 "taobao-weitao": {
  fraud_scam: /^Table\.[46]/, sexual_content: /^Table\.2/, hate_discrimination: /^Table\.1\.4/, gambling: /^Table\.1\.7/, spam_ads: /^Table\.[467]/, harassment_bullying: /^Table\.12/,
  violence_threats: /^Table\.1\.7/, ip_counterfeit: /^Table\.11/, terrorism_extremism: /^Table\.1($|\.)/, regulated_goods: /^Table\.7/, privacy_doxing: /^Table\.10/, crime_other: /^Table\.1\.7/, misinformation: /^(Table\.5|Table\.1\.6)/ },
};
const cap = Number(process.argv[2] ?? 250), plats = (process.argv[3] ?? "wechat,aliexpress,taobao-weitao").split(","), langs = (process.argv[4] ?? "en,zh").split(",");
const files = (process.argv[5] ?? "dev_labelled,dev_labelled_upstream_licence").split(",");
type Row = { text: string; label: string; labels?: string[]; lang: string; src: string };
const rows: Row[] = files.flatMap((f) => gunzipSync(readFileSync(`/work/shared/datasets/${f}.jsonl.gz`)).toString().trim().split("\n").map((l) => JSON.parse(l)));
let seed = 7; const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
for (let i = rows.length - 1; i > 0; i--) { const j = Math.floor(rnd() * (i + 1)); [rows[i], rows[j]] = [rows[j]!, rows[i]!]; }
const now = new Date();
for (const slug of plats) {
  const m = buildMatcher(readBuiltInPack(slug as never), readLexicon(slug));
  const bins: { n: number; ok: number; s: number }[] = Array.from({ length: 10 }, () => ({ n: 0, ok: 0, s: 0 }));
  for (const lang of langs) {
    const by = new Map<string, Row[]>();
    for (const r of rows) if (r.lang === lang) { const l = by.get(r.label) ?? []; if (l.length < (r.label === "none" ? cap * 6 : cap)) l.push(r); by.set(r.label, l); }
    let t = 0, n = 0; let T1 = 0, T3 = 0, N = 0, CR = 0;
    for (const [label, list] of [...by].sort()) {
      let t1 = 0, t3 = 0, conf = 0, k = 0; const bySrc = new Map<string, [number, number]>(); const wrong = new Map<string, number>();
      const res = [...new Set([label])].map((l) => M[slug]![l]).filter(Boolean);
      if (label !== "none" && res.length === 0) continue;
      for (const r of list) {
        const c0 = process.cpuUsage(); const o = match(m, { platform: slug, text: r.text }, now); t += process.cpuUsage(c0).user / 1000; n++;
        const rs = label === "none" ? [] : [r.label, ...(r.labels ?? [])].map((l) => M[slug]![l]).filter(Boolean);
        const ok = (x?: { ref: string }) => !!x && rs.some((re) => re!.test(x.ref));
        k++; if (ok(o.matches[0])) t1++; if (o.matches.slice(0, 3).some(ok)) t3++;
        if (o.confident) { conf += label === "none" ? 1 : ok(o.matches[0]) ? 1 : 0; if (label === "none" || !ok(o.matches[0])) wrong.set(o.matches[0]!.ref, (wrong.get(o.matches[0]!.ref) ?? 0) + 1); }
        const s = o.matches[0]?.score ?? 0; const b = bins[Math.min(9, Math.floor(s * 10))]!; b.n++; b.s += s; if (ok(o.matches[0])) b.ok++;
        if (label === "none") { const e = bySrc.get(r.src) ?? [0, 0]; e[0]++; if (o.confident) e[1]++; bySrc.set(r.src, e); }
      }
      if (label === "none") console.log(`${slug} ${lang} none n=${k} falseConfident=${(100 * conf / k).toFixed(1)}%`, [...bySrc].map(([s, [a, b]]) => `${s}:${b}/${a}`).join(" "), "|", [...wrong].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([a, b]) => `${a}:${b}`).join(", "));
      else { console.log(`${slug} ${lang} ${label.padEnd(22)} n=${k} top1=${(100 * t1 / k).toFixed(0)} top3=${(100 * t3 / k).toFixed(0)} confRight=${(100 * conf / k).toFixed(0)}`, [...wrong].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([a, b]) => `${a}:${b}`).join(", ")); T1 += t1 / k; T3 += t3 / k; CR += conf / k; N++; }
    }
    console.log(`== ${slug} ${lang} macro top1=${(100 * T1 / N).toFixed(1)} top3=${(100 * T3 / N).toFixed(1)} confidentRecall=${(100 * CR / N).toFixed(1)} ms/text=${(t / n).toFixed(2)}`);
  }
  const tot = bins.reduce((a, b) => a + b.n, 0);
  console.log(`== ${slug} ECE=${bins.reduce((a, b) => a + Math.abs(b.ok - b.s) / tot, 0).toFixed(3)}`, bins.map((b) => b.n ? `${(b.s / b.n).toFixed(2)}→${(b.ok / b.n).toFixed(2)}(${b.n})` : "-").join(" "));
}
