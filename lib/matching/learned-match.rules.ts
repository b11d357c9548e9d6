import type { Analysis } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import type { ClauseMatch, Evidence, MatchInput, MatchOutput } from "./contract";
import { readWhole } from "./features.rules";
import { examplesOf, type LearnedModel } from "./learn.rules";
import { readBefore } from "./lexical.rules";
import { coldScores, notesOn, toMatch, toOutput, type Weighed, weigh } from "./match.rules";
import { mostMatches, type Standing } from "./rank.rules";
import { rankLearned } from "./rank-learned.rules";
import { sentence } from "./reasons.rules";
import { type Telling, tellingWords } from "./telling.rules";

/** Fewer decisions than these say nothing about a platform. */
export const fewestExamples = 20;
/** Whether there is anything that was learned to be asked, and content to ask it about. */
export function isAsked(model: LearnedModel | null, { text }: MatchInput): model is LearnedModel {
  return model !== null && Boolean(text?.trim()) && examplesOf(model) >= fewestExamples;
}

/**
 * `match`, with what moderators' decisions taught: the clauses that are in force and in scope in the order of `rankLearned`. Only the content is asked about: a model that
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
  const { clauses, nothing } = rankedFor(matcher, model, weighed, { text, read });
  const telling = tellingWords(model, text, read);
  const matches = clauses
    .slice(0, mostMatches)
    .flatMap(({ ref, score }) => matchOf({ matcher, weighed, telling }, ref, score));
  const [best] = matches;
  const isConfident =
    best !== undefined && best.score >= model.tuning.confidentFrom && best.score > nothing && !foreign;
  const version = best ? best.version : toOutput(matcher, input, weighed).version;
  return { id: input.id ?? null, version, matches, confident: isConfident, notes };
}

type Mixed = { clauses: { ref: string; score: number }[]; nothing: number };

function rankedFor(matcher: Matcher, model: LearnedModel, weighed: Weighed, { text, read }: TextRead): Mixed {
  // The model's own reader would read the same, or it has to read the text itself.
  const same = read && model.space.reader ? readBefore(model.space.reader, matcher.shared, read) : null;
  const lexicon = { cold: coldScores(matcher, weighed), clauses: weighed.allowed };
  const ranked = rankLearned(model, { text, read: same }, lexicon);
  const nothing = ranked.find(({ label }) => label === null)?.score ?? 0;
  return { clauses: ranked.flatMap(({ label, score }) => (label === null ? [] : [{ ref: label, score }])), nothing };
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
