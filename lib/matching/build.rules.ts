import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { GroupTraits } from "./analyse.rules";
import { extendScanner, type Scanner, type Vocabulary } from "./compile.rules";
import type { ContextKind } from "./context.rules";
import { type ExampleIndex, indexExamples } from "./examples.rules";
import { exceptionVocabulary, type KnownException, knownExceptions } from "./exceptions.rules";
import { lexicalReader } from "./lexical.rules";
import type {
  ClauseExamples,
  ClauseLexicon,
  ExceptionLexicon,
  PlatformLexicon,
  SharedLexicon,
} from "./lexicon.contract";
import type { LetterIndex } from "./nearest.rules";
import { normalise } from "./normalise.rules";
import type { RankedClause } from "./rank.rules";
import { type ReadSignal, readSignal } from "./signals.rules";
import { indexWording, type WordingIndex } from "./similarity.rules";
import { readTerm } from "./terms.rules";

/** A platform's clauses and lexicon, indexed once; a text then takes a few milliseconds at most. */
export type Matcher = {
  pack: PolicyPack;
  /** Names the rules, pack and lexicon that a suggestion came from; stored with it. */
  modelVersion: string;
  /** The words it was built with, whose groups have the first numbers of the scanner. */
  shared: SharedLexicon;
  scanner: Scanner;
  traits: GroupTraits[];
  clauses: RankedClause[];
  themes: ReadSignal[][];
  wording: WordingIndex;
  /** What clauses say, folded; `letters` is indexed from it when a text first needs it. */
  documents: string[];
  letters: LetterIndex | null;
  /** Texts that clauses cover, each with its clause's number; null: harmless all the same. */
  examples: ExampleIndex;
  /** The contexts that examples have themselves, by their text; filled as texts are found to be like them. */
  exampleKinds: Map<string, ReadonlySet<ContextKind>>;
  /** Which clauses may be suggested, by day, role, surface and place; filled as cases come. */
  allowed: Map<string, Set<string>>;
  /** The exceptions each clause knows, by its reference. */
  exceptions: Map<string, KnownException[]>;
};

/** Rises when the same lexicon would give other suggestions. */
const rulesVersion = "clause-matcher-11";

function fingerprint(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}

export type Lexicon = {
  shared: SharedLexicon;
  platform: PlatformLexicon;
  examples: ClauseExamples;
  exceptions?: ExceptionLexicon;
};

export const noLexicon: ClauseLexicon = { themes: {}, signals: [], keywords: {}, umbrella: false, sameAs: [] };
const bare = { en: [], zh: [], guards: [], evasive: false };

/** Points of a pack's keyword by how much it says: a phrase more than a word. */
export function keywordPoints(keyword: string, clause: Clause, lexicon: ClauseLexicon): number {
  const set = lexicon.keywords[keyword];
  if (set !== undefined) return set;
  const [term] = readTerm(keyword);
  if (!term) return 0;
  const byLength = term.script === "han" ? [0, 0.6, 1.0, 1.5, 1.9] : [0, 1.0, 1.6, 2.0];
  const length = term.script === "han" ? term.parts.join("").length : term.steps.length;
  const points = byLength[Math.min(length, byLength.length - 1)] ?? 1;
  return clause.kind === "general" ? points * 0.75 : points;
}

function keywordsOf(clause: Clause, lexicon: ClauseLexicon): { en: string[]; zh: string[] } {
  const { en, zh, zhHant } = clause.editorial.keywords;
  const weigh = (keyword: string): string =>
    `${keyword.replace(/[()^*]/g, " ")}^${keywordPoints(keyword, clause, lexicon)}`;
  const folded = new Set([...zh, ...zhHant].map((keyword) => normalise(keyword).text));
  return { en: en.map(weigh), zh: [...folded].map(weigh) };
}

/** The clause's own keywords, and those of the clauses that say the same. */
function keywordGroup(clause: Clause, clauses: readonly Clause[], platform: PlatformLexicon): Vocabulary[number] {
  const same = platform[clause.ref]?.sameAs ?? [];
  const sources = [clause, ...clauses.filter(({ ref }) => same.includes(ref))];
  const lists = sources.map((source) => keywordsOf(source, platform[source.ref] ?? noLexicon));
  const group = { ...bare, en: lists.flatMap(({ en }) => en), zh: lists.flatMap(({ zh }) => zh) };
  return { name: `clause:${clause.ref}`, group };
}

/** A clause that stands for several is named by the words of all of them: each says less for it than for the one it is from. */
const shareOfSeveral = 0.6;

/** Themes and signals of a clause with those of the clauses that say the same; of a theme in several its greatest weight. */
export function withSame(
  ref: string,
  platform: PlatformLexicon,
): Pick<ClauseLexicon, "themes" | "signals" | "umbrella"> {
  const own = platform[ref] ?? noLexicon;
  const themes = { ...own.themes };
  const signals = [...own.signals];
  const share = own.sameAs.length > 1 ? shareOfSeveral : 1;
  for (const other of own.sameAs.map((same) => platform[same] ?? noLexicon)) {
    for (const [name, weight] of Object.entries(other.themes))
      themes[name] = Math.max(share * weight, themes[name] ?? 0);
    signals.push(...other.signals);
  }
  return { themes, signals, umbrella: own.umbrella };
}

