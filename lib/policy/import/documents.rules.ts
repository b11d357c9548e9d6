import type { Piece } from "./piece.rules";

const titleEnd =
  /\b(?:polic(?:y|ies)|guidelines?|rules|terms(?: of (?:use|service))?|standards|code(?: of conduct)?|agreement|charter|principles|conditions|richtlinien?|règles|normas)\b[\s\d.()–-]*$|(?:规则|規則|规范|規範|准则|準則|政策|条款|條款|协议|協議|公约|公約|办法|辦法|标准|標準)$/iu;
export const appendix = /^(?:appendix|annex|schedule|addendum|exhibit|anhang|annexe)\b|^附[录錄件则則]/iu;

/**
 * Headings that begin a document of their own. One file may hold several: what comes first, and later a heading without a
 * number that is worded as a title, or that ends a numbering after which other headings follow without numbers.
 */
export function titlesIn(pieces: readonly Piece[]): Set<Piece> {
  const headings = pieces.filter((piece) => piece.heading !== null);
  const [first] = headings;
  const titles = new Set<Piece>();
  if (!first) return titles;
  const others = headings.slice(1);
  const top = !first.mark && others.every((other) => other.mark || (other.heading ?? 0) > (first.heading ?? 0));
  if (!first.mark && (top || titleEnd.test(first.text))) titles.add(first);
  const numbered = commonRankOfNumbered(headings);
  let numbers = 0;
  for (const [index, heading] of headings.entries()) {
    if (heading.mark) numbers += 1;
    if (heading === first || heading.mark || appendix.test(heading.text)) continue;
    const high = (heading.heading ?? 0) <= Math.max(numbered, first.heading ?? 0);
    if (!high || heading.text === first.text) continue;
    if (titleEnd.test(heading.text) || (numbers >= 3 && endsNumbering(headings, index, numbered))) {
      titles.add(heading);
      numbers = 0;
    }
  }
  return titles;
}

function commonRankOfNumbered(headings: readonly Piece[]): number {
  const ranks = headings.filter((heading) => heading.mark).map((heading) => heading.heading ?? 0);
  return ranks.length === 0 ? 0 : Math.min(...ranks.slice(0, 50));
}

/** Were the headings before it numbered, and are at least three after it not? */
function endsNumbering(headings: readonly Piece[], index: number, rank: number): boolean {
  const here = headings[index]?.heading ?? 0;
  if (here !== rank) return false;
  const after = headings.slice(index + 1, index + 40).filter((heading) => heading.heading === rank);
  return after.length >= 3 && after.slice(0, 3).every((heading) => !heading.mark);
}

const small = new Set(["the", "of", "and", "for", "on", "in", "to", "a", "an", "our", "de", "der", "die", "und"]);

/** Initials of a title without the platform's name: "Acme - Acceptable Use Policy" is AUP. */
export function prefixOf(title: string, platform: string): string {
  const brand = new Set(platform.toLowerCase().split("-"));
  const words = title.split(/[\s–—:·-]+/u).filter((word) => /^[\p{L}]/u.test(word));
  const named = words.filter((word) => !brand.has(word.toLowerCase()) && !small.has(word.toLowerCase()));
  if (named.length === 0 || /\p{Script=Han}/u.test(title)) return title.replace(/\s+/g, "").slice(0, 8);
  return named.length === 1 ? (named[0] ?? "") : named.map((word) => word.slice(0, 1).toUpperCase()).join("");
}
