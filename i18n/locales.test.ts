import { expect, test } from "vitest";
import { localeAccepted, localeOfPage, zoneOrUtc } from "./locales";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"],
  ["zh-TW", "zh-Hans"],
  ["en-GB,en;q=0.5", "en"],
  ["de, zh;q=0.3, en;q=0.7", "en"],
  ["fr-CA", null],
  ["zh;q=0, en", "en"],
  ["", null],
  [null, null],
  [`${"x,".repeat(100_000)}zh`, null],
])("a browser that asks for %s is answered in %s", (header, locale) => {
  expect(localeAccepted(header)).toBe(locale);
});

test("a time zone that does not exist is read as UTC, so that a forged cookie breaks nothing", () => {
  expect(zoneOrUtc("Asia/Shanghai")).toBe("Asia/Shanghai");
  expect(zoneOrUtc("Mars/Olympus")).toBe("UTC");
  expect(zoneOrUtc(undefined)).toBe("UTC");
});

test("a letter's page speaks the letter's language, whatever the reader chose elsewhere, until they choose on the page", () => {
  const letter = { letter: "zh-Hans", accepted: "en" };
  expect(localeOfPage(letter)).toBe("zh-Hans");
  expect(localeOfPage({ ...letter, picked: "en" })).toBe("zh-Hans");
  expect(localeOfPage({ ...letter, picked: "en", pickedForLetter: "en" })).toBe("en");
  expect(localeOfPage({ letter: "en", accepted: "en", pickedForLetter: "zh-Hans" })).toBe("zh-Hans");
  expect(localeOfPage({ ...letter, pickedForLetter: "tlh" }), "a forged cookie chooses nothing").toBe("zh-Hans");
});

test("every other page speaks the reader's choice, then the browser's language, then English", () => {
  expect(localeOfPage({ letter: null, picked: "zh-Hans", accepted: "en" })).toBe("zh-Hans");
  expect(localeOfPage({ letter: null, accepted: "zh-CN" })).toBe("zh-Hans");
  expect(localeOfPage({ letter: null, accepted: null })).toBe("en");
  expect(localeOfPage({ letter: null, pickedForLetter: "zh-Hans", accepted: "en" })).toBe("en");
});
