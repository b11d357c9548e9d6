/** Capital letters, then groups of letters and digits: of cases, notices, appeals and orders alike. */
const reference = /\b[A-Z]{1,4}(?:-[0-9A-Z]{2,12})+\b/gu;

/** A text in pieces, in order: what looks like a reference, and what stands between. Joined they are the text again. */
export function referencesIn(text: string): { text: string; isReference: boolean }[] {
  const pieces: { text: string; isReference: boolean }[] = [];
  let from = 0;
  for (const found of text.matchAll(reference)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), isReference: false });
    pieces.push({ text: found[0], isReference: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isReference: false });
  return pieces;
}
