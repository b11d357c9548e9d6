import { familyNames, nameParticles } from "@/lib/transparency-database/personal-data-names.rules";

/** What may be a name, and may be none: it is shown to whoever reads the text, and nothing is taken out for it. */
export type PerhapsName = { kind: "perhaps_name"; start: number; end: number };

const capitalised = "\\p{Lu}(?:\\.|[\\p{L}\\p{M}'’-]+)";
const inCapitals = new RegExp(
  `(?<![\\p{L}\\p{N}])${capitalised}(?:[ \\u00A0]${nameParticles}${capitalised}){1,5}(?![\\p{L}\\p{N}])`,
  "gu",
);
/** Words with which a sentence begins, or that stand before a word in capitals without being part of a name. */
const ordinary = new Set(
  "a an and as at before but by every for from his her if in it its my no of on our section she he since so such that the their these they this those to under when where which while who with".split(
    " ",
  ),
);
/** Where one of these is part of it, a law, a court or an authority is named. */
const ofTheLaw =
  /^(?:Act|Acts|Article|Art|Code|Convention|Court|Commission|Council|Directive|Law|Laws|Parliament|Regulation|Treaty|Union|Gesetz|Gesetzbuch|Verordnung|Richtlinie|Loi|Ley|Legge|Codice)$/u;

/** One or two characters behind a family name, where neither side goes on as another word would. */
const inChinese = new RegExp(
  `(?<=^|[^\\p{Script=Han}]|[由向与和被给叫是对即])${familyNames}\\p{Script=Han}{1,2}?(?=$|[^\\p{Script=Han}]|[的在是将把向与和于卖售发说称等拍写提持拥])`,
  "gu",
);

/** The words of a text in small letters. */
export function wordsIn(text: string): ReadonlySet<string> {
  return new Set(
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [],
  );
}

/**
 * Places in a text (in NFC) that may be a bare name: two or more words in capitals that are no words of `known` and name no
 * law, and Chinese names that stand by themselves. In order; many are no names, and a name in small letters is not found.
 */
export function perhapsNames(text: string, known: ReadonlySet<string>): PerhapsName[] {
  const latin = [...text.matchAll(inCapitals)].flatMap((match) => withoutBeginning(match[0], match.index, known));
  const chinese = [...text.matchAll(inChinese)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...latin, ...chinese].map((place) => ({ kind: "perhaps_name" as const, ...place }));
}

/** The words in capitals without those of an ordinary sentence before them; nothing where fewer than two are left. */
function withoutBeginning(run: string, at: number, known: ReadonlySet<string>): { start: number; end: number }[] {
  const words = [...run.matchAll(/[^ \u00A0]+/gu)];
  const first = words.findIndex(([word]) => !ordinary.has(word.toLowerCase()));
  const left = first < 0 ? [] : words.slice(first);
  const inside = left.filter(([word]) => /^\p{Lu}/u.test(word));
  const isOfTheRules = inside.every(([word]) => [...wordsIn(word)].every((part) => known.has(part)));
  const isLaw = inside.some(([word]) => ofTheLaw.test(word));
  const isSigns = inside.every(([word]) => /^\p{Lu}+$/u.test(word));
  const from = left[0]?.index ?? 0;
  return inside.length < 2 || isOfTheRules || isLaw || isSigns ? [] : [{ start: at + from, end: at + run.length }];
}
