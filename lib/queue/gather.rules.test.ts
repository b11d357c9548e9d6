import fc from "fast-check";
import { expect, test } from "vitest";
import { featuresOf, keysOf, likenessOf } from "./gather.rules";

const of = (text: string, more: { group?: string | null; title?: string; location?: string } = {}) =>
  featuresOf({ title: "", location: "https://wechat.example/post/1", group: null, ...more, text });
const like = (a: string, b: string, more = {}) => likenessOf(of(a, more), of(b, more), 70);
const meets = (a: string, b: string, more = {}) => {
  const keys = new Set(keysOf("wechat", of(a, more)));
  return keysOf("wechat", of(b, more)).some((key) => keys.has(key));
};

const advert = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十，数量有限";
const english =
  "Hello friend, work from home and earn 500 dollars every day, no skills are needed, message me to begin";

test.each([
  ["another number and another name", advert, `@leaf_22 ${advert} 13800001111`],
  ["traditional script", advert, "加微信看最新款手錶，全場包郵，一比一複刻，支持貨到付款，假一賠十，數量有限"],
  ["spaces between the signs", advert, Array.from(advert).join(" ")],
  ["full-width letters", english, english.replace(/[a-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
  ["letters drawn out and dotted", english, english.replace("friend", "frieeeend").replace("home", "h.o.m.e")],
  ["letters as digits", english, english.replace("needed", "n33ded").replace("message", "me5sage")],
  ["one word changed", english, english.replace("dollars", "euros")],
])("the same text with %s is found and holds", (_what, a, b) => {
  expect(meets(a, b)).toBe(true);
  expect(like(a, b)?.likeness).toBeGreaterThanOrEqual(70);
});

test.each([
  ["two texts of one subject", advert, "加微信领取优惠券，新用户首单立减二十元，老客户回馈活动仅限本周末，先到先得"],
  [
    "an answer that quotes half of it",
    english,
    `${english.slice(0, 40)} is what they wrote to me, and I think it is a fraud that should be stopped by you`,
  ],
  ["two kinds of praise", "好评", "很好"],
  ["two short words", "good", "nice"],
])("%s are not one wave", (_what, a, b) => {
  expect(like(a, b)).toBeNull();
  expect(like(a, b, { group: "4" })).toBeNull();
});

test("the same short text needs a reason besides: both were suggested the same section", () => {
  expect(like("好评", "好评")).toBeNull();
  expect(meets("好评", "好评")).toBe(false);
  expect(like("好评", "好评！", { group: "4" })).toEqual({ by: "equal", likeness: 100 });
  expect(meets("好评", "好评！", { group: "4" })).toBe(true);
  expect(likenessOf(of("好评", { group: "4" }), of("好评", { group: "5" }), 70)).toBeNull();
});

test("texts that share nothing but where they lead are gathered by the link, whoever shared it", () => {
  const [a, b] = ["Look at this https://www.sale.example/x?id=7&utm_source=a now", "便宜好货 sale.example/x?id=7"];
  expect(meets(a, b)).toBe(true);
  expect(like(a, b)).toEqual({ by: "link", likeness: 100 });
  expect(like("see https://sale.example/x", "see https://sale.example/y")).toBeNull();
  expect(
    like("see https://wechat.example/a here", "https://wechat.example/a is mine"),
    "the platform itself",
  ).toBeNull();
});

test("nothing is gathered across platforms", () => {
  const keys = new Set(keysOf("wechat", of(english)));
  expect(keysOf("alibaba", of(english)).some((key) => keys.has(key))).toBe(false);
});

test("a text without a letter, and none at all, gathers nothing", () => {
  for (const text of ["", "👍👍👍", "!!!", "\u200b"]) expect(keysOf("wechat", of(text, { group: "4" }))).toEqual([]);
});

const words = fc.array(fc.constantFrom(...english.split(" "), ..."加微信看最新款手表全场包邮货到付款".split("")), {
  minLength: 40,
  maxLength: 90,
});

test("whatever is written is like itself, likeness does not ask who came first, and it holds what it says", () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [x, y] = [of(a.join(" ")), of(b.join(" "))];
      expect(likenessOf(x, x, 100)).toEqual({ by: "equal", likeness: 100 });
      expect(likenessOf(x, y, 70)).toEqual(likenessOf(y, x, 70));
      const found = likenessOf(x, y, 70);
      if (found?.by === "text") expect(found.likeness).toBeGreaterThanOrEqual(70);
    }),
    { numRuns: 100 },
  );
});

test("of copies with a word or two changed nearly all are found by their signatures, and none costs more than a few", () => {
  let [found, held] = [0, 0];
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (list, at, other) => {
      const copy = list.map((word, index) =>
        index === at % list.length || index === other % list.length ? "new" : word,
      );
      const [a, b] = [list.join(" "), copy.join(" ")];
      if (!like(a, b)) return;
      held += 1;
      if (meets(a, b)) found += 1;
      expect(keysOf("wechat", of(a)).length).toBeLessThanOrEqual(18);
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(held).toBeGreaterThan(100);
  expect(found / held).toBeGreaterThan(0.95);
});

test("anything at all may be compared", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => Array.isArray(keysOf("wechat", of(text)))),
  );
});

test("of a very long text a part is compared, so that none costs more than another", () => {
  const many = Array.from({ length: 30_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7) % 20_000))).join("");
  for (const text of [many, "赌博网站".repeat(5_000)]) {
    const { grams, letters } = of(text);
    expect(grams.size).toBeLessThanOrEqual(8_000);
    expect(letters.length).toBeLessThanOrEqual(8_000);
    expect(keysOf("wechat", of(text)).length).toBeLessThanOrEqual(18);
  }
  expect(of(many).grams.size, "nothing of it says the same twice").toBeGreaterThan(4_000);
});
