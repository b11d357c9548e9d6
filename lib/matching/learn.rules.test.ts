import fc from "fast-check";
import { expect, test } from "vitest";
import { askingMatcher, lexiconOf } from "./ask-lexicon.rules";
import { builtInMatcher } from "./built-in.store";
import { featuresOf, signWeights } from "./features.rules";
import { type Example, learn, predict } from "./learn.rules";
import { lexicalReader } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";
import { toBytes } from "./model-bytes.rules";
import { rankLearned } from "./rank-learned.rules";
import { learnTuned } from "./tune.rules";

const places = ["harbour", "market", "station", "library", "garden", "museum"];
const examples: Example[] = places.flatMap((place) => [
  { text: `cheap loans at the ${place}, call the banker`, label: "loans" },
  { text: `贷款找我，${place}附近，利息低`, label: "loans" },
  { text: `lost a grey cat near the ${place}, please call`, label: "pets" },
  { text: `在${place}附近走失一只灰猫`, label: "pets" },
  { text: `lovely weather at the ${place} today`, label: null },
]);

const top = (model: ReturnType<typeof learn>, text: string, explanation?: string) =>
  predict(model, { text, explanation })[0]?.label;

test("what was decided on one text is expected of a similar one, in both scripts", () => {
  const model = learn(examples);
  expect(top(model, "cheap loan, call our banker now")).toBe("loans");
  expect(top(model, "灰猫走失了")).toBe("pets");
  expect(top(model, "lovely weather here")).toBeNull();
});

test("a misspelt word still resembles itself", () => {
  expect(top(learn(examples), "cheeap looans, bankerr")).toBe("loans");
});

test("what the notifier says is learned apart from what was posted", () => {
  const told: Example[] = places.flatMap((place) => [
    { text: `photo of the ${place}`, explanation: "this is my own picture, stolen", label: "copied" },
    { text: `photo of the ${place}, stolen goods`, explanation: "do not know", label: "goods" },
  ]);
  const model = learn(told);
  expect(top(model, "", "my picture was stolen")).toBe("copied");
  expect(top(model, "stolen goods")).toBe("goods");
});

test("learning twice gives the same model", () => {
  const [one, other] = [learn(examples), learn(examples)];
  expect(Buffer.compare(toBytes(one), toBytes(other))).toBe(0);
  expect(predict(one, { text: "grey cat" })).toEqual(predict(other, { text: "grey cat" }));
});

test("the chances of all labels add up to one, best first, on any text", () => {
  const model = learn(examples);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ maxLength: 30 }), (text, explanation) => {
      const ranked = predict(model, { text, explanation });
      expect(ranked.map(({ label }) => label).sort()).toEqual(["loans", "pets", null].sort());
      expect(ranked.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
      const scores = ranked.map(({ score }) => score);
      expect([...scores].sort((first, second) => second - first)).toEqual(scores);
    }),
    { numRuns: 100 },
  );
});

test("where several labels are right, each of them is learned", () => {
  const both = places.map((place) => ({
    text: `poker and loans at the ${place}`,
    label: "gambling",
    labels: ["loans"],
  }));
  const weather = places.map((place) => ({ text: `rain over the ${place}`, label: null }));
  const ranked = predict(learn([...both, ...weather]), { text: "poker and loans" });
  expect(
    ranked
      .slice(0, 2)
      .map(({ label }) => label)
      .sort(),
  ).toEqual(["gambling", "loans"]);
});

test("a rare label is not drowned by a frequent one", () => {
  const many = Array.from({ length: 300 }, (_, at) => ({ text: `order ${at} arrived, thank you`, label: null }));
  const few = places.slice(0, 4).map((place) => ({ text: `ivory bracelet from the ${place}`, label: "wildlife" }));
  expect(top(learn([...many, ...few]), "an ivory bracelet")).toBe("wildlife");
});

test("what nearly every text shows teaches less than what few of them show", () => {
  const space = { buckets: 2 ** 12, reader: lexicalReader(readSharedLexicon()) };
  const read = (text: string) => featuresOf({ text }, space, null);
  const signs = (text: string) => {
    const { ids, spelled } = read(text);
    return [...ids.subarray(spelled)].map((id) => id - space.buckets);
  };
  const offers = places.map((place) => `lamp for sale at the ${place}`);
  const weights = signWeights([...offers, "ivory for sale at the pier"].map(read), space);
  const usual = signs("lamp for sale at the pier");
  const telling = signs("ivory for sale at the pier").filter((sign) => !usual.includes(sign));
  expect(usual.length).toBeGreaterThan(0);
  expect(telling.length).toBeGreaterThan(0);
  const strongestUsual = Math.max(...usual.map((sign) => weights[sign] ?? 0));
  for (const sign of telling) expect(weights[sign]).toBeGreaterThan(2 * strongestUsual);
});

test("nothing learned predicts nothing, and one label is predicted always", () => {
  expect(predict(learn([]), { text: "anything" })).toEqual([]);
  expect(predict(learn([{ text: "a", label: "only" }]), { text: "b" })).toEqual([{ label: "only", score: 1 }]);
});

test("with a platform, a clause nobody has decided on yet still stands by the lexicon", () => {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  const decided = places.map((place) => ({ text: `lovely weather at the ${place}`, label: null }));
  const now = new Date("2024-03-01T12:00:00Z");
  const text = "ivory bracelet and rhino horn for sale, dm me";
  const lexicon = lexiconOf(matcher, { text }, { labels: [], now });
  expect(rankLearned(learn(decided), { text }, lexicon)[0]?.label).toBe("CG/Wildlife(a)");
  expect(rankLearned(learn([]), { text }, lexicon)[0]?.label).toBe("CG/Wildlife(a)");
});

test("with a platform, decisions overrule the lexicon where they are many", () => {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  const decided = Array.from({ length: 40 }, (_, at) => [
    { text: `piano casino chair model ${at} for sale`, label: "CG/Spam(a)" },
    { text: `good morning ${at}`, label: null },
  ]).flat();
  const text = "piano casino chair for sale";
  const ask = askingMatcher(matcher, new Date("2024-03-01T12:00:00Z"));
  const ranked = rankLearned(learnTuned(decided, null, { ask }), { text }, ask(text, []));
  expect(ranked[0]?.label).toBe("CG/Spam(a)");
});

test("what the notifier says is never asked about what was learned", () => {
  const model = learn(places.map((place) => ({ text: `cheap loans at the ${place}`, label: place })));
  const given = { text: "cheap loans", explanation: "it was at the museum" };
  expect(rankLearned(model, given, null)).toEqual(rankLearned(model, { text: "cheap loans" }, null));
});
