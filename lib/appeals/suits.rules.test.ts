import { expect, test } from "vitest";
import { fittingFirst, skillsFit } from "./suits.rules";

const about = { platformId: "wechat", languages: ["zh", "en"], clauseGroup: "spam" };

test("no skills limit nothing; a skill that is chosen has to fit both texts, the platform and the rules", () => {
  expect(skillsFit(about, {})).toBe(true);
  expect(skillsFit(about, { languages: ["zh", "en"], platforms: ["wechat"], groups: ["spam"] })).toBe(true);
  expect(skillsFit(about, { languages: ["zh"] })).toBe(false);
  expect(skillsFit(about, { platforms: ["aliexpress"] })).toBe(false);
  expect(skillsFit(about, { groups: ["fraud"] })).toBe(false);
});

test("a text in no known language, and a case of no group, fit everybody", () => {
  expect(skillsFit({ ...about, languages: ["und"] }, { languages: ["fr"] })).toBe(true);
  expect(skillsFit({ ...about, clauseGroup: null }, { groups: ["fraud"] })).toBe(true);
});

test("who fits comes first, in the order that was", () => {
  const people = [
    { id: "a", fits: false },
    { id: "b", fits: true },
    { id: "c", fits: true },
  ];
  expect(fittingFirst(people).map(({ id }) => id)).toEqual(["b", "c", "a"]);
});
