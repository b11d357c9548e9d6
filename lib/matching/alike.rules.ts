import type { Analysis } from "./analyse.rules";
import { isHan } from "./characters.rules";
import type { Evidence, ReasonCode } from "./contract";
import { lettersOf } from "./nearest.rules";
import { normalise, spanInOriginal } from "./normalise.rules";
import { sentence } from "./reasons.rules";

/**
 * Where no word speaks for a clause and a text is only like something: the reason says so and names what it is like, with the
 * place where the likeness is greatest. It is a reason for the order of the list and proves nothing: no suggestion is made
 * with confidence by it, and it is never bound to a decision.
 */
export const alikeCodes = [
  "alike-example",
  "alike-wording",
  "alike-decisions",
] as const satisfies readonly ReasonCode[];
type AlikeCode = (typeof alikeCodes)[number];

const isAlikeCode = (code: ReasonCode): code is AlikeCode => alikeCodes.some((one) => one === code);

/** Whether it points at something that speaks for the clause, and is not a mere likeness. */
export const isProof = ({ code }: Pick<Evidence, "code">): boolean => !isAlikeCode(code);

/** What a text is like: `like` as it is told, `words` as it was compared; nothing was where decisions taught it as a whole. */
export type AlikeTo = { code: AlikeCode; like: string; words: string };

const mostSpans = 3;
const mostRead = 3000;
/** Of a text in which nothing can be singled out; in characters. */
const beginning = 80;

type Piece = { from: number; to: number; shared: number };

/**
 * Words, and runs of Chinese characters, that share groups of letters with what the text is like; those that share most first.
 */
function sharedPieces(folded: string, groups: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  for (const match of folded.matchAll(/\p{Script=Han}|[\p{L}\p{N}]+/gu)) {
    let shared = 0;
    for (const group of lettersOf(match[0])) if (groups.has(group)) shared += 1;
    if (shared === 0) continue;
    const last = pieces.at(-1);
    const to = match.index + match[0].length;
    if (last && last.to === match.index && isHan(match[0])) {
      last.to = to;
      last.shared += shared;
    } else pieces.push({ from: match.index, to, shared });
  }
  return pieces.sort((one, other) => other.shared - one.shared || one.from - other.from);
}

/** The evidence of a clause that a text is merely like; at least one piece, unless the text is blank. */
export function alikeEvidence({ code, like, words }: AlikeTo, analysis: Analysis): Evidence[] {
  const { normalised, original, field } = analysis;
  const folded = normalised.text.slice(0, mostRead);
  const places = sharedPieces(folded, lettersOf(normalise(words).text));
  const spans = places.slice(0, mostSpans).map(({ from, to }) => spanInOriginal(normalised, from, to));
  return (spans.length > 0 ? spans : [beginningOf(original)]).flatMap((span) => {
    const text = original.slice(span.start, span.end);
    if (text === "") return [];
    const said = { code, values: { text, like }, context: null, disguise: null };
    return [{ in: field, ...span, text, ...said, reason: sentence(said) }];
  });
}

function beginningOf(original: string): { start: number; end: number } {
  const start = original.length - original.trimStart().length;
  const cut = original.slice(start, start + beginning).trimEnd();
  // Ends no surrogate pair in the middle.
  return { start, end: start + cut.replace(/[\ud800-\udbff]$/, "").length };
}
