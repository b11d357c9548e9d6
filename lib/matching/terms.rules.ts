import { isHan } from "./characters.rules";
import { normalise } from "./normalise.rules";
import { regionalForms } from "./regional.rules";

/** One way of writing a term. Latin: `steps` are words, `*` a gap. Chinese: `parts` are runs of characters with gaps between. */
export type Term =
  | { script: "latin"; steps: readonly Step[]; weight: number }
  | { script: "han"; parts: readonly string[]; weight: number };
export type Step = { word: string; exact: boolean } | "gap";

/** "(my|her) number" -> "my number", "her number"; alternatives do not nest. */
function alternatives(pattern: string): string[] {
  const open = pattern.indexOf("(");
  const close = pattern.indexOf(")", open);
  if (open < 0 || close < 0) return [pattern];
  const choices = pattern.slice(open + 1, close).split("|");
  const rest = alternatives(pattern.slice(close + 1));
  return choices.flatMap((choice) => rest.map((tail) => pattern.slice(0, open) + choice + tail));
}

const onlyAscii = /^\p{ASCII}*$/u;

function hasHan(text: string): boolean {
  return !onlyAscii.test(text) && Array.from(text).some(isHan);
}

/** Reads one line of the lexicon in the syntax of lexicon.contract.ts. */
export function readTerm(source: string): Term[] {
  const [pattern = "", strength] = source.split("^");
  const weight = strength === undefined ? 1 : Number(strength);
  return alternatives(normalise(pattern).text).flatMap((written): Term[] => {
    const folded = written.trim();
    if (folded === "") return [];
    if (hasHan(folded))
      return regionalForms(folded).map((form) => {
        const parts = form.split("..").map((part) => part.replace(/\s+/g, ""));
        return { script: "han", parts, weight };
      });
    return latinForms(folded).map((steps) => ({ script: "latin", steps, weight }));
  });
}

function latinForms(folded: string): Step[][] {
  const steps = folded.split(/\s+/).flatMap((word): Step[] => {
    if (word === "*") return ["gap"];
    const exact = word.startsWith("=");
    if (/^[a-z]+$/.test(word)) return [{ word, exact }];
    return (word.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? []).map((part) => ({ word: part, exact }));
  });
  const joined =
    folded.includes("-") && !folded.includes(" ") ? [[{ word: folded.replace(/-/g, ""), exact: false }]] : [];
  return steps.length === 0 ? [] : [steps, ...joined];
}
