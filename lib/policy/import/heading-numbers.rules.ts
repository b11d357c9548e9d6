import { markAt } from "./marks.rules";
import type { Piece } from "./piece.rules";

/** A number with no sign behind it and a title, "3 Stolen goods"; alone it may as well count goods. */
const counted = /^(\d{1,3})[ \u3000]+(?=[\p{Lu}\p{Script=Han}])(.{1,80})$/u;
const longestTitle = 9;

/**
 * Which of the texts are headings with a number of their own and no sign behind it: they count on from 1, in the order of the
 * document, and one more of them stands beside it (`least` 2) or rules numbered within it do (`within`: 1 of 1.1).
 */
export function countedHeadings(
  texts: readonly (string | null)[],
  within: ReadonlySet<number>,
  least: number,
): Map<number, { value: number; rest: string }> {
  const found = new Map<number, { value: number; rest: string }>();
  let run: number[] = [];
  const close = () => {
    const values = run.map((at) => found.get(at)?.value ?? 0);
    if (run.length < least && !values.some((value) => within.has(value))) for (const at of run) found.delete(at);
    run = [];
  };
  for (const [at, text] of texts.entries()) {
    const [, digits = "", rest = ""] = (text === null ? null : counted.exec(text)) ?? [];
    if (digits === "" || rest.split(/\s+/).length > longestTitle || /[.。,，;；:：!！?？|]$/u.test(rest)) continue;
    const value = Number(digits);
    if (value === 1) close();
    if (value !== run.length + 1) continue;
    found.set(at, { value, rest });
    run.push(at);
  }
  close();
  return found;
}

/** The first numbers of rules that are numbered within something: 1 of 1.1. */
export function outerNumbers(texts: readonly string[]): Set<number> {
  return new Set(
    texts.flatMap((text) => {
      const mark = markAt(text)?.mark;
      return mark?.scheme === "decimal" ? (mark.values[0] ?? []) : [];
    }),
  );
}

/** The pieces with the numbers that their headings print without a sign behind them, "1 Listings". */
export function withHeadingNumbers(pieces: readonly Piece[]): Piece[] {
  const within = new Set(pieces.flatMap(({ mark }) => (mark?.scheme === "decimal" ? (mark.values[0] ?? []) : [])));
  const texts = pieces.map(({ heading, mark, text }) => (heading !== null && mark === null ? text : null));
  const headings = countedHeadings(texts, within, 2);
  return pieces.map((piece, at) => {
    const own = headings.get(at);
    if (!own) return piece;
    const mark = { scheme: "num.", values: [own.value], label: String(own.value), bracketed: false, roman: null };
    return { ...piece, mark, text: own.rest };
  });
}
