import { expect, test } from "vitest";
import { isCountry } from "./countries.rules";
import { countriesInWords } from "./letter.rules";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

test("every country of the list has a name in both languages, and there are 249 of them", () => {
  const all = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  expect(all).toHaveLength(249);
  for (const code of all) {
    expect(countriesInWords([code], "en")).not.toBe(code);
    expect(countriesInWords([code], "zh-Hans")).toMatch(/\p{Script=Han}/u);
  }
});

test("what is no country of the list is none, however much it looks like one", () => {
  for (const code of ["1!", "de", "EU", "XX", "UK", "", "DEU", "ZZ"]) expect(isCountry(code)).toBe(false);
});
