import { answerMatch, type MatcherShelf } from "@/lib/matching/answer.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import type { Io } from "./io";
import { answerLines } from "./ndjson";

const shelf: MatcherShelf = { slugs: builtInPlatforms, matcherOf: builtInMatcher };

const usage = `usage: npm run -s cli -- policy match < texts.ndjson

One JSON object a line, one answer a line. A line has
  platform      ${builtInPlatforms.join(", ")}
  text          the content; it or explanation
  explanation   what the notifier says of it
and may have
  id            given back with the answer
  contentDate   YYYY-MM-DD, or an instant with offset; today if not given
  role, surface, jurisdiction (two letters of a country), lang
`;

/** `policy match`: ranked clauses for a text, by the built-in packs and lexicon; needs no database (DESIGN.md section 5). */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length === 1 && (args[0] === "--help" || args[0] === "-h")) {
    io.output.write(usage);
    return 0;
  }
  if (args.length > 0) {
    io.errors.write(usage);
    return 2;
  }
  return answerLines(io, (line) => answerMatch(line, shelf, new Date()));
}
