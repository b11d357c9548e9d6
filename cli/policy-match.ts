import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/db/packs/read";
import { answerMatch, type MatcherShelf } from "@/lib/matching/answer.rules";
import { buildMatcher, type Matcher } from "@/lib/matching/build.rules";
import { readLexicon } from "@/lib/matching/lexicon.store";
import type { Io } from "./io";
import { answerLines } from "./ndjson";

const built = new Map<string, Matcher>();

/** The matcher of a built-in platform, built when a line first asks for it; null for any other slug. */
export function builtInMatcher(slug: string): Matcher | null {
  const known = built.get(slug);
  if (known || !isBuiltIn(slug)) return known ?? null;
  const matcher = buildMatcher(readBuiltInPack(slug), readLexicon(slug));
  built.set(slug, matcher);
  return matcher;
}

const shelf: MatcherShelf = { slugs: builtInPlatforms, matcherOf: builtInMatcher };

/** `policy match`: ranked clauses for a text, by the built-in packs and lexicon; needs no database (DESIGN.md section 5). */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- policy match < texts.ndjson\n");
    return 2;
  }
  return answerLines(io, (line) => answerMatch(line, shelf, new Date()));
}
