import { expect, test } from "vitest";
import { helpDirectories, helpFor, helpInWords, helpTopicsFor, type OwnHelp } from "./help.rules";

const aPlace = (more: Partial<OwnHelp> = {}): OwnHelp => ({
  organisation: "TelefonSeelsorge",
  country: "DE",
  topics: ["self_harm"],
  phone: "116 123",
  url: "https://www.telefonseelsorge.de",
  languages: ["de"],
  ...more,
});
const builtIn = helpDirectories.filter(({ topic }) => topic === "self_harm").map(({ url }) => url);
const pages = (own: readonly OwnHelp[], country: string | null) =>
  helpFor(["self_harm"], own, country).map(({ url }) => url);

test("somebody of a country with a place of its own is told of that place and not of the directories", () => {
  expect(pages([aPlace()], "DE")).toEqual(["https://www.telefonseelsorge.de"]);
});

test("somebody of another country is told of the directories, and not of a place that cannot help there", () => {
  expect(pages([aPlace()], "FR")).toEqual(builtIn);
});

test("whose country is not known is told of every country's places, and of the directories after them", () => {
  expect(pages([aPlace()], null)).toEqual(["https://www.telefonseelsorge.de", ...builtIn]);
});

test("a place for everywhere stands in for the directories in every country", () => {
  const everywhere = aPlace({ country: null, url: "https://everywhere.example" });
  expect([pages([everywhere], "FR"), pages([everywhere], null)]).toEqual([
    ["https://everywhere.example"],
    ["https://everywhere.example"],
  ]);
});

test("a place for one topic leaves the directories of the others, and one for two topics is told once", () => {
  const both = aPlace({ topics: ["self_harm", "child_abuse"] });
  expect(helpFor(["self_harm", "child_abuse"], [both], "DE")).toHaveLength(1);
  expect(helpFor(["self_harm", "intimate_images"], [both], "DE").map(({ url }) => url)).toContain(
    "https://stopncii.org",
  );
});

test("a line of a letter names the country, the language, the number and the page in the reader's words", () => {
  const [told] = helpFor(["self_harm"], [aPlace()], "DE");
  if (!told) throw new Error("no place was told");
  expect(helpInWords(told, "en")).toEqual({
    label: "TelefonSeelsorge (Germany, German)",
    reach: "116 123, https://www.telefonseelsorge.de",
  });
  expect(helpInWords({ ...told, url: null }, "zh-Hans")).toEqual({
    label: "TelefonSeelsorge（德国、德语）",
    reach: "116 123",
  });
});

const mixed = {
  editorial: {
    dsaCategory: "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
    dsaKeywords: ["KEYWORD_PYRAMID_SCHEMES", "KEYWORD_SUICIDE"],
  },
  elements: ["gambling", "pyramid schemes", "self-abuse"],
};
const topics = (found: string[], more: object = {}) => helpTopicsFor([{ ...mixed, ...more, found }], []);

test("a clause that lists self-abuse beside gambling and pyramid schemes leads to help only where that is what was found", () => {
  expect(topics([])).toEqual([]);
  expect(topics(["Recruit three friends and earn for life", "pyramid schemes"])).toEqual([]);
  expect(topics(["下注", "gambling"])).toEqual([]);
  expect(topics(["she cuts herself", "self-abuse"])).toEqual(["self_harm"]);
  expect(topics(["教你自杀的方法"])).toEqual(["self_harm"]);
  expect(helpTopicsFor([{ ...mixed, found: [] }], ["self_harm"]), "what notifiers said counts as ever").toEqual([
    "self_harm",
  ]);
});

test("a clause about suicide alone leads to help whatever its first category is, and one without that word does not", () => {
  expect(topics([], { elements: [] })).toEqual(["self_harm"]);
  const plain = { editorial: { ...mixed.editorial, dsaKeywords: ["KEYWORD_PYRAMID_SCHEMES"] } };
  expect(topics(["a suicide in the news"], plain)).toEqual([]);
});
