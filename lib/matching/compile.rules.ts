import { isHan } from "./characters.rules";
import { LayeredMap } from "./layered-map.rules";
import type { SharedLexicon, WordGroup } from "./lexicon.contract";
import { readTerm, type Step, type Term } from "./terms.rules";
import { formsOf } from "./words.rules";

/** What meeting a term means: it belongs to a group (by number), or shields a group's words from being counted. */
export type Target = { group: number; weight: number; guard: boolean };
export type LatinPhrase = { lemmas: readonly (number | "gap")[]; targets: Target[] };
export type HanTerm = { parts: readonly string[]; targets: Target[] };

/** All terms of one platform, indexed for one pass over a text. */
export type Scanner = {
  names: string[];
  evasive: boolean[];
  /** Surface form -> base words it may be. */
  surfaces: Map<string, number[]>;
  phrases: Map<number, LatinPhrase[]>;
  han: Map<string, HanTerm[]>;
  /** First two syllables -> terms that homophones may stand for. */
  sounds: Map<string, { syllables: string[]; term: HanTerm; written: string }[]>;
  syllableOf: Map<string, string>;
  /** Masked words (f*ck) are looked up by first letter and length. */
  byShape: Map<string, string[]>;
};

export type Vocabulary = { name: string; group: Pick<WordGroup, "en" | "zh" | "guards" | "evasive"> }[];

/** A scanner that another may stand on: `lemmas` are the numbers of its base words. */
export type Compiled = Scanner & { lemmas: Map<string, number> };

function emptyScanner(homophones: SharedLexicon["homophones"]): Compiled {
  const syllableOf = new Map<string, string>();
  for (const [syllable, chars] of Object.entries(homophones)) for (const char of chars) syllableOf.set(char, syllable);
  return {
    names: [],
    evasive: [],
    surfaces: new Map(),
    phrases: new Map(),
    han: new Map(),
    sounds: new Map(),
    syllableOf,
    byShape: new Map(),
    lemmas: new Map(),
  };
}

/** Builds the index. Groups are numbered in the order given. */
export function compileScanner(vocabulary: Vocabulary, homophones: SharedLexicon["homophones"] = {}): Compiled {
  return compiled(emptyScanner(homophones), vocabulary);
}

/**
 * The scanner that `compileScanner` would build from the words of `under` and these after them. It stands on `under`, which
 * stays as it is and is kept in memory once for all that do.
 */
export function extendScanner(under: Compiled, vocabulary: Vocabulary): Scanner {
  const empty: Compiled = {
    names: [...under.names],
    evasive: [...under.evasive],
    surfaces: new LayeredMap(under.surfaces),
    phrases: new LayeredMap(under.phrases),
    han: new LayeredMap(under.han),
    sounds: new LayeredMap(under.sounds),
    syllableOf: under.syllableOf,
    byShape: new LayeredMap(under.byShape),
    lemmas: new LayeredMap(under.lemmas),
  };
  const { lemmas, ...scanner } = compiled(empty, vocabulary, under);
  return scanner;
}

function compiled(scanner: Compiled, vocabulary: Vocabulary, under: Compiled | null = null): Compiled {
  const counter = { next: under?.lemmas.size ?? 0, newSurfaces: [] as string[] };
  const builder = { ...scanner, counter };
  for (const { name, group } of vocabulary) {
    const number = builder.names.push(name) - 1;
    builder.evasive.push(group.evasive);
    for (const source of [...group.en, ...group.zh]) {
      for (const term of readTerm(source))
        addTerm(builder, term, { group: number, weight: term.weight, guard: false }, group.evasive);
    }
    for (const source of group.guards) {
      for (const term of readTerm(source)) addTerm(builder, term, { group: number, weight: 1, guard: true }, false);
    }
  }
  for (const surface of counter.newSurfaces)
    if (surface.length >= 3) push(builder.byShape, `${surface.charAt(0)}${surface.length}`, surface);
  return scanner;
}

type Builder = Compiled & { counter: { next: number; newSurfaces: string[] } };

/** The list of a key, to be changed: where it is another scanner's, a copy of it. */
function ownList<K, V>(map: Map<K, V[]>, key: K): V[] {
  const known = map.get(key);
  if (known && !(map instanceof LayeredMap && !map.isOwn(key))) return known;
  const list = [...(known ?? [])];
  map.set(key, list);
  return list;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  ownList(map, key).push(value);
}

/** Adds a target to the entry that `isIt` knows, or to `fresh` at the end. Entries may be another scanner's: they are replaced. */
function addTarget<K, V extends { targets: Target[] }>(
  map: Map<K, V[]>,
  key: K,
  { isIt, fresh, target }: { isIt: (entry: V) => boolean; fresh: V; target: Target },
): void {
  const list = ownList(map, key);
  const at = list.findIndex(isIt);
  const known = list[at];
  if (!known) list.push({ ...fresh, targets: [target] });
  else if (map instanceof LayeredMap) list[at] = { ...known, targets: [...known.targets, target] };
  else known.targets.push(target);
}

function addTerm(builder: Builder, term: Term, target: Target, evasive: boolean): void {
  if (term.script === "latin") {
    addLatin(builder, term.steps, target);
    return;
  }
  const key = term.parts.join("..");
  const isIt = ({ parts }: HanTerm) => parts.join("..") === key;
  const fresh = { parts: term.parts, targets: [] };
  addTarget(builder.han, (term.parts[0] ?? "").slice(0, 2), { isIt, fresh, target });
  if (evasive && term.parts.length === 1) addSounds(builder, key, { parts: term.parts, targets: [target] }, target);
}

/** Homophones (薇信) and pinyin spelling (weixin, wei xin) of terms that people disguise. */
function addSounds(builder: Builder, written: string, term: HanTerm, target: Target): void {
  const chars = Array.from(written);
  const syllables = chars.map((char) => builder.syllableOf.get(char) ?? "");
  if (chars.length < 2 || !chars.every(isHan) || syllables.includes("")) return;
  push(builder.sounds, `${syllables[0]} ${syllables[1]}`, { syllables, term, written });
  if (syllables.join("").length < 5) return;
  const spelled = { ...target, weight: target.weight * 0.9 };
  addLatin(builder, [{ word: syllables.join(""), exact: true }], spelled);
  addLatin(
    builder,
    syllables.map((word) => ({ word, exact: true })),
    spelled,
  );
}

function addLatin(builder: Builder, steps: readonly Step[], target: Target): void {
  const lemmas = steps.map((step) => (step === "gap" ? step : lemmaOf(builder, step.word, step.exact)));
  const [first] = lemmas;
  if (typeof first !== "number") return;
  const isIt = (phrase: LatinPhrase) =>
    phrase.lemmas.length === lemmas.length && phrase.lemmas.every((lemma, at) => lemma === lemmas[at]);
  addTarget(builder.phrases, first, { isIt, fresh: { lemmas, targets: [] }, target });
}

function lemmaOf(builder: Builder, word: string, exact: boolean): number {
  const name = exact ? `=${word}` : word;
  const known = builder.lemmas.get(name);
  if (known !== undefined) return known;
  const number = builder.counter.next;
  builder.counter.next += 1;
  builder.lemmas.set(name, number);
  for (const surface of exact ? [word] : formsOf(word)) {
    if (!builder.surfaces.has(surface)) builder.counter.newSurfaces.push(surface);
    push(builder.surfaces, surface, number);
  }
  return number;
}
