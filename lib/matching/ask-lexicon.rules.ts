import type { Matcher } from "./build.rules";
import type { MatchInput } from "./contract";
import { coldScores, weigh } from "./match.rules";
import type { FromLexicon } from "./rank-learned.rules";
import type { AskLexicon } from "./tune.rules";

/** What a platform's lexicon says of a text, whose clauses may be named, and whatever else was learned (`labels`). */
export function lexiconOf(
  matcher: Matcher,
  input: Omit<MatchInput, "platform">,
  { labels, now }: { labels: readonly (string | null)[]; now: Date },
): FromLexicon {
  const weighed = weigh(matcher, { ...input, platform: matcher.pack.platform }, now);
  const learned = labels.filter((label) => label !== null);
  return { cold: coldScores(matcher, weighed), clauses: [...learned, ...matcher.clauses.map(({ ref }) => ref)] };
}

/** The lexicon as one is asked while a model is tuned: about the content alone, whose date is taken to be `now`. */
export function askingMatcher(matcher: Matcher, now: Date): AskLexicon {
  return (text, labels) => lexiconOf(matcher, { text }, { labels, now });
}
