import type { Analysis } from "./analyse.rules";
import { blendScores } from "./blend.rules";
import type { Matcher } from "./build.rules";
import type { ClauseMatch, Evidence, MatchInput, MatchOutput } from "./contract";
import { readWhole } from "./features.rules";
import { type LearnedModel, predict, type Ranked } from "./learn.rules";
import { readBefore } from "./lexical.rules";
import { confidentFrom, notesOn, toMatch, toOutput, type Weighed, weigh } from "./match.rules";
import { mostMatches, type Standing, scoreOf } from "./rank.rules";
import { sentence } from "./reasons.rules";
import { type Telling, tellingWords } from "./telling.rules";

/** Fewer decisions than these say nothing about a platform. */
export const fewestExamples = 20;
/** With this many decisions for each label, what they taught counts as much as the lexicon. */
const evenAt = 20;

/** How many decisions a model has seen. */
export function examplesOf(model: LearnedModel): number {
  return model.counts.reduce((sum, count) => sum + count, 0);
}

/** How much what was learned counts beside the lexicon (0..1): many labels need many decisions. */
function shareOf(model: LearnedModel): number {
  const examples = examplesOf(model);
  return examples / (examples + evenAt * model.labels.length);
}

/** Whether there is anything that was learned to be asked, and content to ask it about. */
export function isAsked(model: LearnedModel | null, { text }: MatchInput): model is LearnedModel {
  return model !== null && Boolean(text?.trim()) && examplesOf(model) >= fewestExamples;
}

/**
 * `match`, with what moderators' decisions taught: each clause that is in force and in scope gets the mean of the lexicon's
 * score and the learned one, which weighs more the more decisions there are. Only the content is asked about: a model that
 * read the notifiers' words would learn to follow them (issue 3). Where there is no content, or too little was learned, the
 * answer is that of `match`. Throws `UnreadableDate` as `match` does.
 */
export function matchLearned(matcher: Matcher, model: LearnedModel | null, input: MatchInput, now: Date): MatchOutput {
  const weighed = weigh(matcher, input, now);
  if (!isAsked(model, input)) return toOutput(matcher, input, weighed);
  const text = input.text ?? "";
  const notes = notesOn(matcher, input, weighed);
  const foreign = notes.includes("language-not-covered");
  const read = readOf(weighed, text);
  const mixed = mixedScores(matcher, model, weighed, { text, read });
  const telling = tellingWords(model, text, read);
  const matches = mixed.clauses
    .slice(0, mostMatches)
    .flatMap(({ ref, score }) => matchOf({ matcher, weighed, telling }, ref, score));
  const [best] = matches;
  const isConfident = (best?.score ?? 0) >= confidentFrom && (best?.score ?? 0) > mixed.nothing && !foreign;
  const version = best ? best.version : toOutput(matcher, input, weighed).version;
  return { id: input.id ?? null, version, matches, confident: isConfident, notes };
}

type Mixed = { clauses: { ref: string; score: number }[]; nothing: number };

function mixedScores(matcher: Matcher, model: LearnedModel, weighed: Weighed, { text, read }: TextRead): Mixed {
  // The model's own reader would read the same, or it has to read the text itself.
  const same = read && model.space.reader ? readBefore(model.space.reader, matcher.shared, read) : null;
  const cold = new Map(
    weighed.standings.map(({ index, points }) => [matcher.clauses[index]?.ref ?? "", scoreOf(points)]),
  );
  const share = shareOf(model);
  const blended = blendScores(model, predict(model, { text, read: same }), {
    labels: weighed.allowed,
    cold,
  });
  const scored = blended.flatMap(({ label, score }: Ranked) =>
    label === null ? [] : [{ ref: label, score: (1 - share) * (cold.get(label) ?? 0) + share * score }],
  );
  const nothing = share * (blended.find(({ label }) => label === null)?.score ?? 0);
  return { clauses: scored.sort((one, other) => other.score - one.score), nothing };
}

type TextRead = { text: string; read: Analysis | null };

/** What was read of the text to weigh it, where no more than that is read to learn from it. */
function readOf({ fields }: Weighed, text: string): Analysis | null {
  return readWhole(text, fields.find(({ analysis }) => analysis.field === "text")?.analysis ?? null);
}

type About = { matcher: Matcher; weighed: Weighed; telling: Telling };

/**
 * The clause as a match, with the lexicon's evidence; where it has none in the content itself, the words there that earlier
 * decisions point at stand before what the notifier said.
 */
function matchOf({ matcher, weighed, telling }: About, ref: string, score: number): ClauseMatch[] {
  const index = matcher.clauses.findIndex((clause) => clause.ref === ref);
  const none: Standing = { index, points: 0, contributions: [], wording: [], examples: [] };
  const standing = weighed.standings.find((one) => one.index === index) ?? none;
  return toMatch(matcher, standing, weighed).map((match) => {
    const isInContent = match.evidence.some((one) => one.in === "text");
    const evidence = isInContent ? match.evidence : [...learnedEvidence(telling, ref), ...match.evidence];
    return { ...match, score: Math.round(score * 1000) / 1000, evidence };
  });
}

function learnedEvidence(telling: Telling, ref: string): Evidence[] {
  return telling(ref).map((span) => {
    const said = { code: "learned", values: { text: span.text }, context: null, disguise: null } as const;
    return { in: "text", ...span, ...said, reason: sentence(said) };
  });
}
