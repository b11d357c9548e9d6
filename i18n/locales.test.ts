import { expect, test } from "vitest";
import {
  isTrackingPath,
  letterLanguageOfTag,
  localeAccepted,
  localeOfPage,
  missedLanguage,
  promisedLanguage,
  zoneOrUtc,
} from "./locales";

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

test.each([
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-Hant-CN", "zh-Hant"],
  ["zh-Hans-HK", "zh-Hans"],
  ["zh", "zh-Hans"],
  ["de-AT", "de"],
  ["pt_BR", "pt"],
  ["PL", "pl"],
  ["da", null],
])("somebody whose language is %s is written to in %s", (tag, language) => {
  expect(letterLanguageOfTag(tag)).toBe(language);
});

test("a report's own page speaks every language of letters; the report form those of the screens", () => {
  expect(localeOfPage({ letter: null, isTracking: true, accepted: "pl-PL,en;q=0.4" })).toBe("pl");
  expect(localeOfPage({ letter: null, isTracking: true, picked: "fr", accepted: "pl" })).toBe("fr");
  expect(localeOfPage({ letter: null, accepted: "pl-PL,en;q=0.4" })).toBe("en");
  expect(localeOfPage({ letter: "pl", accepted: "en" })).toBe("pl");
  expect(["/notice/N-1?key=x", "/notice", "/notices", "/report"].map(isTrackingPath)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a report button's label is kept on the form, unless the person chose a language; no other page is turned by its address", () => {
  const promised = promisedLanguage("/report?platform=weibo&location=x&lang=zh-Hans");
  const came = { letter: null, accepted: "de,en;q=0.5", promised };
  expect(localeOfPage(came)).toBe("zh-Hans");
  expect(localeOfPage({ ...came, picked: "en" })).toBe("en");
  expect(localeOfPage({ ...came, promised: "tlh" })).toBe("en");
  expect(promisedLanguage("/settings?lang=zh-Hans")).toBeNull();
  expect(promisedLanguage("/report")).toBeNull();
});

test("who asks for a language that a public page does not speak is told, and nobody who chose, is served, or reads a page that speaks by itself", () => {
  const german = { picked: undefined, accepted: "de-AT,de;q=0.9,en;q=0.5" };
  for (const path of ["/", "/transparency", "/transparency/weitao?period=2026-1", "/researchers", "/report?platform=x"])
    expect(missedLanguage(path, "en", german), path).toBe("de");
  expect(missedLanguage("/report?platform=x&lang=zh-Hant", "zh-Hans", { picked: undefined, accepted: "en" })).toBe(
    "zh-Hant",
  );
  expect(missedLanguage("/transparency", "zh-Hans", { picked: undefined, accepted: "zh-TW" })).toBe("zh-Hant");
  expect(missedLanguage("/transparency", "en", { picked: "en", accepted: "de" })).toBeNull();
  expect(missedLanguage("/transparency", "en", { picked: undefined, accepted: "en-IE,de;q=0.1" })).toBeNull();
  expect(missedLanguage("/transparency", "en", { picked: undefined, accepted: "sv" })).toBeNull();
  for (const path of ["/terms/weitao/misuse", "/decision/x", "/dispute-bodies", "/notice/A-1", "/reporters"])
    expect(missedLanguage(path, "en", german), path).toBeNull();
});
