import { dayIn, parsePossibleDay } from "@/lib/platform/time.rules";
import { clausesToSuggest, documentsWithoutText, versionGoverning } from "@/lib/policy/governing.rules";
import { alikeEvidence, isProof } from "./alike.rules";
import { type Analysis, analyse } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import { type ContextKind, ownWords } from "./context.rules";
import type { ClauseMatch, Evidence, MatchField, MatchInput, MatchNote, MatchOutput } from "./contract";
import { evidenceFor } from "./evidence.rules";
import { type LikedClauses, likeExamples } from "./examples.rules";
import { exceptionsFor } from "./exceptions.rules";
import { indexLetters, nearnessByLetters } from "./nearest.rules";
import { withoutLinks } from "./patterns.rules";
import { provenFirst } from "./proven.rules";
import { type FieldInput, fewestMatches, rank, type Standing, scoreOf, shortList, withNearest } from "./rank.rules";
import { similarity } from "./similarity.rules";
import { kindsIn, toldIn } from "./told.rules";
import { isUnreadable } from "./unreadable.rules";

/**
 * From this score a suggestion is made with confidence (Q24). Higher than even: of harmless texts at most one in ten may
 * be flagged with confidence, and there "more often right than wrong" is not enough; docs/decisions/0003.
 */
export const confidentFrom = 0.72;
/** Other languages are matched by patterns and loan words only, so a score is worth less there. */
const foreignDiscount = 0.6;
/**
 * Likeness in mere pieces of words, with no word to point at, says no more than this; less where there are few words: "hi"
 * is like whatever begins with it. Chosen so that a score still says how often it is right (docs/decisions/0003).
 */
const mostUnproven = 0.45;
const mostUnprovenOfFew = 0.2;
const fewWords = 3;
const mostScopes = 500;

/** What was read of an input, before it is put into words. */
export type Weighed = {
  day: string;
  fields: readonly FieldInput[];
  allowed: ReadonlySet<string>;
  standings: readonly Standing[];
};

/** Refs that may be suggested for this date, role, surface and place (Q20). */
function allowedRefs(matcher: Matcher, input: MatchInput, day: string): Set<string> {
  const key = [day, input.role, input.surface, input.jurisdiction].join("|");
  const known = matcher.allowed.get(key);
  if (known) return known;
  const scope = {
    day,
    role: input.role ?? undefined,
    surface: input.surface ?? undefined,
    jurisdiction: input.jurisdiction ?? undefined,
  };
  const refs = new Set(clausesToSuggest(matcher.pack, scope).map((clause) => clause.ref));
  if (matcher.allowed.size >= mostScopes) matcher.allowed.clear();
  matcher.allowed.set(key, refs);
  return refs;
}

/** Nothing is like it: an address alone has pieces of words ("https", "example") and says nothing by them. */
const likeNothing: LikedClauses = { clauses: new Map(), harmless: 0 };

function isOnlyLinks(plain: string): boolean {
  const rest = withoutLinks(plain);
  return rest !== plain && !/\p{L}/u.test(rest);
}

/** The contexts of an example, read when a text is first like it. */
function kindsOf({ scanner, exampleKinds }: Matcher, text: string): ReadonlySet<ContextKind> {
  const known = exampleKinds.get(text);
  if (known) return known;
  const kinds = kindsIn(scanner, text);
  exampleKinds.set(text, kinds);
  return kinds;
}

function fieldsOf(matcher: Matcher, input: MatchInput): FieldInput[] {
  const fields: [MatchField, string | null | undefined][] = [
    ["text", input.text],
    ["explanation", input.explanation],
  ];
  return fields.flatMap(([field, original]) => {
    if (!original?.trim()) return [];
    const analysis = analyse(matcher.scanner, matcher.traits, field, original);
    // Nothing but characters that show nothing.
    if (!analysis.normalised.text.trim()) return [];
    if (isOnlyLinks(analysis.normalised.text)) return [{ analysis, similar: new Map(), liked: likeNothing }];
    const own = ownWords(original);
    const told = toldIn(analysis);
    const similar = similarity(matcher.wording, analysis.normalised.text, told);
    const read = own === original ? analysis : null;
    const liked = likeExamples(matcher.examples, own, read, { told, kindsOf: (text) => kindsOf(matcher, text) });
    return [{ analysis, similar, liked }];
  });
}

