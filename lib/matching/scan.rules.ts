import { isHan } from "./characters.rules";
import type { HanTerm, LatinPhrase, Scanner, Target } from "./compile.rules";
import { type Disguise, disguisedWords, type Found } from "./disguise.rules";
import type { Normalised } from "./normalise.rules";
import { emitSpelledParts } from "./pinyin.rules";
import { isCutOff, isItself, isOrdinaryWord } from "./segment.rules";

/** A term of a group met at [from, to) of the plain text. */
export type Hit = { group: number; from: number; to: number; weight: number; disguise: Disguise | null };
type Token = { text: string; from: number; to: number; lemmas: readonly number[]; disguise: Disguise | null };

const wordPattern = /[a-z0-9]+(?:'[a-z]+)*|[\p{L}\p{N}]+/gu;
const none: readonly number[] = [];
const longestGap = 2;
const longestHanGap = 8;

/** The words of a text that are not Chinese, disguises undone; `hidden` are the disguised ones, in order. */
function tokens(scanner: Scanner, normalised: Normalised, hidden: readonly Found[]): Token[] {
  const result: Token[] = [];
  let next = 0;
  const flush = (before: number): void => {
    for (let word = hidden[next]; word && word.from < before; word = hidden[next]) {
      next += 1;
      if (word.from < (result.at(-1)?.to ?? 0)) continue;
      result.push({ ...word, text: word.word, lemmas: scanner.surfaces.get(word.word) ?? none });
    }
  };
  for (const match of normalised.text.matchAll(wordPattern)) {
    const to = match.index + match[0].length;
    flush(match.index + 1);
    if (match.index < (result.at(-1)?.to ?? 0)) continue;
    result.push({
      text: match[0],
      from: match.index,
      to,
      lemmas: scanner.surfaces.get(match[0]) ?? none,
      disguise: null,
    });
  }
  flush(normalised.text.length + 1);
  return result;
}

/** Where the phrase ends (token after the last) if it stands at `start`, or -1. */
function phraseEnd(words: readonly Token[], start: number, phrase: LatinPhrase): number {
  let at = start;
  let slack = 0;
  for (const lemma of phrase.lemmas) {
    if (lemma === "gap") {
      slack = longestGap;
      continue;
    }
    let tried = 0;
    while (tried <= slack && !words[at + tried]?.lemmas.includes(lemma)) tried += 1;
    if (tried > slack) return -1;
    at += tried + 1;
    slack = 0;
  }
  return at;
}

function scanWords(scanner: Scanner, words: readonly Token[], emit: Emit): void {
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (!first) continue;
    for (const lemma of first.lemmas) {
      for (const phrase of scanner.phrases.get(lemma) ?? []) {
        const end = phraseEnd(words, at, phrase);
        const last = words[end - 1];
        if (end < 0 || !last) continue;
        const disguise = words.slice(at, end).find((word) => word.disguise)?.disguise ?? null;
        emit(phrase.targets, first.from, last.to, disguise, 1);
      }
    }
  }
}

export type Emit = (
  targets: readonly Target[],
  from: number,
  to: number,
  disguise: Disguise | null,
  factor: number,
) => void;

/** Chinese without what is put between characters to break words up (赌*博, 加 微 信); sentence marks stay and keep terms apart. */
export type Compact = { text: string; at: Int32Array };

const breaks = new Set('，。！？；：、,!?;:()（）[]【】《》「」"\n\r');

function compact(text: string): Compact {
  const at: number[] = [];
  let result = "";
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (!/[\p{L}\p{N}]/u.test(char) && !breaks.has(char)) continue;
    result += char;
    at.push(index);
  }
  return { text: result, at: Int32Array.from(at) };
}

/** Where `part` stands at most a gap after `at`, or -1; a text without it is not searched to its end at every step. */
function near(text: string, part: string, at: number): number {
  const found = text.slice(at, at + longestHanGap + part.length).indexOf(part);
  return found < 0 ? -1 : at + found;
}

/** Where the rest of a term with gaps ends, or -1. */
function hanEnd(text: string, start: number, term: HanTerm): number {
  let at = start;
  for (const [index, part] of term.parts.entries()) {
    const found = index === 0 ? (text.startsWith(part, at) ? at : -1) : near(text, part, at);
    if (found < 0) return -1;
    for (let gap = at; gap < found; gap += 1) if (breaks.has(text.charAt(gap))) return -1;
    at = found + part.length;
  }
  return at;
}

const latinLetter = /[a-z]/;

/** A term that begins or ends with a Latin letter (加v) must not cut a Latin word (加vip). */
function cutsWord(text: string, from: number, to: number): boolean {
  const cutsStart = latinLetter.test(text.charAt(from)) && latinLetter.test(text.charAt(from - 1));
  return cutsStart || (latinLetter.test(text.charAt(to - 1)) && latinLetter.test(text.charAt(to)));
}

/** 6日结婚 is a day, and no 日结. */
function cutsDate(text: string, from: number): boolean {
  return /[日月年号]/.test(text.charAt(from)) && /\d/.test(text.charAt(from - 1));
}

