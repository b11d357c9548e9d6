/** Texts as TF-IDF vectors of length one: words, neighbouring words, and pieces of two to five characters of a word. */
export type Vector = { ids: Int32Array; values: Float32Array };
export type Vectors = { learned: Vector[]; asked: Vector[]; width: number };

const mostRead = 3000;

function grams(text: string): Map<string, number> {
  const lower = text.toLowerCase().slice(0, mostRead);
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const words = lower.match(/\p{Script=Han}|[\p{L}\p{N}']+/gu) ?? [];
  for (const [at, word] of words.entries()) {
    add(`w${word}`);
    if (at > 0) add(`b${words[at - 1]} ${word}`);
  }
  for (const run of lower.split(/\s+/)) {
    const framed = ` ${run} `;
    for (let size = 2; size <= 5; size += 1)
      for (let at = 0; at + size <= framed.length; at += 1) add(`c${framed.slice(at, at + size)}`);
  }
  return counts;
}

/** Pieces of fewer than two texts are left out where there are many texts; unknown ones always. */
export function vectors(learn: readonly string[], ask: readonly string[]): Vectors {
  const counted = learn.map(grams);
  const texts = new Map<string, number>();
  for (const counts of counted) for (const key of counts.keys()) texts.set(key, (texts.get(key) ?? 0) + 1);
  const least = learn.length < 3000 ? 1 : 2;
  const idOf = new Map<string, number>();
  const rarity: number[] = [];
  for (const [key, times] of texts) {
    if (times < least) continue;
    idOf.set(key, idOf.size);
    rarity.push(1 + Math.log((1 + learn.length) / (1 + times)));
  }
  const vector = (counts: ReadonlyMap<string, number>): Vector => {
    const ids: number[] = [];
    const values: number[] = [];
    for (const [key, times] of counts) {
      const id = idOf.get(key);
      if (id === undefined) continue;
      ids.push(id);
      values.push((1 + Math.log(times)) * (rarity[id] ?? 1));
    }
    const length = Math.hypot(...values) || 1;
    return { ids: Int32Array.from(ids), values: Float32Array.from(values, (value) => value / length) };
  };
  return { learned: counted.map(vector), asked: ask.map((text) => vector(grams(text))), width: idOf.size };
}
