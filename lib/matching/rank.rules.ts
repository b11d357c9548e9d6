import type { Analysis } from "./analyse.rules";
import type { LikedClauses } from "./examples.rules";
import type { Fired, ReadSignal, WeighedHit } from "./signals.rules";
import { addUp, fire } from "./signals.rules";
import type { Similar } from "./similarity.rules";

/** A clause ready for ranking: its own signals, its themes by number, and its place among the others. */
export type RankedClause = {
  ref: string;
  document: string;
  parent: string | null;
  /** A general clause or one that covers more specific ones: only when none of those is met. */
  umbrella: boolean;
  themes: readonly { theme: number; weight: number }[];
  signals: readonly ReadSignal[];
  /** Group number of the clause's own keywords. */
  keywords: number;
};

export type Contribution = {
  field: Analysis["field"];
  points: number;
  hits: readonly WeighedHit[];
  code: "word" | "keyword" | "wording";
};
export type Standing = {
  index: number;
  points: number;
  contributions: Contribution[];
  wording: readonly string[];
  /** In each field, the example of the clause that it is most like. */
  examples: readonly { field: Analysis["field"]; nearest: string }[];
};

/** The notifier's words beside the content. A report is a hint: what was posted decides. */
const explanationBesideContent = 0.65;
/** Beside a warning or a story of recovery, the name of its topic is no accusation that says more. */
const explanationBesideWarning = 0.3;
/** An accusation alone gives no more, however often it names the offence; what the content bears out is not cut. */
const mostFromAccusation = 1.1;
const similarityPoints = { text: 1.1, explanation: 1.6 } as const;
const leastSimilarity = 0.06;

type ThemeResult = { points: number; fired: readonly Fired[] };

function themeResult(signals: readonly ReadSignal[], analysis: Analysis): ThemeResult {
  const fired: Fired[] = [];
  for (const signal of signals) {
    const result = fire(signal, analysis.byGroup);
    if (result) fired.push(result);
  }
  return { points: addUp(fired.map((one) => one.points)), fired };
}

/** Points of every clause in one field. */
function fieldContributions(
  clauses: readonly RankedClause[],
  themes: readonly (readonly ReadSignal[])[],
  analysis: Analysis,
): Contribution[][] {
  const results = themes.map((signals) => themeResult(signals, analysis));
  return clauses.map((clause) => {
    const contributions: Contribution[] = [];
    for (const { theme, weight } of clause.themes) {
      const result = results[theme];
      if (!result || result.fired.length === 0) continue;
      const hits = result.fired.filter((one) => one.points > 0).flatMap((one) => one.hits);
      contributions.push({ field: analysis.field, points: weight * result.points, hits, code: "word" });
    }
    for (const signal of clause.signals) {
      const fired = fire(signal, analysis.byGroup);
      if (fired) contributions.push({ field: analysis.field, ...fired, code: "word" });
    }
    const keywords = analysis.byGroup.get(clause.keywords);
    if (!keywords) return contributions;
    const sorted = [...keywords].sort((one, other) => other.strength - one.strength);
    const points = addUp(sorted.map((hit) => hit.strength));
    if (points > 0) contributions.push({ field: analysis.field, points, hits: sorted.slice(0, 4), code: "keyword" });
    return contributions;
  });
}

/** Approaches `most` ever more slowly, so that the order among clauses is kept. */
function atMost(most: number, points: number): number {
  return points <= 0 ? points : most * (1 - Math.exp(-points / most));
}

export type FieldInput = { analysis: Analysis; similar: ReadonlyMap<number, Similar>; liked: LikedClauses };

/** What being just like an example is worth, and how much of it being like a harmless one takes from every clause. */
const examplePoints = { text: 6, explanation: 4.2 } as const;
const harmlessShare = 0.8;
/** Points that a text just like a harmless example loses for every clause. */
export const mostForHarmless = harmlessShare * examplePoints.text;
/**
 * What is left, at least, of what the words of the lexicon gave a clause: next to sentences that anybody writes it is too
 * little to be confident of, but a clause that is named stays in the list, before those merely near by their letters.
 */
const leastLeft = 0.1;
/** Who warns of a thing, or tells how it was overcome, writes much like who does it. */
const toldShare = 0.35;

const nothingYet: Standing = { index: 0, points: 0, contributions: [], wording: [], examples: [] };

