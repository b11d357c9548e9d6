import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import type { LearnedModel } from "@/lib/matching/learn.rules";
import { inProduct, learning } from "@/lib/matching/learn.rules";
import { lexicalReader } from "@/lib/matching/lexical.rules";
import { readSharedLexicon } from "@/lib/matching/lexicon.store";
import { toBytes } from "@/lib/matching/model-bytes.rules";
import { builtInPlatforms } from "@/lib/policy/built-in.store";

/** What a process holds once nothing is left to tidy up, in bytes. `numbers` are typed arrays, which are not in the heap. */
export const Memory = z.object({ rss: z.number(), heap: z.number(), numbers: z.number() });
export type Memory = z.infer<typeof Memory>;

const decisions = 10_000;
const seed = 20_241_127;

/** Words of a text as long as the middle one of real posts, drawn so that few words are frequent and most are rare. */
function wordsFrom(random: () => number): string {
  return Array.from({ length: 10 }, () => `w${Math.floor(20_000 * random() ** 3).toString(36)}x`).join(" ");
}

/** The model of `decisions` decisions on every clause and on none, which takes its time: some twenty seconds a platform. */
function largestModel(platform: string): LearnedModel {
  const clauses = builtInMatcher(platform)?.clauses ?? [];
  const labels = [null, ...clauses.map(({ ref }) => ref)];
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const examples = Array.from({ length: decisions }, (_, at) => ({
    text: wordsFrom(random),
    label: labels[at % labels.length] ?? null,
  }));
  const steps = learning(examples, lexicalReader(readSharedLexicon()), inProduct);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function heldBy(...args: string[]): Memory {
  const child = fileURLToPath(new URL("match-memory-child.ts", import.meta.url));
  const flags = ["--expose-gc", "--conditions=react-server", "--import", "tsx"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, child, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The process that was to be measured ended with ${status}: ${stderr}`);
  return Memory.parse(JSON.parse(stdout));
}

/** How much more a process holds that has the matchers and learned models of all platforms, and was asked about cases-a. */
export function addedByMatcher(): Memory {
  const folder = mkdtempSync(join(tmpdir(), "recourse-memory-"));
  try {
    for (const platform of builtInPlatforms) writeFileSync(join(folder, platform), toBytes(largestModel(platform)));
    const [bare, whole] = [heldBy(), heldBy(folder)];
    return { rss: whole.rss - bare.rss, heap: whole.heap - bare.heap, numbers: whole.numbers - bare.numbers };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

export function benchMemory(): void {
  const { rss, heap, numbers } = addedByMatcher();
  console.log(
    `memory added by ${builtInPlatforms.length} matchers and what each learned from ${decisions.toLocaleString("en")} decisions: ` +
      `${megabytes(rss)} of the process, of it heap ${megabytes(heap)}, numbers beside it ${megabytes(numbers)}`,
  );
}
