import fc from "fast-check";
import { expect, test } from "vitest";
import { readableQuote } from "./readable-quote.rules";

/** What is quoted for these words of the text. */
function quoted(text: string, words: string, element = ""): string {
  const start = text.indexOf(words);
  const span = { in: "text" as const, start, end: start + words.length, text: words, element };
  return readableQuote({ title: "", text }, span);
}

test("two words out of a sentence are quoted as the sentence they stand in, without its stop", () => {
  const text = "Great cream! Approved by the European Commission for sensitive skin, 3.50 a jar. Ask v.b. for more.";
  expect(quoted(text, "Approved by the European")).toBe(
    "Approved by the European Commission for sensitive skin, 3.50 a jar",
  );
});

test("a Chinese sentence ends at its own marks, and a line is a sentence", () => {
  expect(quoted("质量很好！加微信领取优惠券，全场包邮。明天截止。", "加微信")).toBe("加微信领取优惠券，全场包邮");
  expect(quoted("第一行\n加我微信看新款\n第三行", "微信")).toBe("加我微信看新款");
});

test("words that reach over two sentences are quoted as both, with what stands between them", () => {
  expect(quoted("Pay first. Then I send it! Thanks.", "first. Then")).toBe("Pay first. Then I send it!");
});

test("of a long sentence whole words are quoted around what was bound, and it is said that more was there", () => {
  const long = `${"many other words ".repeat(12)}approved by the European office${" and so on it goes".repeat(12)}.`;
  const quote = quoted(long, "by the European off");
  expect(quote).toMatch(/^…\w.* approved by the European office .*\w…$/);
  for (const word of quote.replaceAll("…", "").split(" ")) expect(long.split(/[ .]/)).toContain(word);
  expect(quote.length).toBeLessThan(130);
});

test("a text of 5,000 letters without a space is not quoted whole", () => {
  const text = `${"a".repeat(2500)}buy${"b".repeat(2500)}`;
  expect(quoted(text, "buy")).toBe("…buy…");
});

test("what a person bound to an element of the clause is quoted as they chose it", () => {
  expect(quoted("We were approved by the European Commission.", "European", "It names an authority.")).toBe("European");
});

test("words that are not where they are said to be, and a notifier's own, are left as they are", () => {
  const content = { title: "A title of its own", text: "Something else." };
  const span = { start: 0, end: 5, text: "Words", element: "" };
  expect(readableQuote(content, { ...span, in: "text" })).toBe("Words");
  expect(readableQuote(content, { ...span, in: "explanation" })).toBe("Words");
  expect(readableQuote(content, { in: "title", start: 2, end: 7, text: "title", element: "" })).toBe(content.title);
});

const pieces = [
  "a",
  "word ",
  "加微信",
  "。",
  "! ",
  ". ",
  "\n",
  "👩‍👩‍👧 ",
  "é",
  "🇪🇺",
  "\u0301",
  " ",
  "\u200d",
  "xyz".repeat(30),
];
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

test("of any text and any bound words, the quotation holds them, is of the text, and cuts no character in two", () => {
  const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 30 }), (text, from, length) => {
      const ends = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
      const starts = [0, ...ends.slice(0, -1)];
      const start = starts[from % starts.length] ?? 0;
      const end = ends.find((at) => at >= Math.min(text.length, start + length)) ?? text.length;
      const words = text.slice(start, end);
      const quote = readableQuote({ title: "", text }, { in: "text", start, end, text: words, element: "" });
      const bare = quote.replace(/^…/, "").replace(/…$/, "");
      expect(bare).toContain(words);
      expect(text).toContain(bare);
      expect(bare.length).toBeLessThanOrEqual(Math.max(160, words.length + 80));
      const isWhole = starts.some((at) => text.startsWith(bare, at) && [...ends, at].includes(at + bare.length));
      expect(isWhole).toBe(true);
    }),
    { numRuns: 600 },
  );
});