/** All clauses with something to say for them, best first. `allowed` are the clauses in force and in scope. */
export function rank(
  clauses: readonly RankedClause[],
  themes: readonly (readonly ReadSignal[])[],
  fields: readonly FieldInput[],
  allowed: ReadonlySet<string>,
): Standing[] {
  const beside = fields.some(({ analysis }) => analysis.field === "text" && analysis.wordCount >= 3);
  const warns = fields.some(({ analysis }) => analysis.field === "text" && analysis.stance !== null);
  const share = warns ? explanationBesideWarning : explanationBesideContent;
  const standings = clauses.map((_, index) => ({ ...nothingYet, index }));
  for (const { analysis, similar, liked } of fields) {
    const hint = analysis.field === "explanation" && beside;
    for (const [index, contributions] of fieldContributions(clauses, themes, analysis).entries()) {
      const standing = standings[index];
      if (!standing) continue;
      const wording = similar.get(index);
      const near = wording && wording.score > leastSimilarity ? wording.score * similarityPoints[analysis.field] : 0;
      const like = liked.clauses.get(index);
      const told = analysis.stance === null ? 1 : toldShare;
      const alike = told * (like?.likeness ?? 0) * examplePoints[analysis.field];
      const gained = addUp(contributions.map((one) => one.points)) + near + alike;
      const borneOut = mostFromAccusation + Math.max(0, standing.points);
      standing.points += hint ? atMost(borneOut, share * gained) : gained;
      if (contributions.length > 0) standing.contributions = [...standing.contributions, ...contributions];
      if (like) standing.examples = [...standing.examples, { field: analysis.field, nearest: like.nearest }];
      if (near > 0 && contributions.length === 0) standing.wording = wording?.terms ?? [];
    }
  }
  const harmless = fields.find(({ analysis }) => analysis.field === "text")?.liked.harmless ?? 0;
  for (const standing of standings) standing.points = besideHarmless(standing, harmless);
  const open = standings.filter(
    (standing) => standing.points > 0.05 && allowed.has(clauses[standing.index]?.ref ?? ""),
  );
  return specificFirst(clauses, open).sort((one, other) => other.points - one.points || one.index - other.index);
}

/** What a clause keeps of its points when the text is like harmless ones. */
function besideHarmless({ points, contributions }: Standing, harmless: number): number {
  const left = points - mostForHarmless * harmless;
  return contributions.length > 0 ? Math.max(left, leastLeft * points) : left;
}

/** Where the lexicon and the wording say little: what else is nearest by its letters, far below any real evidence. */
export const fewestMatches = 3;
const mostByLetters = 0.04;

export function withNearest(
  standings: readonly Standing[],
  open: readonly number[],
  nearness: (index: number) => number,
): Standing[] {
  if (standings.length >= fewestMatches) return [...standings];
  const known = new Set(standings.map((standing) => standing.index));
  const others = open
    .filter((index) => !known.has(index) && nearness(index) > 0)
    .map((index) => ({ ...nothingYet, index, points: mostByLetters * nearness(index) }))
    .sort((one, other) => other.points - one.points || one.index - other.index);
  return [...standings, ...others.slice(0, fewestMatches - standings.length)];
}

const enough = 0.5;
const besideSpecific = 0.5;

/** The specific clause, not its parent: a general clause steps back where something specific holds about as much. */
function specificFirst(clauses: readonly RankedClause[], standings: readonly Standing[]): Standing[] {
  let best = 0;
  const childBest = new Map<string, number>();
  for (const { index, points } of standings) {
    const clause = clauses[index];
    if (!clause || clause.umbrella) continue;
    best = Math.max(best, points);
    if (clause.parent) childBest.set(clause.parent, Math.max(points, childBest.get(clause.parent) ?? 0));
  }
  return standings.map((standing) => {
    const clause = clauses[standing.index];
    if (!clause) return standing;
    const specific = Math.max(childBest.get(clause.ref) ?? 0, clause.umbrella ? best : 0);
    return specific >= enough * standing.points ? { ...standing, points: standing.points * besideSpecific } : standing;
  });
}

export const mostMatches = 5;
const otherCollection = 0.5;

/**
 * At most five; a clause that is named by its own keywords stands before one that a text is merely like. Where another
 * collection of the platform also speaks to it (WeChat's two), its best clause is among them.
 */
export function shortList(clauses: readonly RankedClause[], standings: readonly Standing[]): Standing[] {
  const list = standings.slice(0, mostMatches);
  const documents = new Set(list.map((standing) => clauses[standing.index]?.document));
  const other = fromOtherCollection(clauses, standings, documents);
  if (other) list[mostMatches - 1] = other;
  const named = standings.slice(mostMatches).find(({ contributions }) => contributions.some(isKeyword));
  if (named && !other && list.at(-1)?.contributions.length === 0) list[mostMatches - 1] = named;
  return list;
}

/** The best clause of a collection that is not among `documents`, where it says half as much as the best of all. */
export function fromOtherCollection(
  clauses: readonly RankedClause[],
  standings: readonly Standing[],
  documents: ReadonlySet<string | undefined>,
): Standing | undefined {
  const least = otherCollection * (standings[0]?.points ?? 0);
  return standings.find(({ index, points }) => points >= least && !documents.has(clauses[index]?.document));
}

function isKeyword({ code }: Contribution): boolean {
  return code === "keyword";
}

/** Points at which a suggestion is as often right as wrong, and how fast its odds grow; docs/decisions/0003. */
const evenOdds = 0.75;
const growth = 1.5;

/** Points as the share of such suggestions that are right. */
export function scoreOf(points: number): number {
  const odds = (Math.max(0, points) / evenOdds) ** growth;
  return Math.round((1000 * odds) / (1 + odds)) / 1000;
}
