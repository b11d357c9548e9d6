import { expect, test } from "vitest";
import { wordsFor } from "../ui/localised.rules";
import { groupLabel } from "./group-label.rules";

const titles = [
  { ref: "II", platform: "one", title: { en: "Fraud", hans: "欺诈" } },
  { ref: "II", platform: "two", title: { en: "Spam", hans: "垃圾信息" } },
  { ref: "II", platform: "three", title: { en: "Spam", hans: "垃圾信息" } },
];
const inWords = (locale: string) => (title: { en: string; hans?: string }) => wordsFor(title, locale).text;

test("a clause group is read by its title in the reader's language, beside its reference", () => {
  expect(groupLabel("II", titles, { platform: "one", words: inWords("en") })).toBe("Fraud · II");
  expect(groupLabel("II", titles, { platform: "one", words: inWords("zh-Hans") })).toBe("欺诈 · II");
});

test("one reference in several platforms' rules names each title once", () => {
  expect(groupLabel("II", titles, { platform: "", words: inWords("en") })).toBe("Fraud / Spam · II");
});

test("a group that no rules know any more is shown as it is", () => {
  expect(groupLabel("gone", titles, { platform: "", words: inWords("en") })).toBe("gone");
});
