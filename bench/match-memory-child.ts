import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { Memory } from "./match-memory";

/**
 * The process that `match-memory.ts` measures: the packs of all platforms, which the product holds anyway, and with a
 * folder of learned models the matchers too, asked about every case of cases-a so that what is made late is there.
 */
const [folder] = process.argv.slice(2);
const kept: unknown[] = builtInPlatforms.map(readBuiltInPack);

async function fill(from: string): Promise<void> {
  const { builtInMatcher } = await import("@/lib/matching/built-in.store");
  const { matchLearned } = await import("@/lib/matching/learned-match.rules");
  const { lexicalReader } = await import("@/lib/matching/lexical.rules");
  const { readSharedLexicon } = await import("@/lib/matching/lexicon.store");
  const { fromBytes } = await import("@/lib/matching/model-bytes.rules");
  const { casesOf } = await import("./match-cases");
  const reader = lexicalReader(readSharedLexicon());
  const cases = casesOf("cases-a");
  for (const platform of builtInPlatforms) {
    const matcher = builtInMatcher(platform);
    if (!matcher) throw new Error(`${platform} is not built in`);
    const model = fromBytes(readFileSync(join(from, platform)), reader);
    for (const one of cases) if (one.platform === platform) matchLearned(matcher, model, one, new Date());
    kept.push(matcher, model);
  }
}

if (folder) await fill(folder);
if (!globalThis.gc) throw new Error("node needs --expose-gc here");
for (let turn = 0; turn < 4; turn += 1) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
if (kept.length === 0) throw new Error("nothing was kept");
process.stdout.write(JSON.stringify({ rss, heap: heapUsed, numbers: arrayBuffers } satisfies Memory));
