import { expect, test } from "vitest";
import {
  letterLanguageOfTag,
  letterLanguages,
  localeAccepted,
  localeOfPage,
  promisedLanguage,
  promising,
  speaksAllLanguages,
  unpromised,
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

test("the public pages speak every language of letters; the desk and its way in those of the screens", () => {
  const polish = { letter: null, accepted: "pl-PL,en;q=0.4" };
  expect(localeOfPage({ ...polish, speaksAll: true })).toBe("pl");
  expect(localeOfPage({ ...polish, speaksAll: true, pickedInPublic: "fr" })).toBe("fr");
  expect(localeOfPage(polish)).toBe("en");
  expect(localeOfPage({ letter: "pl", accepted: "en" })).toBe("pl");
  const all = [
    "/",
    "/?x=1",
    "/report",
    "/report?platform=wechat",
    "/report/sent?key=x",
    "/notice/N-1?key=x",
    "/notice",
    "/terms/wechat",
    "/terms/wechat/misuse?lang=de",
  ];
  expect(all.filter((path) => !speaksAllLanguages(path))).toEqual([]);
  expect(
    ["/notices", "/reports", "/queue", "/sign-in", "/settings/terms", "/settings?x=/report"].filter(speaksAllLanguages),
  ).toEqual([]);
});

test("a language chosen on the report form never turns the desk, and one chosen in the desk holds on the form until another is chosen there", () => {
  const atTheDesk = { letter: null, picked: "zh-Hans", accepted: "en" };
  expect(localeOfPage({ ...atTheDesk, pickedInPublic: "pl" })).toBe("zh-Hans");
  expect(localeOfPage({ ...atTheDesk, pickedInPublic: "en" })).toBe("zh-Hans");
  expect(localeOfPage({ ...atTheDesk, speaksAll: true })).toBe("zh-Hans");
  expect(localeOfPage({ ...atTheDesk, speaksAll: true, pickedInPublic: "pl" })).toBe("pl");
  const guest = { letter: null, accepted: "en" };
  expect(localeOfPage({ ...guest, pickedInPublic: "zh-Hans" }), "it is spoken there too").toBe("zh-Hans");
  expect(localeOfPage({ ...guest, pickedInPublic: "pl" })).toBe("en");
});

test.each(letterLanguages)(
  "a report button labelled in %s leads to the form in that language, and on to what follows, unless the person chose one",
  (language) => {
    const came = { letter: null, speaksAll: true, accepted: "sv,en;q=0.5" };
    for (const address of [
      "/report?platform=weibo&location=x",
      "/report/sent?key=x&reference=y",
      "/notice/N-1?key=x",
      "/terms/weibo",
    ]) {
      const promised = promisedLanguage(promising(address, language));
      expect(localeOfPage({ ...came, promised }), address).toBe(language);
      expect(localeOfPage({ ...came, promised, pickedInPublic: "it" })).toBe("it");
      expect(localeOfPage({ ...came, promised, picked: "en" })).toBe("en");
    }
  },
);

test("no other page is turned by its address, and a language that is not ours promises nothing", () => {
  expect(promisedLanguage("/settings?lang=zh-Hans")).toBeNull();
  expect(promisedLanguage("/reports?lang=de")).toBeNull();
  expect(promisedLanguage("/?lang=de")).toBeNull();
  expect(promisedLanguage("/report")).toBeNull();
  expect(promisedLanguage("/report?lang=tlh")).toBeNull();
  expect(promisedLanguage("/report?location=https://a.example/?b=1&lang=de-AT")).toBe("de");
  expect(promising("/report", null)).toBe("/report");
});

test("whoever chooses a language at the foot of a page is no longer led by the one that a link asked for", () => {
  expect(unpromised("/terms/weibo?lang=fr")).toBe("/terms/weibo");
  expect(unpromised("/report?platform=weibo&lang=fr&location=x")).toBe("/report?platform=weibo&location=x");
  for (const address of ["/report", "/notice/N-1?key=a%20b"]) expect(unpromised(address)).toBe(address);
});
