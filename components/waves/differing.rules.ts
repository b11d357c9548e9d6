export type Piece = { text: string; differs: boolean };

const tokens = (text: string) =>
  text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+|\s+|[^\s\p{L}\p{N}]/gu) ?? [];

/** A text in pieces: those marked stand between what both begin and end with, and nowhere in the first text. */
export function differing(text: string, first: string): Piece[] {
  const [own, theirs] = [tokens(text), tokens(first)];
  const most = Math.min(own.length, theirs.length);
  let start = 0;
  while (start < most && own[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < most - start && own[own.length - 1 - end] === theirs[theirs.length - 1 - end]) end += 1;
  const known = new Set(theirs.slice(start, theirs.length - end));
  const pieces: Piece[] = [];
  for (const [at, token] of own.entries()) {
    const isSame = at < start || at >= own.length - end || known.has(token) || /^\s/.test(token);
    const last = pieces.at(-1);
    if (last && last.differs === !isSame) last.text += token;
    else pieces.push({ text: token, differs: !isSame });
  }
  return pieces;
}
