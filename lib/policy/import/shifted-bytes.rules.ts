import { pinyin } from "pinyin-pro";
import { folded } from "../fold.rules";

const syllable = "[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}";
/** "?shù)" + characters + one Latin sign + "(guān)": the first character and its bracket are lost, the last is half a character. */
const shiftedRun = new RegExp(
  `\\?(${syllable})[)）]([^\\x00-\\x7F]{2,40})([\\x40-\\x7E])[(（](${syllable})[)）]`,
  "gu",
);

type Codes = { bytesOf: Map<string, [number, number]>; textOf: (bytes: readonly number[]) => string };
let codes: Codes | null = null;

/**
 * Chinese text that a converter read one byte too late is put back, where it can be proved: the bytes are paired anew, and the
 * reading that was printed behind the last character must be that character's. Anything else stays as it is.
 */
export function unshifted(text: string): string {
  if (!text.includes("?")) return text;
  return text.replace(
    shiftedRun,
    (whole, first: string, run: string, half: string, last: string) => paired(first, run, half, last) ?? whole,
  );
}

function paired(first: string, run: string, half: string, last: string): string | null {
  codes ??= doubleBytes();
  const { bytesOf, textOf } = codes;
  const bytes = [...run].flatMap((sign) => bytesOf.get(sign) ?? []);
  if (bytes.length !== [...run].length * 2) return null;
  const found = new Set<string>();
  for (const trail of trailsOf(first, bytesOf)) {
    const text = textOf([trail, ...bytes, half.charCodeAt(0)]);
    if (/^\p{Script=Han}+$/u.test(text) && reads(text.at(-1) ?? "", last)) found.add(text);
  }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

/** Second bytes that the lost character may have had, if it is a common one with that reading; common ones begin with B0 to D7. */
function trailsOf(reading: string, bytesOf: Codes["bytesOf"]): Set<number> {
  const trails = new Set<number>();
  const common = (byte: number | undefined) => byte !== undefined && byte >= 0xb0 && byte <= 0xd7;
  for (const [sign, [, trail]] of bytesOf)
    if (common(trail) && pinyin(sign) === reading && common(bytesOf.get(folded(sign))?.[0])) trails.add(trail);
  return trails;
}

function reads(sign: string, reading: string): boolean {
  return pinyin(sign, { multiple: true, type: "array" }).includes(reading);
}

function doubleBytes(): Codes {
  const decoder = new TextDecoder("gbk");
  const textOf = (bytes: readonly number[]) => decoder.decode(Uint8Array.from(bytes));
  const bytesOf = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const sign = trail === 0x7f ? "" : textOf([lead, trail]);
      if ([...sign].length === 1 && sign !== "\uFFFD") bytesOf.set(sign, [lead, trail]);
    }
  return { bytesOf, textOf };
}
