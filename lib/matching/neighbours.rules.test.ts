import { expect, test } from "vitest";
import { featuresOf, rarityOf, reweigh } from "./features.rules";
import { learn, predict } from "./learn.rules";
import { lexicalReader } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";
import { fromBytes, toBytes } from "./model-bytes.rules";
import { type Neighbours, neighboursOf, votesOf } from "./neighbours.rules";

const buckets = 2 ** 14;
const space = { buckets, reader: null };

/** Texts with the number of their label, oldest first. */
function indexed(texts: readonly [text: string, label: number][], most = 2 ** 20) {
  const features = texts.map(([text]) => featuresOf({ text }, space, null));
  const rarity = rarityOf(features, buckets);
  for (const one of features) reweigh(one, rarity);
  const steps = neighboursOf(
    features,
    texts.map(([, label]) => Int32Array.of(label)),
    { buckets, most },
  );
  let step = steps.next();
  while (!step.done) step = steps.next();
  return { index: step.value, ask: (text: string) => featuresOf({ text }, space, rarity) };
}

const kept = ({ labels }: Neighbours) => Array.from(labels);

test("a text gets the label of the decided ones most like it, and a text like none of them gets no vote", () => {
  const { index, ask } = indexed([
    ["grey cat lost at the harbour", 0],
    ["cheap loans from our banker", 1],
    ["走失一只灰猫", 0],
    ["贷款利息低", 1],
  ]);
  const [pets, loans] = votesOf(index, ask("lost my grey cat"), [2, 2]) ?? [];
  expect(pets).toBeGreaterThan(0.9);
  expect(loans).toBeLessThan(0.1);
  expect(votesOf(index, ask("贷款"), [2, 2])?.[1]).toBeGreaterThan(0.9);
  expect(votesOf(index, ask("zzz"), [2, 2])).toBeNull();
});

test("of texts that are too many to keep the oldest are left out", () => {
  const texts = Array.from({ length: 40 }, (_, at): [string, number] => [`parcel${at} arrived on day${at}`, at]);
  const whole = indexed(texts).index;
  expect(kept(whole)).toHaveLength(40);
  const half = indexed(texts, Math.floor(whole.texts.length / 2)).index;
  expect(half.texts.length).toBeLessThanOrEqual(whole.texts.length / 2);
  expect(kept(half)).toEqual(kept(whole).slice(-kept(half).length));
  expect(kept(indexed(texts, 0).index)).toEqual([]);
});

test("a frequent label does not outvote a rare one that is as like the text", () => {
  const { index, ask } = indexed([
    ["ivory bracelet", 1],
    ["ivory bracelet", 0],
  ]);
  const [frequent, rare] = votesOf(index, ask("ivory bracelet"), [900, 4]) ?? [];
  expect(rare).toBeGreaterThan(frequent ?? 1);
});

const decided = (fallen: string | null) =>
  ["harbour", "market", "station", "library", "garden", "museum"].flatMap((place) => [
    { text: `cheap loans at the ${place}`, label: "loans" },
    { text: `lost a grey cat near the ${place}`, label: "pets" },
    ...(fallen === null ? [] : [{ text: `${fallen} ${place}`, label: "pets" }]),
  ]);

test("a decision that fell leaves no trace among the neighbours: learned without it, the model is as if it never was", () => {
  const reader = lexicalReader(readSharedLexicon());
  const [never, after] = [toBytes(learn(decided(null), reader)), toBytes(learn(decided(null), reader))];
  const before = toBytes(learn(decided("purple zeppelin"), reader));
  expect(Buffer.compare(never, after)).toBe(0);
  expect(Buffer.compare(before, after)).not.toBe(0);
  const [known, forgotten] = [before, after].map((bytes) => fromBytes(bytes, reader));
  const chance = (model: typeof known) =>
    model && predict(model, { text: "purple zeppelin" }).find(({ label }) => label === "pets")?.score;
  expect(chance(known)).toBeGreaterThan(chance(forgotten) ?? 1);
});
