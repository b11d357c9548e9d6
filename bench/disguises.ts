import { pinyin } from "pinyin-pro";
import { answered, casesOf, type MatchCase, type Shares, shares } from "./match-cases";

/**
 * `npm run bench -- disguises`: the plain keywords of cases-c and cases-d, disguised in one way after the other. Which
 * letters are touched is drawn, from the same seed each time.
 */
type Random = () => number;
type Way = { lang: "en" | "zh"; disguise: (text: string, random: Random) => string };

const seed = 20_240_301;

function drawing(): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Half of the longer words, changed from a drawn letter on that is neither the first nor the last. */
function halfOfWords(change: (start: string, end: string) => string, leastLetters = 4): Way {
  const disguise = (text: string, random: Random) =>
    text.replace(/[A-Za-z]+/g, (word) => {
      if (word.length < leastLetters || random() < 0.5) return word;
      const at = 1 + Math.floor(random() * (word.length - 2));
      return change(word.slice(0, at), word.slice(at));
    });
  return { lang: "en", disguise };
}

const digits: Record<string, string> = { a: "@", b: "8", e: "3", g: "9", i: "1", l: "1", o: "0", s: "$", t: "7" };

function digitsForLetters(text: string, random: Random): string {
  return text.replace(/[a-z]/g, (letter) => (random() < 0.5 ? (digits[letter] ?? letter) : letter));
}

/** Every second character of a Chinese run, changed. */
function everySecond(change: (char: string) => string): Way {
  const disguise = (text: string) =>
    text.replace(/\p{Script=Han}+/gu, (run) => Array.from(run, (char, at) => (at % 2 ? change(char) : char)).join(""));
  return { lang: "zh", disguise };
}

export const ways = {
  "digits for letters": { lang: "en", disguise: digitsForLetters },
  "a point in the word": halfOfWords((start, end) => `${start}.${end}`),
  "a picture in the word": halfOfWords((start, end) => `${start}🔥${end}`),
  "a star for a letter": halfOfWords((start, end) => `${start}*${end.slice(1)}`),
  "a letter drawn out": halfOfWords((start, end) => `${start}${end.charAt(0).repeat(3)}${end}`),
  "a letter doubled": halfOfWords((start, end) => `${start}${end.charAt(0)}${end}`, 6),
  "two letters swapped": halfOfWords((start, end) => `${start}${end.charAt(1)}${end.charAt(0)}${end.slice(2)}`, 6),
  "a letter left out": halfOfWords((start, end) => `${start}${end.slice(1)}`, 6),
  "half in pinyin": everySecond((char) => pinyin(char, { toneType: "none" })),
  "a star after a character": everySecond((char) => `${char}*`),
  "a picture after a character": everySecond((char) => `${char}❤`),
} as const satisfies Record<string, Way>;

const plain = (): MatchCase[] => [...casesOf("cases-c"), ...casesOf("cases-d")];

/** How the matcher does on the plain keywords of the way's language once they are disguised in it. `now` as in `answered`. */
export function onceDisguised(name: keyof typeof ways, now: Date): Shares {
  const { lang, disguise }: Way = ways[name];
  const random = drawing();
  const cases = plain().filter((one) => one.lang.startsWith(lang));
  return shares(
    answered(
      cases.map((one) => ({ ...one, text: disguise(one.text, random) })),
      now,
    ),
  );
}

export function benchDisguises(): void {
  for (const name of Object.keys(ways) as (keyof typeof ways)[]) {
    const { n, top1, top3, confident } = onceDisguised(name, new Date());
    const [first, among, sure] = [top1, top3, confident].map((share) => `${(100 * share).toFixed(1)} %`);
    console.log(`${name.padEnd(28)} ${n}  top-1 ${first}  top-3 ${among}  with confidence ${sure}`);
  }
}
