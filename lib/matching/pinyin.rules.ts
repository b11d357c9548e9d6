import type { Scanner, Target } from "./compile.rules";
import type { Compact, Emit } from "./scan.rules";

/** One syllable of a text, as a character or spelled out. */
type Unit = { sound: string; from: number; to: number; char: string | null };
type SpelledTerm = { written: string; syllables: readonly string[]; targets: readonly Target[] };

const latinRun = /[a-z]/;
const longestSyllable = 6;

/** A spelled syllable from `start`, if the whole run of letters is one; a space or sign in the original ends a run too. */
function runEnd({ text, at }: Compact, start: number): number {
  let end = start + 1;
  while (end < text.length && latinRun.test(text.charAt(end)) && at[end] === (at[end - 1] ?? 0) + 1) end += 1;
  return end;
}

/** Characters and spelled syllables in order; null where nothing is spelled, which is nearly always. */
function unitsOf(compact: Compact, syllableOf: ReadonlyMap<string, string>, sounds: ReadonlySet<string>) {
  const units: Unit[] = [];
  let isSpelled = false;
  for (let start = 0; start < compact.text.length; ) {
    const char = compact.text.charAt(start);
    if (!latinRun.test(char)) {
      units.push({ sound: syllableOf.get(char) ?? "", from: start, to: start + 1, char });
      start += 1;
      continue;
    }
    const end = runEnd(compact, start);
    const run = end - start <= longestSyllable ? compact.text.slice(start, end) : "";
    const isSyllable = run.length > 1 && sounds.has(run);
    isSpelled ||= isSyllable;
    units.push({ sound: isSyllable ? run : "", from: start, to: end, char: null });
    start = end;
  }
  return isSpelled ? units : null;
}

type Spelling = { sounds: ReadonlySet<string>; terms: ReadonlyMap<string, readonly SpelledTerm[]> };
const spellingOf = new WeakMap<Scanner, Spelling>();

/** The Chinese terms of a scanner by their first and by their second character; made when a text first spells something. */
function spellingIn(scanner: Scanner): Spelling {
  const known = spellingOf.get(scanner);
  if (known) return known;
  const terms = new Map<string, SpelledTerm[]>();
  for (const list of scanner.han.values()) {
    for (const { parts, targets } of list) {
      const [written = ""] = parts;
      const syllables = Array.from(written, (char) => scanner.syllableOf.get(char) ?? "");
      if (parts.length > 1 || syllables.length < 2 || syllables.includes("")) continue;
      for (const place of [0, 1]) {
        const key = `${place}${written.charAt(place)}`;
        terms.set(key, [...(terms.get(key) ?? []), { written, syllables, targets }]);
      }
    }
  }
  const spelling = { sounds: new Set(scanner.syllableOf.values()), terms };
  spellingOf.set(scanner, spelling);
  return spelling;
}

/** Terms of which a part is spelled in pinyin (死全jia, 手机hao), while at least one character is written as it is. */
export function emitSpelledParts(scanner: Scanner, compact: Compact, emit: Emit): void {
  const { sounds, terms } = spellingIn(scanner);
  const units = unitsOf(compact, scanner.syllableOf, sounds);
  if (!units) return;
  for (const [first, unit] of units.entries()) {
    const key = unit.char === null ? `1${units[first + 1]?.char ?? ""}` : `0${unit.char}`;
    for (const term of terms.get(key) ?? []) {
      const part = units.slice(first, first + term.syllables.length);
      if (part.length < term.syllables.length || !isMixed(part, term)) continue;
      const from = compact.at[part[0]?.from ?? 0] ?? 0;
      emit(term.targets, from, (compact.at[(part.at(-1)?.to ?? 1) - 1] ?? from) + 1, "homophone", 0.9);
    }
  }
}

/** Every unit sounds as its character should, at least one is spelled and one written as it is. */
function isMixed(part: readonly Unit[], { syllables, written }: SpelledTerm): boolean {
  if (!part.every(({ sound }, index) => sound === syllables[index])) return false;
  return part.some(({ char }) => char === null) && part.some(({ char }, index) => char === written.charAt(index));
}
