import { readBuiltInPack, builtInPlatforms } from "@/db/packs/read";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { buildMatcher } from "@/lib/matching/build.rules";
import { match } from "@/lib/matching/match.rules";
import { readFileSync } from "node:fs";
const now = new Date();
for (const slug of builtInPlatforms) {
  const pack = readBuiltInPack(slug); const lex = readLexicon(slug);
  const t = performance.now(); const m = buildMatcher(pack, lex); console.log(slug, "build", (performance.now()-t).toFixed(0), "ms");
  if (process.argv[2] === "build") continue;
  const items = JSON.parse(readFileSync(`db/town/${slug}.json`, "utf8"));
  for (const it of items) {
    if (process.argv[2] && !it.key.includes(process.argv[2])) continue;
    const at = it.at.startsWith("-") ? undefined : it.at;
    const r = match(m, { platform: slug, text: [it.title, it.text].filter(Boolean).join("\n"), explanation: it.notices.map((n: {explanation:string}) => n.explanation).join("\n"), role: it.role, surface: it.surface, contentDate: at }, now);
    console.log(`${r.confident ? "!" : " "} ${it.key.padEnd(22)}`, r.matches.map((x) => `${x.ref} ${x.score}`).join(" | "));
    if (process.argv[3]) for (const x of r.matches) { console.log("   ", x.ref); for (const e of x.evidence) console.log("       ", e.in, JSON.stringify(e.text), e.reason); }
  }
}
