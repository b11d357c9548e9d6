import { askingMatcher } from "@/lib/matching/ask-lexicon.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import type { LearnedModel } from "@/lib/matching/learn.rules";
import { matchLearned } from "@/lib/matching/learned-match.rules";
import { lexicalReader } from "@/lib/matching/lexical.rules";
import { readSharedLexicon } from "@/lib/matching/lexicon.store";
import { learnTuned } from "@/lib/matching/tune.rules";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import { type Answered, type AnsweredBy, answered, casesOf, type MatchCase } from "./match-cases";

/** The sets whose answers were looked at while the lexicon grew stand for decisions; cases-b is asked about. */
const decidedSets = ["cases-a", "cases-c", "cases-d", "cases-e"] as const;

/**
 * What the desk would suggest for cases-b, had it learned from every `step`th of the other sets' cases as decisions, each
 * on the one clause that its writer thought best or (`alsoBreaks`) on all that a careful moderator would accept.
 */
export function answeredAfterLearning(
  step: number,
  { alsoBreaks, now }: { alsoBreaks: boolean; now: Date },
): Answered[] {
  const decided = decidedSets.flatMap(casesOf);
  return builtInPlatforms.flatMap((platform) => {
    const ofPlatform = (one: MatchCase) => one.platform === platform;
    const learnedFrom = decided.filter(ofPlatform).filter((_, at) => at % step === 0);
    return answered(
      casesOf("cases-b").filter(ofPlatform),
      now,
      byModel(modelOf(platform, learnedFrom, { alsoBreaks, now })),
    );
  });
}

type How = { alsoBreaks: boolean; now: Date };

function modelOf(platform: string, cases: readonly MatchCase[], { alsoBreaks, now }: How): LearnedModel {
  const matcher = builtInMatcher(platform);
  const examples = cases.map(({ text, label, labels = [] }) => ({ text, label, labels: alsoBreaks ? labels : [] }));
  return learnTuned(examples, lexicalReader(readSharedLexicon()), { ask: matcher && askingMatcher(matcher, now) });
}

function byModel(model: LearnedModel): AnsweredBy {
  return (matcher, input, now) => matchLearned(matcher, model, input, now);
}
