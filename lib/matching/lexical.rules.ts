import { type Analysis, analyse, type GroupTraits } from "./analyse.rules";
import { type Compiled, compileScanner } from "./compile.rules";
import type { MatchField } from "./contract";
import { disguisedWords } from "./disguise.rules";
import type { SharedLexicon } from "./lexicon.contract";
import { patternNames } from "./patterns.rules";
import { addUp, fire, type ReadSignal, readSignal } from "./signals.rules";

/**
 * Reads a text with the words that all platforms share: which groups are met and which themes they make. For learning, so
 * that what the lexicon knows ("this is an offer", "this is an insult") need not be learned anew from decisions.
 */
export type LexicalReader = {
  shared: SharedLexicon;
  scanner: Compiled;
  traits: GroupTraits[];
  themes: ReadSignal[][];
  /** How many numbers `lexicalSigns` may give: groups, then themes. */
  width: number;
};

const bare = { en: [], zh: [], guards: [], evasive: false };

const readers = new WeakMap<SharedLexicon, LexicalReader>();

/** The reader of these words; built once, for every platform's matcher stands on its scanner. */
export function lexicalReader(shared: SharedLexicon): LexicalReader {
  const known = readers.get(shared);
  if (known) return known;
  const built = buildReader(shared);
  readers.set(shared, built);
  return built;
}

function buildReader(shared: SharedLexicon): LexicalReader {
  const vocabulary = [
    ...patternNames.map((name) => ({ name: `#${name}`, group: bare })),
    ...Object.entries(shared.groups).map(([name, group]) => ({ name, group })),
  ];
  const scanner = compileScanner(vocabulary, shared.homophones);
  const numberOf = new Map(scanner.names.map((name, index) => [name, index]));
  const themes = Object.values(shared.themes).map((signals) => signals.map((signal) => readSignal(signal, numberOf)));
  const traits = scanner.names.map((name) => ({ describes: shared.groups[name]?.describes ?? false }));
  return { shared, scanner, traits, themes, width: scanner.names.length + themes.length };
}

/**
 * What a matcher made of a text, if this reader would make the same of it: both were built with the same words, which have
 * the same numbers in both, and the matcher's own keywords have not changed which words are seen as disguised. Null: the
 * reader has to read it itself.
 */
export function readBefore(reader: LexicalReader, shared: SharedLexicon, analysis: Analysis): Analysis | null {
  if (reader.shared !== shared || analysis.cut) return null;
  const hidden = disguisedWords(reader.scanner, analysis.normalised.text);
  const isSame =
    hidden.length === analysis.hidden.length &&
    hidden.every((one, at) => {
      const other = analysis.hidden[at];
      return (
        one.from === other?.from && one.to === other.to && one.word === other.word && one.disguise === other.disguise
      );
    });
  return isSame ? analysis : null;
}

/**
 * What is met in a text, as [number below `width`, strength between -1 and 1]. Negated or quoted words count less.
 * @param read the text as `readBefore` gives it; groups beyond the reader's own are another's keywords
 */
export function lexicalSigns(
  reader: LexicalReader,
  field: MatchField,
  text: string,
  read: Analysis | null = null,
): [sign: number, value: number][] {
  const { byGroup } = read ?? analyse(reader.scanner, reader.traits, field, text);
  const own = reader.scanner.names.length;
  const signs: [number, number][] = [];
  for (const [group, hits] of byGroup)
    if (group < own) signs.push([group, Math.tanh(addUp(hits.map(({ strength }) => strength)))]);
  for (const [theme, signals] of reader.themes.entries()) {
    const points = addUp(signals.map((signal) => fire(signal, byGroup)?.points ?? 0));
    if (points !== 0) signs.push([reader.scanner.names.length + theme, Math.tanh(points)]);
  }
  return signs;
}
