import { analyse, type GroupTraits } from "./analyse.rules";
import { compileScanner, type Scanner } from "./compile.rules";
import type { MatchField } from "./contract";
import type { SharedLexicon } from "./lexicon.contract";
import { patternNames } from "./patterns.rules";
import { addUp, fire, type ReadSignal, readSignal } from "./signals.rules";

/**
 * Reads a text with the words that all platforms share: which groups are met and which themes they make. For learning, so
 * that what the lexicon knows ("this is an offer", "this is an insult") need not be learned anew from decisions.
 */
export type LexicalReader = {
  scanner: Scanner;
  traits: GroupTraits[];
  themes: ReadSignal[][];
  /** How many numbers `lexicalSigns` may give: groups, then themes. */
  width: number;
};

const bare = { en: [], zh: [], guards: [], evasive: false };

export function lexicalReader(shared: SharedLexicon): LexicalReader {
  const vocabulary = [
    ...patternNames.map((name) => ({ name: `#${name}`, group: bare })),
    ...Object.entries(shared.groups).map(([name, group]) => ({ name, group })),
  ];
  const scanner = compileScanner(vocabulary, shared.homophones);
  const numberOf = new Map(scanner.names.map((name, index) => [name, index]));
  const themes = Object.values(shared.themes).map((signals) => signals.map((signal) => readSignal(signal, numberOf)));
  const traits = scanner.names.map((name) => ({ describes: shared.groups[name]?.describes ?? false }));
  return { scanner, traits, themes, width: scanner.names.length + themes.length };
}

/** What is met in a text, as [number below `width`, strength between -1 and 1]. Negated or quoted words count less. */
export function lexicalSigns(reader: LexicalReader, field: MatchField, text: string): [sign: number, value: number][] {
  const { byGroup } = analyse(reader.scanner, reader.traits, field, text);
  const signs: [number, number][] = [];
  for (const [group, hits] of byGroup) signs.push([group, Math.tanh(addUp(hits.map(({ strength }) => strength)))]);
  for (const [theme, signals] of reader.themes.entries()) {
    const points = addUp(signals.map((signal) => fire(signal, byGroup)?.points ?? 0));
    if (points !== 0) signs.push([reader.scanner.names.length + theme, Math.tanh(points)]);
  }
  return signs;
}
