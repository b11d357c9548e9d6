import { answerMatch, type MatcherShelf } from "@/lib/matching/answer.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import type { Io } from "./io";
import { answerLines } from "./ndjson";

const shelf: MatcherShelf = { slugs: builtInPlatforms, matcherOf: builtInMatcher };

/** `policy match`: ranked clauses for a text, by the built-in packs and lexicon; needs no database (DESIGN.md section 5). */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- policy match < texts.ndjson\n");
    return 2;
  }
  return answerLines(io, (line) => answerMatch(line, shelf, new Date()));
}