function scanHan(scanner: Scanner, normalised: Normalised, emit: Emit): void {
  const { text, at } = compact(normalised.text);
  for (let start = 0; start < text.length; start += 1) {
    const one = scanner.han.get(text.charAt(start)) ?? [];
    for (const term of [...(scanner.han.get(text.slice(start, start + 2)) ?? []), ...one]) {
      const end = hanEnd(text, start, term);
      if (end < 0 || cutsWord(text, start, end) || cutsDate(text, start)) continue;
      const from = at[start] ?? 0;
      const to = (at[end - 1] ?? from) + 1;
      const split = term.parts.length === 1 && to - from > end - start;
      emit(term.targets, from, to, split ? "split" : null, 1);
    }
    scanSounds(scanner, { text, at }, start, emit);
  }
  emitSpelledParts(scanner, { text, at }, emit);
}

/** Homophones: some characters are swapped for others that sound the same, and neither they nor the result are ordinary words. */
function scanSounds(scanner: Scanner, { text, at }: Compact, start: number, emit: Emit): void {
  const syllable = (index: number): string => scanner.syllableOf.get(text.charAt(index)) ?? "";
  const candidates = scanner.sounds.get(`${syllable(start)} ${syllable(start + 1)}`) ?? [];
  for (const { syllables, term, written } of candidates) {
    const seen = text.slice(start, start + written.length);
    if (seen === written || seen.length < written.length) continue;
    if (!syllables.every((sound, index) => syllable(start + index) === sound)) continue;
    const same = Array.from(seen).some((char, index) => char === written.charAt(index) && isHan(char));
    if (!same || isKnownTerm(scanner, seen) || isOrdinaryWord(text, start, start + written.length)) continue;
    if (Array.from(seen).some((char, index) => char !== written.charAt(index) && isItself(text, start + index)))
      continue;
    if (isCutOff(text, start, start + written.length)) continue;
    const from = at[start] ?? 0;
    emit(term.targets, from, (at[start + written.length - 1] ?? from) + 1, "homophone", 0.85);
  }
}

/** What stands there is itself a word of the lexicon (冰毒, 微信): nobody wrote it for another that sounds the same. */
function isKnownTerm(scanner: Scanner, seen: string): boolean {
  const terms = scanner.han.get(seen.slice(0, 2)) ?? [];
  return terms.some(({ parts: [written = "", ...more] }) => {
    return more.length === 0 && written.length > 1 && seen.startsWith(written);
  });
}

/** All hits of all groups in one field, guarded ones left out; overlapping hits of one group are one. */
export function scan(scanner: Scanner, normalised: Normalised): { hits: Hit[]; words: Token[]; hidden: Found[] } {
  const hits: Hit[] = [];
  const guards: Guard[] = [];
  const emit: Emit = (targets, from, to, disguise, factor) => {
    for (const target of targets) {
      if (target.guard) guards.push({ group: target.group, from, to });
      else hits.push({ group: target.group, from, to, weight: target.weight * factor, disguise });
    }
  };
  const hidden = disguisedWords(scanner, normalised.text);
  const words = tokens(scanner, normalised, hidden);
  scanWords(scanner, words, emit);
  if (normalised.hasHan) scanHan(scanner, normalised, emit);
  return { hits: withoutOverlaps(withoutGuarded(scanner, hits, guards)), words, hidden };
}

type Guard = { group: number; from: number; to: number };

/**
 * Hits inside a guard of their group are no hits, nor is the same word there as the keyword of a clause. Guards are asked by
 * place: a text may hold thousands of both.
 */
function withoutGuarded(scanner: Scanner, hits: Hit[], guards: readonly Guard[]): Hit[] {
  if (guards.length === 0) return hits;
  const byGroup = new Map<number, Guard[]>();
  for (const guard of [...guards].sort((a, b) => a.from - b.from)) {
    const list = byGroup.get(guard.group) ?? [];
    // What one guard covers, all that begin after it and end before it cover as well.
    list.push({ ...guard, to: Math.max(guard.to, list.at(-1)?.to ?? 0) });
    byGroup.set(guard.group, list);
  }
  const harmless = new Set<string>();
  const left = hits.filter((hit) => {
    if (!isCovered(byGroup.get(hit.group) ?? [], hit)) return true;
    harmless.add(`${hit.from} ${hit.to}`);
    return false;
  });
  const isKeyword = ({ group }: Hit) => scanner.names[group]?.startsWith("clause:") === true;
  return left.filter((hit) => !(harmless.has(`${hit.from} ${hit.to}`) && isKeyword(hit)));
}

/** Whether a guard that begins no later than the hit ends no earlier; `to` of each is the furthest so far. */
function isCovered(guards: readonly Guard[], hit: Hit): boolean {
  let low = 0;
  let high = guards.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((guards[middle]?.from ?? 0) <= hit.from) low = middle + 1;
    else high = middle;
  }
  return (guards[low - 1]?.to ?? -1) >= hit.to;
}

function withoutOverlaps(hits: Hit[]): Hit[] {
  hits.sort((a, b) => a.group - b.group || a.from - b.from || b.to - a.to);
  const kept: Hit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    if (last?.group === hit.group && hit.from < last.to) {
      if (hit.weight > last.weight) kept[kept.length - 1] = hit;
    } else kept.push(hit);
  }
  return kept;
}
