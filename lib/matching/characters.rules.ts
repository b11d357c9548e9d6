/**
 * What one character stands for once tricks of the alphabet are undone. Every function looks at one code point, so that
 * normalise.rules.ts can keep the offset of each result in the original text.
 */

/** "аa вb" -> { а: "a", в: "b" }: the first character stands for the rest. */
function pairs(list: string): Record<string, string> {
  return Object.fromEntries(list.split(" ").map((pair) => [pair.charAt(0), pair.slice(1)]));
}

const greekAndCyrillic = pairs(
  "аa вb сc ԁd еe ёe ғf һh нh іi їi јj кk ӏl мm пn оo рp ԛq гr ѕs тt цu ѵv ԝw хx уy зz ьb " +
    "αa βb ϲc εe ηn ιi κk μu νv οo ρp σo τt υu χx ωw γy",
);

const latinLookalikes = pairs(
  "ıi ȷj ɑa ɡg ɩi ɪi øo łl đd ħh ŧt ƒf ßss æae œoe ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz " +
    "’' ‘' ´' “\" ”\" –- —- ‐- ‑-",
);

/** Digits and symbols that stand for a letter in disguised words. */
export const leetLetters = pairs("0o 1i 2z 3e 4a 5s 6g 7t 8b 9g @a $s !i |l €e £l +t ¡i ¢c ¥y");

const invisible = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0\u2800]/u;
const cyrillicOrGreek = /[\u0370-\u052f]/u;
const han = /\p{Script=Han}/u;

export function isHan(char: string): boolean {
  const code = char.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || (code > 0x2e7f && han.test(char));
}

export function isCyrillicOrGreek(char: string): boolean {
  return cyrillicOrGreek.test(char);
}

/** Whether a cut at this UTF-16 unit would part the halves of a character: half of 🂡 is half of 🌸 as well. */
export function partsACharacter(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/** The Latin letter a Cyrillic or Greek one imitates, or null. */
export function lookalike(char: string): string | null {
  return greekAndCyrillic[char] ?? null;
}

/** Circled and squared negatives (🅐, 🅰) have no compatibility form in Unicode, so NFKC leaves them. */
function enclosed(code: number): string | null {
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(97 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(97 + code - 0x1f170);
  return null;
}

/** One code point in its plain, lower-case form; empty for a character that shows nothing. */
export function plain(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return char.toLowerCase();
  if (code >= 0x4e00 && code <= 0x9fff) return char;
  if (invisible.test(char)) return "";
  const known = latinLookalikes[char] ?? enclosed(code);
  if (known) return known;
  // Only Latin loses its accents: decomposing Hangul or Devanagari would take their letters apart.
  const decomposes = code < 0x370 || (code >= 0x1e00 && code <= 0x1eff);
  const folded = decomposes ? char.normalize("NFKD").replace(/\p{Mn}/gu, "") : char.normalize("NFKC");
  const lower = folded.toLowerCase();
  return latinLookalikes[lower] ?? lower;
}
