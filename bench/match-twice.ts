import { builtInMatcher } from "@/lib/matching/built-in.store";
import type { LearnedModel } from "@/lib/matching/learn.rules";
import { learn } from "@/lib/matching/learn.rules";
import { matchLearned } from "@/lib/matching/learned-match.rules";
import { lexicalReader } from "@/lib/matching/lexical.rules";
import { readSharedLexicon } from "@/lib/matching/lexicon.store";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import { casesOf } from "./match-cases";
import { spentSince } from "./processor-time";

const rounds = 20;

/** The same model with a reader that does not know that the matcher has read the text already. */
function readingAgain(model: LearnedModel): LearnedModel {
  const { reader } = model.space;
  return { ...model, space: { ...model.space, reader: reader && { ...reader, shared: { ...reader.shared } } } };
}

function fastest(times: readonly number[]): number {
  return Math.min(...times);
}

/** What a text costs with a learned model: read once for both, and read by each, in turns in one run. */
export function benchReadOnce(): void {
  console.log("with what was learned from cases-a, on cases-b");
  for (const platform of builtInPlatforms) readOnce(platform);
}

function readOnce(platform: string): void {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`${platform} is not built in`);
  const learned = casesOf("cases-a").filter((one) => one.platform === platform);
  const asked = casesOf("cases-b").filter((one) => one.platform === platform);
  const model = learn(
    learned.map(({ text, label }) => ({ text, label })),
    lexicalReader(readSharedLexicon()),
  );
  const again = readingAgain(model);
  const now = new Date();
  const ways = { cold: null, once: model, twice: again };
  const times: Record<keyof typeof ways, number[]> = { cold: [], once: [], twice: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ["cold", "once", "twice"] as const) {
      const before = process.cpuUsage();
      for (const { text, lang } of asked) matchLearned(matcher, ways[way], { platform, text, lang }, now);
      // The first round only warms up.
      if (round > 0) times[way].push(spentSince(before) / asked.length);
    }
  }
  const [cold, once, twice] = [fastest(times.cold), fastest(times.once), fastest(times.twice)];
  console.log(
    `  ${platform}, ${asked.length} texts: cold ${cold.toFixed(2)} ms, learned ${once.toFixed(2)} ms, reading twice ${twice.toFixed(2)} ms; once to twice ${(once / twice).toFixed(2)}`,
  );
}
