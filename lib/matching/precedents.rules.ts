import { type Features, featuresOf } from "./features.rules";

/** Characters of a text that are compared: what it says is said by then, and a few hundred texts stay a few milliseconds. */
export const mostCompared = 1000;
const space = { buckets: 2 ** 16, reader: null };

/** The pieces of a text's words, made ready to be compared with others'. */
export function piecesOf(text: string): Features {
  return featuresOf({ text: text.slice(0, mostCompared) }, space, null);
}

/** By how many texts have a piece, how much it tells. */
function rarities(texts: readonly Features[]): { seen: Uint16Array; tells: Float64Array } {
  const seen = new Uint16Array(space.buckets);
  for (const { ids } of texts) {
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0;
      seen[id] = (seen[id] ?? 0) + 1;
    }
  }
  const tells = new Float64Array(texts.length + 1);
  for (let times = 1; times <= texts.length; times += 1) tells[times] = 1 + Math.log((1 + texts.length) / (1 + times));
  return { seen, tells };
}

/**
 * How like a text each of the others is, between 0 and 1: the cosine of the pieces of their words, where a piece that
 * many of them have tells little. A piece that only the text itself has counts too, or one rare word that two texts share
 * would make them the same.
 */
export function likenessTo(asked: Features, others: readonly Features[]): number[] {
  const { seen, tells } = rarities([asked, ...others]);
  const own = new Float64Array(space.buckets);
  let length = 0;
  for (let at = 0; at < asked.ids.length; at += 1) {
    const id = asked.ids[at] ?? 0;
    const value = (asked.values[at] ?? 0) * (tells[seen[id] ?? 0] ?? 0);
    own[id] = value;
    length += value * value;
  }
  return others.map(({ ids, values }) => {
    let squares = 0;
    let shared = 0;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0;
      const value = (values[at] ?? 0) * (tells[seen[id] ?? 0] ?? 0);
      squares += value * value;
      shared += value * (own[id] ?? 0);
    }
    return squares > 0 && length > 0 ? Math.min(1, shared / Math.sqrt(length * squares)) : 0;
  });
}