function notesFor(matcher: Matcher, fields: readonly FieldInput[], day: string, foreign: boolean): MatchNote[] {
  const notes: MatchNote[] = [];
  if (documentsWithoutText(matcher.pack, day).length > 0) notes.push("no-recorded-version");
  if (fields.length === 0) notes.push("nothing-to-read");
  if (foreign) notes.push("language-not-covered");
  if (fields.some(({ analysis }) => analysis.cut)) notes.push("only-the-beginning-was-read");
  return notes;
}

/** What `lang` may say without speaking against the lexicon: its languages, and that there are several or none known. */
const coveredLanguages: readonly string[] = ["en", "zh", "cmn", "yue", "mixed", "mul", "und"];

/**
 * Nothing that was written is in a language the lexicon covers, it is said to be in another, or the content is no writing at
 * all: a word that stands in noise by chance is nothing to be confident of.
 */
function isForeign(fields: readonly FieldInput[], lang: string | null | undefined): boolean {
  const said = lang?.split(/[-_]/)[0]?.toLowerCase();
  if (fields.length > 0 && said && !coveredLanguages.includes(said)) return true;
  if (fields.some(({ analysis }) => analysis.field === "text" && isUnreadable(analysis.normalised.original)))
    return true;
  const languages = fields.map(({ analysis }) => analysis.language).filter((language) => language !== "none");
  return languages.length > 0 && languages.every((language) => language === "other");
}

const isProven = ({ evidence }: Pick<ClauseMatch, "evidence">): boolean => evidence.some(isProof);

/** Where nothing can be pointed at there is nothing that a moderator could check. */
function isConfident(best: ClauseMatch): boolean {
  return isProven(best) && best.score >= confidentFrom;
}

/** Holds back what no evidence speaks for, but never below what stands after it: the order stays. */
function withinProof(matches: readonly ClauseMatch[], most: number): ClauseMatch[] {
  let after = 0;
  return matches
    .toReversed()
    .map((one) => {
      const score = isProven(one) ? one.score : Math.min(one.score, Math.max(most, after));
      after = Math.max(after, score);
      return { ...one, score };
    })
    .toReversed();
}

/** To a thousandth, as `scoreOf` gives it. */
function roundedScore(score: number): number {
  return Math.round(1000 * score) / 1000;
}

/** Every clause in force and in scope that has something to say for it, and what was read to find it. */
export function weigh(matcher: Matcher, input: MatchInput, now: Date): Weighed {
  const { zone } = matcher.pack;
  const day = input.contentDate ? parsePossibleDay(input.contentDate, zone).day : dayIn(now, zone);
  const fields = fieldsOf(matcher, input);
  const allowed = allowedRefs(matcher, input, day);
  return { day, fields, allowed, standings: standingsFor(matcher, fields, allowed) };
}

/** The score of every clause that has any, by ref: for learning on top of the lexicon, where five are not enough. */
export function coldScores({ clauses }: Matcher, { standings }: Weighed): Map<string, number> {
  return new Map(standings.map(({ index, points }) => [clauses[index]?.ref ?? "", scoreOf(points)]));
}

/**
 * Candidate clauses for a text, best first, with what speaks for them. Pure: `now` only dates content without a date.
 * Throws `UnreadableDate` for a date that is none.
 */
export function match(matcher: Matcher, input: MatchInput, now: Date): MatchOutput {
  return toOutput(matcher, input, weigh(matcher, input, now));
}

/** What the matcher says of its own limits. */
export function notesOn(matcher: Matcher, input: MatchInput, { fields, day }: Weighed): MatchNote[] {
  return notesFor(matcher, fields, day, isForeign(fields, input.lang));
}

