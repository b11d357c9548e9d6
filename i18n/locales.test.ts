import { expect, test } from "vitest";
import { localeAccepted, zoneOrUtc } from "./locales";

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
