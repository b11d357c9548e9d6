/**
 * A stretch of a text that does not show itself as it is: `hidden` takes no room or turns the direction of reading and is
 * shown as a mark; `piled` carries so many marks that it would grow over its neighbours, and is cut off at its line.
 */
export type OddStretch = {
  start: number;
  end: number;
  kind: "hidden" | "piled" /** As in RLO; the same in all languages. */;
  name: string;
};
export type HiddenKind = "direction" | "invisible" | "control" | "tag";
export type HiddenCount = { name: string; kind: HiddenKind; count: number };

const names: Record<number, string> = {
  173: "SHY",
  847: "CGJ",
  1564: "ALM",
  6158: "MVS",
  8203: "ZWSP",
  8204: "ZWNJ",
  8205: "ZWJ",
  8206: "LRM",
  8207: "RLM",
  8234: "LRE",
  8235: "RLE",
  8236: "PDF",
  8237: "LRO",
  8238: "RLO",
  8288: "WJ",
  8294: "LRI",
  8295: "RLI",
  8296: "FSI",
  8297: "PDI",
  65279: "BOM",
};

// Escapes, not the characters themselves: nobody could read this list otherwise. Blank letters (Hangul fillers, Braille
// blank) are hidden as well, for they are used as names of nothing.
const hiddenSource =
  "[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB]|[\\u{E0000}-\\u{E01EF}]";
const anyHidden = new RegExp(hiddenSource, "u");
const eachHidden = new RegExp(hiddenSource, "gu");
/** Four marks and more on one letter: Vietnamese, Thai and Hebrew do with three. */
const eachPile = /\P{M}\p{M}{4,}/gu;
const joinsLetters =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}]/u;
const isPicture = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;

/** All odd stretches in reading order, none within another; a run of one hidden character is one stretch. */
export function oddStretches(text: string): OddStretch[] {
  const found: OddStretch[] = [];
  if (anyHidden.test(text)) {
    for (const { 0: character, index } of text.matchAll(eachHidden)) {
      if (isAtHome(text, character, index)) continue;
      const name = nameOf(character);
      const last = found.at(-1);
      if (last && last.end === index && last.name === name) last.end = index + character.length;
      else found.push({ start: index, end: index + character.length, kind: "hidden", name });
    }
  }
  const piles = [...text.matchAll(eachPile)].map(({ 0: pile, index }) => ({
    start: index,
    end: index + pile.length,
    kind: "piled" as const,
    name: "",
  }));
  if (piles.length === 0) return found;
  const apart = found.filter((odd) => !piles.some((pile) => odd.start < pile.end && odd.end > pile.start));
  return [...apart, ...piles].sort((a, b) => a.start - b.start);
}

/** The hidden characters by their names, for who reads or hears them in a line. */
export function hiddenIn(text: string): HiddenCount[] {
  const counts = new Map<string, HiddenCount>();
  for (const { 0: character, index } of anyHidden.test(text) ? text.matchAll(eachHidden) : []) {
    if (isAtHome(text, character, index)) continue;
    const name = nameOf(character);
    const known = counts.get(name) ?? { name, kind: kindOf(character), count: 0 };
    counts.set(name, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** Joiners inside a joined script or an emoji, tags that make a flag and variants of Han belong where they stand. */
function isAtHome(text: string, character: string, index: number): boolean {
  const code = character.codePointAt(0) ?? 0;
  const before = [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? "";
  const after = [...text.slice(index + character.length, index + character.length + 2)][0] ?? "";
  if (code === 8205 && isPicture.test(before) && isPicture.test(after)) return true;
  if (code === 8204 || code === 8205) return joinsLetters.test(before) && joinsLetters.test(after);
  if (code >= 0xe0100) return /\p{Script=Han}/u.test(before);
  if (code >= 0xe0020 && code <= 0xe007f)
    return /\u{1F3F4}[\u{E0020}-\u{E007F}]*$/u.test(text.slice(Math.max(0, index - 16), index));
  if (code >= 0x180b && code <= 0x180f) return /\p{Script=Mongolian}/u.test(before + after);
  return false;
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xe0000 && code <= 0xe007f) return "TAG";
  return names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function kindOf(character: string): HiddenKind {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xe0000) return "tag";
  if (code < 160 && code !== 173) return "control";
  const turns =
    code === 1564 || code === 8206 || code === 8207 || (code >= 8234 && code <= 8238) || (code >= 8294 && code <= 8297);
  return turns ? "direction" : "invisible";
}

/** The same text where there is no place for marks, as in a tooltip: what hides, turns words around or piles up is one mark. */
export function withoutOdd(text: string): string {
  let plain = "";
  let at = 0;
  for (const { start, end } of oddStretches(text)) {
    if (start > at) plain += text.slice(at, start);
    plain += "\uFFFD";
    at = Math.max(at, end);
  }
  return plain + text.slice(at);
}