/** What was weighed, as an answer. */
export function toOutput(matcher: Matcher, input: MatchInput, weighed: Weighed): MatchOutput {
  const { fields, standings, day } = weighed;
  const foreign = isForeign(fields, input.lang);
  const factor = foreign ? foreignDiscount : 1;
  const found = shortList(matcher.clauses, standings)
    .flatMap((standing) => toMatch(matcher, standing, weighed))
    .filter(({ evidence }) => evidence.length > 0)
    .map((one) => ({ ...one, score: roundedScore(one.score * factor) }));
  const isShort = fields.every(({ analysis }) => analysis.wordCount <= fewWords);
  const matches = withinProof(found, isShort ? mostUnprovenOfFew : mostUnproven);
  return {
    id: input.id ?? null,
    version: matches[0]?.version ?? firstVersion(matcher, day),
    matches,
    confident: matches[0] !== undefined && isConfident(matches[0]),
    notes: notesFor(matcher, fields, day, foreign),
  };
}

/** Clauses with something to say for them and, where they are few, the nearest others by their letters. */
function standingsFor(matcher: Matcher, fields: readonly FieldInput[], allowed: ReadonlySet<string>): Standing[] {
  const isShort = fields.every(({ analysis }) => analysis.wordCount <= fewWords);
  const ranked = rank(matcher.clauses, matcher.themes, fields, allowed);
  const standings = isShort ? provenFirst(ranked) : ranked;
  if (fields.length === 0 || standings.length >= fewestMatches) return standings;
  matcher.letters ??= indexLetters(matcher.documents);
  const nearness = nearnessByLetters(
    matcher.letters,
    fields.map(({ analysis }) => analysis.normalised.text).join("\n"),
  );
  const open = matcher.clauses.flatMap((clause, index) => (allowed.has(clause.ref) ? [index] : []));
  return withNearest(standings, open, (index) => nearness.get(index) ?? 0);
}

function firstVersion(matcher: Matcher, day: string): string | null {
  for (const document of matcher.pack.documents) {
    const version = versionGoverning(matcher.pack, document.id, day);
    if (version) return version.id;
  }
  return null;
}

/** What a clause without evidence was ranked by: an example that the text is like, or else the letters of its own wording. */
function merelyAlike(matcher: Matcher, { index, examples, points }: Standing, fields: ReadFields): Evidence[] {
  const liked = examples.find(({ nearest }) => nearest !== "");
  const written = [fields.text, fields.explanation].find((one) => one && one.original.trim() !== "");
  const read = liked ? fields[liked.field] : written;
  if (!read || points <= 0) return [];
  const clause = matcher.pack.clauses.find(({ ref }) => ref === matcher.clauses[index]?.ref);
  const like = liked?.nearest ?? clause?.title ?? "";
  const code = liked ? "alike-example" : "alike-wording";
  return alikeEvidence({ code, like, words: liked ? like : (matcher.documents[index] ?? "") }, read);
}

type ReadFields = Partial<Record<MatchField, Analysis>>;

/** A standing in words: the clause in the version that governs the day, with its evidence; none where no version does. */
export function toMatch(matcher: Matcher, standing: Standing, { fields, day }: Weighed): ClauseMatch[] {
  const ranked = matcher.clauses[standing.index];
  const clause = matcher.pack.clauses.find((candidate) => candidate.ref === ranked?.ref);
  const version = clause && versionGoverning(matcher.pack, clause.document, day);
  if (!clause || !version) return [];
  const byField: ReadFields = {};
  for (const { analysis } of fields) byField[analysis.field] = analysis;
  const proof = evidenceFor(standing, byField, matcher.scanner.names);
  const evidence = proof.length > 0 ? proof : merelyAlike(matcher, standing, byField);
  const known = matcher.exceptions.get(clause.ref) ?? [];
  const exceptions = known.length > 0 ? { exceptions: exceptionsFor(known, byField) } : {};
  const score = scoreOf(standing.points);
  return [{ ref: clause.ref, title: clause.title, score, version: version.id, evidence, ...exceptions }];
}
