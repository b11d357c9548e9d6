import { expect, test } from "vitest";
import { otherLanguage } from "./typed-language.rules";

const english = "The address in the comment is that of the seller's own shop, which the rule allows.";
const chinese = "评论中的网址是卖家自己的店铺，规则允许这样做。";

test("English reasons in a letter in Chinese are noticed, and so the other way round", () => {
  expect(otherLanguage(english, "zh-Hans")).toBe("en");
  expect(otherLanguage(chinese, "de")).toBe("zh-Hans");
  expect(otherLanguage(chinese, "zh-Hant")).toBe("zh-Hans");
});

test("reasons in the language of the letter, whatever its region, are passed over", () => {
  expect(otherLanguage(english, "en-GB")).toBeNull();
  expect(otherLanguage(chinese, "zh-Hans")).toBeNull();
  const german = "Die Adresse im Kommentar ist die des eigenen Ladens, und das ist nach der Regel nicht verboten.";
  expect(otherLanguage(german, "de")).toBeNull();
  expect(otherLanguage(german, "en")).toBe("de");
});

test("the first words say nothing yet, nor do names and numbers", () => {
  expect(otherLanguage("We read it", "zh-Hans")).toBeNull();
  expect(otherLanguage("店铺", "en")).toBeNull();
  expect(
    otherLanguage(`<img src=x onerror="alert(1)"> <a href='https://evil.example/?q=1'>click</a> a eu`, "en"),
  ).toBeNull();
  expect(otherLanguage("XK-4711 / 2026-03-01 / 12345 67890 / 445566 778899 001122", "zh-Hans")).toBeNull();
});
