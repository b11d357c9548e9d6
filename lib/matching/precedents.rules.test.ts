import fc from "fast-check";
import { expect, test } from "vitest";
import { likenessTo, piecesOf } from "./precedents.rules";

const scores = (text: string, others: readonly string[]) => likenessTo(piecesOf(text), others.map(piecesOf));

const offers = [
  "Cheap replica watches, message me on WhatsApp for the catalogue",
  "Replica watches at low prices, the catalogue comes by WhatsApp",
  "Vote for my cousin in the singing contest, link in my profile",
  "加微信看新款高仿手表，全场包邮",
];

test("the same words are the same, a paraphrase is nearer than another topic, and another language shares nothing", () => {
  const [same = 0, near = 0, far = 0, chinese = 0] = scores(offers[0] ?? "", offers);
  expect(same).toBeCloseTo(1, 4);
  expect(near).toBeGreaterThan(far + 0.1);
  expect(chinese).toBeLessThan(0.05);
});

test("Chinese is compared by its characters, disguises of width and script undone", () => {
  const [near = 0, far = 0] = scores("加微信看高仿手錶，全場包郵", [offers[3] ?? "", "孩子今天第一次学会骑自行车"]);
  expect(near).toBeGreaterThan(0.5);
  expect(far).toBeLessThan(0.1);
});

test("one rare word in common does not make two texts nearly the same", () => {
  const [score = 1] = scores("zanzibar brass lamps with delivery to your door tomorrow", [
    "zanzibar football results of last night",
  ]);
  expect(score).toBeLessThan(0.5);
});

test("whatever is compared, likeness lies between none and all, and an empty text is like nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 6 }), (text, others) => {
      for (const score of scores(text, others)) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }),
  );
  expect(scores("", ["", "words"])).toEqual([0, 0]);
});
