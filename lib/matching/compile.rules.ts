import { isHan } from "./characters.rules";
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

type Builder = Scanner & {
  lemmas: Map<string, number>;
  phraseByKey: Map<string, LatinPhrase>;
  hanByKey: Map<string, HanTerm>;
};

function emptyBuilder(homophones: SharedLexicon["homophones"]): Builder {
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
    phraseByKey: new Map(),
    hanByKey: new Map(),
  };
}

/** Builds the index. Groups are numbered in the order given. */
export function compileScanner(vocabulary: Vocabulary, homophones: SharedLexicon["homophones"] = {}): Scanner {
  const builder = emptyBuilder(homophones);
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
  for (const surface of builder.surfaces.keys()) {
    if (surface.length < 3) continue;
    push(builder.byShape, `${surface.charAt(0)}${surface.length}`, surface);
  }
  // What only building needs is let go: there is a scanner a platform, and they stay.
  const { lemmas, phraseByKey, hanByKey, ...scanner } = builder;
  return scanner;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function addTerm(builder: Builder, term: Term, target: Target, evasive: boolean): void {
  if (term.script === "latin") {
    addLatin(builder, term.steps, target);
    return;
  }
  const key = term.parts.join("..");
  let han = builder.hanByKey.get(key);
  if (!han) {
    han = { parts: term.parts, targets: [] };
    builder.hanByKey.set(key, han);
    const first = term.parts[0] ?? "";
    push(builder.han, first.slice(0, 2), han);
  }
  han.targets.push(target);
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
  const key = lemmas.join(" ");
  let phrase = builder.phraseByKey.get(key);
  const first = lemmas[0];
  if (!phrase && typeof first === "number") {
    phrase = { lemmas, targets: [] };
    builder.phraseByKey.set(key, phrase);
    push(builder.phrases, first, phrase);
  }
  phrase?.targets.push(target);
}

function lemmaOf(builder: Builder, word: string, exact: boolean): number {
  const name = exact ? `=${word}` : word;
  const known = builder.lemmas.get(name);
  if (known !== undefined) return known;
  const number = builder.lemmas.size;
  builder.lemmas.set(name, number);
  for (const surface of exact ? [word] : formsOf(word)) push(builder.surfaces, surface, number);
  return number;
}
