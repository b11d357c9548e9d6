import { isHan } from "./characters.rules";
import type { Scanner } from "./compile.rules";
import type { Compact, Emit } from "./scan.rules";

/** One syllable of a text, as a character or spelled out. */
type Unit = { sound: string; from: number; to: number; char: string | null };

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

const soundsOf = new WeakMap<Scanner, ReadonlySet<string>>();

function soundsIn(scanner: Scanner): ReadonlySet<string> {
  const known = soundsOf.get(scanner);
  if (known) return known;
  const sounds = new Set(scanner.syllableOf.values());
  soundsOf.set(scanner, sounds);
  return sounds;
}

/** Terms of which a part is spelled in pinyin (死全jia), while at least one character is written as it is. */
export function emitSpelledParts(scanner: Scanner, compact: Compact, emit: Emit): void {
  const units = unitsOf(compact, scanner.syllableOf, soundsIn(scanner));
  if (!units) return;
  for (let first = 0; first + 1 < units.length; first += 1) {
    const candidates = scanner.sounds.get(`${units[first]?.sound} ${units[first + 1]?.sound}`) ?? [];
    for (const { syllables, term, written } of candidates) {
      const part = units.slice(first, first + syllables.length);
      if (part.length < syllables.length || !isMixed(part, syllables, written)) continue;
      const from = compact.at[part[0]?.from ?? 0] ?? 0;
      emit(term.targets, from, (compact.at[(part.at(-1)?.to ?? 1) - 1] ?? from) + 1, "homophone", 0.9);
    }
  }
}

function isMixed(part: readonly Unit[], syllables: readonly string[], written: string): boolean {
  if (!part.every(({ sound }, index) => sound === syllables[index])) return false;
  const isWritten = part.some(({ char }, index) => char !== null && isHan(char) && char === written.charAt(index));
  return isWritten && part.some(({ char }) => char === null);
}
