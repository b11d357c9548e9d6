import { unshifted } from "./shifted-bytes.rules";

/** What conversions leave in a text and nobody wrote. Each is taken out or named; nothing is guessed. */

const tone = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
const syllable = `[a-zü${tone}]{1,6}`;
const strayReading = new RegExp(`(?<=\\p{Script=Han})[(（](?=[^)）]*[${tone}])${syllable}[)）]`, "gu");
const strayPlain = new RegExp(`(?<=\\p{Script=Han})[(（]${syllable}[)）]`, "gu");
const brokenReading = new RegExp(`(?:\\?|\\uFFFD)${syllable}[)）]`, "u");
const strangeAmongHan = /\p{Script=Han}[\p{Script=Greek}\p{Script=Cyrillic}\uFFFD]\p{Script=Han}/u;
const westernMojibake = /Ã[\u0080-\u00BF]|â€[œ™“”]|Â[\u00A0-\u00BF]/u;

/** Markdown's backslashes before punctuation. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\.\-()*_#![\]>+`{}|~])/g, "$1");
}

/** Takes out readings of characters, 維護(hù), that a converter put behind them. `many`: the document is full of them. */
export function withoutReadings(text: string, many: boolean): string {
  return text.replace(many ? strayPlain : strayReading, "");
}

/** The texts of a document without what conversions left in them; what is none of its words stays as it is. */
export function mended(texts: readonly string[]): string[] {
  const many = hasManyReadings(texts.join("\n"));
  return texts.map((text) => withoutReadings(unshifted(text), many));
}

/** Is the document full of them? Then also those without a tone mark are none of its own. */
export function hasManyReadings(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(strayReading)) {
    count += 1;
    if (count >= 5) return true;
  }
  return false;
}

/** The damage of a line that a person must look at, in words; null if none shows. */
export function damageOf(text: string): string | null {
  const mended = unshifted(text);
  if (mended !== text)
    return (
      damageOf(mended) ?? "Characters of this line were shifted by a byte and were put back: compare with the original."
    );
  if (/\p{Script=Han}/u.test(text) && (brokenReading.test(text) || strangeAmongHan.test(text)))
    return "Characters of this line are shifted by a byte and were left as they are: compare with the original.";
  if (westernMojibake.test(text))
    return "This line was read in a wrong encoding somewhere on its way: compare with the original.";
  if (text.includes("\uFFFD")) return "Characters of this line were lost on their way.";
  return null;
}

/** A heading that was printed twice or three times in a row is one. */
export function once(text: string): string {
  const words = text.split(/\s+/);
  for (const times of [4, 3, 2]) {
    const size = words.length / times;
    if (!Number.isInteger(size)) continue;
    const first = words.slice(0, size).join(" ");
    if (
      Array.from({ length: times }, (_, at) => words.slice(at * size, (at + 1) * size).join(" ")).every(
        (part) => part === first,
      )
    )
      return first;
  }
  return text;
}

/** Without the signs of bold, italics and links; the words stay. */
export function plain(text: string): string {
  return text
    .replace(/!\[([^\]]{0,300})\]\([^)\s]{0,2000}\)/g, "$1")
    .replace(/\[([^\]]{1,300})\]\([^)\s]{0,2000}\)/g, "$1")
    .replace(/\*\*|__|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, "")
    .replace(/[\u200B\u00AD\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Bold that a heading and its text share because it was never closed: "…of the siteWe prohibit …". */
export function unfused(text: string): { heading: string; rest: string } | null {
  for (const join of text.matchAll(/[\p{Ll}\p{Nd})](?=\p{Lu}\p{Ll}*\s\p{Ll})/gu)) {
    const at = join.index + 1;
    if (at > 12 && at < 160) return { heading: text.slice(0, at).trim(), rest: text.slice(at).trim() };
  }
  return null;
}
