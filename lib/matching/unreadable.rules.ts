/** Above these shares nobody wrote what was sent: bytes that were taken for letters. */
const mostUnwritten = 0.05;
const mostTurns = 0.2;
/** Fewer than these are an accident in a text that somebody did write. */
const fewestUnwritten = 4;
const fewestTurns = 8;

/** Controls but for tab and line ends, halves of characters, what has no meaning yet or a private one, and the sign for a lost byte. */
const unwritten = /[\p{Cs}\p{Cn}\p{Co}\ufffd]|(?![\t\n\r])\p{Cc}/gu;
const shown = /\S/gu;
const words = /[\p{L}\p{M}]{2,}/gu;
const plainAscii = /^[\t\n\r\x20-\x7e]*$/;

/** Scripts that are written within one word, or stand in for one another, count as one. Latin stands beside any. */
const families: readonly RegExp[] = [
  /[\p{Script=Cyrillic}\p{Script=Greek}]/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
];
const anySide = /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** How often the script turns within words, and between how many letters it could. */
function turnsIn(text: string): { turns: number; pairs: number } {
  let turns = 0;
  let pairs = 0;
  for (const word of text.match(words) ?? []) {
    let before: number | null = null;
    for (const letter of word) {
      if (anySide.test(letter)) continue;
      const family = families.findIndex((pattern) => pattern.test(letter));
      if (before !== null) pairs += 1;
      if (before !== null && family !== before) turns += 1;
      before = family;
    }
  }
  return { turns, pairs };
}

/**
 * Whether a text is no writing but bytes that were taken for letters: of what it shows, more than a twentieth is no character
 * that anybody types, or the script turns within every fifth letter of its words. A word in such a text stands there by
 * chance. What hides a word (look-alikes, characters that show nothing) is not counted: that is writing (Q22).
 */
export function isUnreadable(text: string): boolean {
  if (plainAscii.test(text)) return false;
  const lost = countOf(text, unwritten);
  if (lost >= fewestUnwritten && lost > mostUnwritten * countOf(text, shown)) return true;
  const { turns, pairs } = turnsIn(text);
  return turns >= fewestTurns && turns > mostTurns * pairs;
}
