import { isHan, partsACharacter } from "./characters.rules";

/** Which clauses' wording holds a group of letters: the last resort for a text that shares no whole word with any of them. */
export type LetterIndex = ReadonlyMap<string, readonly number[]>;

/** Three letters of a Latin word in a row, or one Chinese character. */
export function lettersOf(folded: string): Set<string> {
  const groups = new Set<string>();
  for (const match of folded.matchAll(/\p{Script=Han}|[\p{L}\p{N}]+/gu)) {
    const word = match[0];
    if (isHan(word)) groups.add(word);
    else
      for (let at = 0; at < Math.max(1, word.length - 2); at += 1)
        if (!partsACharacter(word, at) && !partsACharacter(word, at + 3)) groups.add(word.slice(at, at + 3));
  }
  return groups;
}

export function indexLetters(documents: readonly string[]): LetterIndex {
  const index = new Map<string, number[]>();
  for (const [clause, text] of documents.entries()) {
    for (const group of lettersOf(text)) {
      const list = index.get(group);
      if (list) list.push(clause);
      else index.set(group, [clause]);
    }
  }
  return index;
}

const mostRead = 1000;

/** How near each clause is (0..1): the share of the text's letter groups that its wording has, rare ones counting more. */
export function nearnessByLetters(index: LetterIndex, folded: string): Map<number, number> {
  const nearness = new Map<number, number>();
  let all = 0;
  for (const group of lettersOf(folded.slice(0, mostRead))) {
    const clauses = index.get(group) ?? [];
    const rarity = 1 / (1 + clauses.length);
    all += rarity;
    for (const clause of clauses) nearness.set(clause, (nearness.get(clause) ?? 0) + rarity);
  }
  for (const [clause, sum] of nearness) nearness.set(clause, sum / all);
  return nearness;
}
