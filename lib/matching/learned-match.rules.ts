import { alikeEvidence, isProof } from "./alike.rules";
import type { Analysis } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import type { ClauseMatch, Evidence, MatchInput, MatchOutput } from "./contract";
import { readWhole } from "./features.rules";
import { examplesOf, type LearnedModel } from "./learn.rules";
import { readBefore } from "./lexical.rules";
import { coldScores, notesOn, toMatch, toOutput, type Weighed, weigh } from "./match.rules";
import { fromOtherCollection, mostMatches, type Standing } from "./rank.rules";
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
 * `match`, with what moderators' decisions taught: the clauses that are in force and in scope in the order of
 * `rankLearned`. Only the content is asked about: a model that read the notifiers' words would learn to follow them (issue
 * 3). Where there is no content, or too little was learned, the answer is that of `match`. Throws `UnreadableDate` as
 * `match` does.
 */
export function matchLearned(matcher: Matcher, model: LearnedModel | null, input: MatchInput, now: Date): MatchOutput {
  const weighed = weigh(matcher, input, now);
  if (!isAsked(model, input)) return toOutput(matcher, input, weighed);
  const text = input.text ?? "";
  const notes = notesOn(matcher, input, weighed);
  const foreign = notes.includes("language-not-covered");
  const read = readOf(weighed, text);
  const { clauses, nothing } = rankedFor(matcher, model, weighed, { text, read });
  const learned = { telling: tellingWords(model, text, read), labels: model.labels };
  const matches = shortListLearned(matcher, weighed, clauses).flatMap(({ ref, score }) =>
    matchOf({ matcher, weighed, learned }, ref, score),
  );
  const [best] = matches;
  const isSure = best !== undefined && best.score >= model.tuning.confidentFrom && best.score > nothing;
  // As for the lexicon alone: where nothing can be pointed at there is nothing that a moderator could check.
  const isConfident = isSure && best.evidence.some(isProof) && !foreign;
  const version = best ? best.version : toOutput(matcher, input, weighed).version;
  return { id: input.id ?? null, version, matches, confident: isConfident, notes };
}

type Suggested = { ref: string; score: number };

/** At most five. What the lexicon says of another collection keeps a place, whichever of them people cite. */
function shortListLearned(matcher: Matcher, weighed: Weighed, ranked: readonly Suggested[]): Suggested[] {
  const list = ranked.slice(0, mostMatches);
  const refs = new Set(list.map(({ ref }) => ref));
  const documents = new Set(matcher.clauses.filter(({ ref }) => refs.has(ref)).map(({ document }) => document));
  const other = fromOtherCollection(matcher.clauses, weighed.standings, documents);
  const seat = other && ranked.find(({ ref }) => ref === matcher.clauses[other.index]?.ref);
  return seat ? [...list.slice(0, mostMatches - 1), seat] : list;
}

type Mixed = { clauses: Suggested[]; nothing: number };

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

type Learned = { telling: Telling; labels: LearnedModel["labels"] };
type About = { matcher: Matcher; weighed: Weighed; learned: Learned };

/**
 * The clause as a match, with the lexicon's evidence; where it has none in the content itself, the words there that earlier
 * decisions point at stand before what the notifier said. Where no word speaks for it, what the text as a whole is like;
 * a clause of which nothing was learned and that it is not like is none.
 */
function matchOf({ matcher, weighed, learned }: About, ref: string, score: number): ClauseMatch[] {
  const index = matcher.clauses.findIndex((clause) => clause.ref === ref);
  const none: Standing = { index, points: 0, contributions: [], wording: [], examples: [] };
  const standing = weighed.standings.find((one) => one.index === index) ?? none;
  const matches = toMatch(matcher, standing, weighed).map((match) => {
    const own = match.evidence.filter(isProof);
    const isInContent = own.some((one) => one.in === "text");
    const proof = isInContent ? own : [...learnedEvidence(learned.telling, ref), ...own];
    return { ...match, score: Math.round(score * 1000) / 1000, evidence: proof.length > 0 ? proof : match.evidence };
  });
  return matches.flatMap((match) => (match.evidence.length > 0 ? [match] : likeDecided(match, weighed, learned)));
}

/** What decisions taught of the text as a whole, where no word of it stands out. */
function likeDecided(match: ClauseMatch, { fields }: Weighed, { labels }: Learned): ClauseMatch[] {
  const read = fields.find(({ analysis }) => analysis.field === "text")?.analysis;
  if (!read || !labels.includes(match.ref)) return [];
  const evidence = alikeEvidence({ code: "alike-decisions", like: match.title, words: "" }, read);
  return evidence.length > 0 ? [{ ...match, evidence }] : [];
}

function learnedEvidence(telling: Telling, ref: string): Evidence[] {
  return telling(ref).map((span) => {
    const said = { code: "learned", values: { text: span.text }, context: null, disguise: null } as const;
    return { in: "text", ...span, ...said, reason: sentence(said) };
  });
}
