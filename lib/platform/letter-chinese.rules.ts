import { ConverterFactory, type DictLike } from "opencc-js/core";
import { configs } from "opencc-js/preset/cn2t";
import { configs as back } from "opencc-js/preset/t2cn";

type Convert = (text: string) => string;
/** `shared`: characters that simplified script writes for several others and traditional script keeps: 干, 后, 里, 面. */
type Writings = { toTraditional: Convert; toSimplified: Convert; shared: ReadonlySet<string> };

let loaded: Writings | null = null;
/** The dictionaries take some tens of milliseconds to load, so they wait for the first reader of traditional script. */
function writings(): Writings {
  const chain = configs.s2tw?.conversionChain ?? [];
  loaded ??= {
    toTraditional: ConverterFactory(...chain),
    toSimplified: ConverterFactory(...(back.t2s?.conversionChain ?? [])),
    shared: new Set(chain[0]?.flatMap(keptCharacters)),
  };
  return loaded;
}

/** What stands on both sides of an entry, "simplified traditional|…" as the library writes its dictionaries. */
function keptCharacters(dictionary: DictLike): string[] {
  const entries =
    typeof dictionary === "string" ? dictionary.split("|").map((entry) => entry.split(" ")) : [...dictionary];
  return entries.flatMap(([simplified = "", traditional = ""]) =>
    Array.from(simplified).filter((one) => traditional.includes(one)),
  );
}

/** Characters that simplified writing uses as well, where our own traditional sentences use another: 帳號, not 賬號. */
const asOurs = new Map([["賬", "帳"]]);
const quotes = new Map([
  ["“", "「"],
  ["”", "」"],
  ["‘", "『"],
  ["’", "』"],
]);

/**
 * Words of ours or of a platform, held in simplified script only, in traditional script for their reader. By phrases, so
 * that 后果 and 皇后 come out as 後果 and 皇后; the region's own vocabulary is not put in, because it makes of a legal
 * procedure (程序) a computer program. Quotation marks become those of the script and titles within titles are marked as
 * such. What is in traditional script already comes back as it is, and so does what holds no Chinese at all. Never for what
 * a person wrote: that is quoted as it was written.
 */
export function inTraditional(text: string): string {
  if (!/\p{Script=Han}/u.test(text) || isTraditional(text)) return text;
  const converted = Array.from(writings().toTraditional(text), (one) => asOurs.get(one) ?? quotes.get(one) ?? one);
  return nestedTitles(converted.join(""));
}

/** Whether a text shows more characters of traditional script alone than of simplified script alone. */
function isTraditional(text: string): boolean {
  const { toTraditional, toSimplified, shared } = writings();
  let balance = 0;
  for (const one of text) {
    if (!/\p{Script=Han}/u.test(one)) continue;
    if (toSimplified(one) !== one) balance += 1;
    else if (toTraditional(one) !== one && !shared.has(one)) balance -= 1;
  }
  return balance > 0;
}

/** 《》 that stand within 《》 become 〈〉, as Chinese marks a title within a title. What is not closed stays as it is. */
export function nestedTitles(text: string): string {
  let depth = 0;
  return Array.from(text, (one) => {
    if (one === "《") {
      depth += 1;
      return depth > 1 ? "〈" : one;
    }
    if (one !== "》" || depth === 0) return one;
    depth -= 1;
    return depth > 0 ? "〉" : one;
  }).join("");
}

/** A title as it stands between the 《》 of our sentence. */
export function titleWithin(title: string): string {
  return title.replaceAll("《", "〈").replaceAll("》", "〉");
}
