/** Slips and tricks that leave a word readable: "counterfiet", "gammbling", "marijuna". */

/** A shorter word is too often one letter away from another that people write every day. */
const leastLetters = 8;
/** No known word is as long; each letter of a word is tried in thirty ways, and one of ten thousand would take seconds. */
const mostLetters = 40;
const alphabet = "abcdefghijklmnopqrstuvwxyz";
const plainWord = /^[a-z]+$/;
/** A consonant is doubled before these by the rules of spelling: "scrapped" is not "scraped". */
const doublesBefore = /^(?:ed|ers?|ing)$/;

export function mayBeMisspelt(word: string): boolean {
  return word.length >= leastLetters && word.length <= mostLetters && plainWord.test(word);
}

/** The known word that is one doubled, swapped or missing letter away; null where there is none. The first letter is right. */
export function rightSpelling(word: string, isKnown: (word: string) => boolean): string | null {
  for (let at = 1; at + 1 < word.length; at += 1) {
    const [first, second, rest] = [word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
    const single = word.slice(0, at) + second + rest;
    if (first === second && !doublesBefore.test(rest) && isKnown(single)) return single;
    const swapped = word.slice(0, at) + second + first + rest;
    if (isKnown(swapped)) return swapped;
  }
  return withLetterAdded(word, isKnown);
}

function withLetterAdded(word: string, isKnown: (word: string) => boolean): string | null {
  for (let at = 1; at < word.length; at += 1) {
    for (const letter of alphabet) {
      const longer = word.slice(0, at) + letter + word.slice(at);
      if (isKnown(longer)) return longer;
    }
  }
  return null;
}
