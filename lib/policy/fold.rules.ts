import { ConverterFactory } from "opencc-js/core";
import { configs } from "opencc-js/preset/t2cn";

let convert: ((text: string) => string) | null = null;

/** For comparing only: small letters, one width, simplified characters, so that 違規 and 违规 are the same word (Q17). */
export function folded(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase();
  if (!/\p{Script=Han}/u.test(plain)) return plain;
  // The dictionary takes some 25 ms to load, so it waits for the first Chinese character.
  const steps = configs.t2s;
  if (!steps) return plain;
  convert ??= ConverterFactory(...steps.conversionChain);
  const simplified = convert;
  // One character for one: by phrases, a word would fold differently inside a longer text.
  return Array.from(plain, simplified).join("");
}