function wordingOf(clause: Clause): string {
  const { en, zh } = clause.editorial.keywords;
  const chinese = [clause.zh?.title, clause.zh?.summary, clause.titleZh?.hans];
  const parts = [clause.title, clause.summary, ...clause.elements, ...clause.conditions, ...en, ...zh, ...chinese];
  return normalise(parts.filter(Boolean).join(" . ")).text;
}

/**
 * Builds the matcher of one platform. Throws where the lexicon names a clause, group or theme that is not there: an editorial
 * mistake that must not wait for a case.
 */
export function buildMatcher(pack: PolicyPack, lexicon: Lexicon): Matcher {
  const { shared, platform, examples, exceptions = {} } = lexicon;
  const enforceable = pack.clauses.filter((clause) => clause.enforceable);
  checkRefs(pack.platform, enforceable, lexicon);
  checkParts(shared, platform);
  const reader = lexicalReader(shared);
  const documents = enforceable.map(wordingOf);
  const keywords = enforceable.map((clause) => keywordGroup(clause, enforceable, platform));
  const scanner = extendScanner(reader.scanner, [...keywords, ...exceptionVocabulary(exceptions)]);
  const clauses = rankedClauses(enforceable, lexicon, scanner.names);
  return {
    pack,
    modelVersion: `${rulesVersion}+${pack.platform}.${pack.revision}.${fingerprint(JSON.stringify([shared, platform, examples, exceptions]))}`,
    shared,
    scanner,
    traits: traitsOf(scanner, shared),
    clauses,
    themes: reader.themes,
    wording: indexWording(documents),
    documents,
    letters: null,
    examples: indexExamples(examplesOf(clauses, examples)),
    exampleKinds: new Map(),
    allowed: new Map(),
    exceptions: knownExceptions(pack, exceptions, scanner.names),
  };
}

function checkRefs(slug: string, enforceable: readonly Clause[], { platform, examples }: Lexicon): void {
  const refs = new Set(enforceable.map((clause) => clause.ref));
  const same = Object.values(platform).flatMap(({ sameAs }) => sameAs);
  const named = [...Object.keys(platform), ...same, ...Object.keys(examples).filter((ref) => ref !== "")];
  const astray = named.find((ref) => !refs.has(ref));
  if (astray) throw new Error(`The lexicon of ${slug} names ${astray}, which is no enforceable clause.`);
}

/** `names` are the scanner's groups, in the order of their numbers. */
function rankedClauses(enforceable: readonly Clause[], { shared, platform }: Lexicon, names: readonly string[]) {
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const themeNumber = new Map(Object.keys(shared.themes).map((name, index) => [name, index]));
  const parents = new Set(enforceable.map((clause) => clause.parent));
  return enforceable.map((clause): RankedClause => {
    const { themes, signals, umbrella } = withSame(clause.ref, platform);
    return {
      ref: clause.ref,
      document: clause.document,
      parent: clause.parent,
      umbrella: umbrella || clause.kind === "general" || parents.has(clause.ref),
      themes: Object.entries(themes).map(([name, weight]) => ({
        theme: themeOf(themeNumber, name, clause.ref),
        weight,
      })),
      signals: signals.map((signal) => readSignal(signal, numberOf)),
      keywords: numberOf.get(`clause:${clause.ref}`) ?? -1,
    };
  });
}

function examplesOf(clauses: readonly RankedClause[], examples: ClauseExamples) {
  const numberOf = new Map(clauses.map(({ ref }, index) => [ref, index]));
  return Object.entries(examples).flatMap(([ref, texts]) =>
    texts.map((text) => ({ text, clause: numberOf.get(ref) ?? null })),
  );
}

/** A group that says nothing alone must not be a signal alone. */
function checkParts(shared: SharedLexicon, platform: PlatformLexicon): void {
  const signals = [...Object.values(shared.themes), ...Object.values(platform).map((clause) => clause.signals)].flat();
  for (const [source, points] of signals) {
    const [wanted = ""] = source.split("!");
    if (points <= 0 || wanted.includes("&")) continue;
    const alone = wanted.split("|").find((name) => shared.groups[name.trim()]?.part);
    if (alone) throw new Error(`"${alone.trim()}" is part of a signal, never one alone (in "${source}").`);
  }
}

function themeOf(numbers: ReadonlyMap<string, number>, name: string, ref: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`The lexicon has no theme "${name}" (for ${ref}).`);
  return number;
}

function traitsOf(scanner: Scanner, shared: SharedLexicon): GroupTraits[] {
  return scanner.names.map((name) => ({
    describes: shared.groups[name]?.describes ?? false,
  }));
}
