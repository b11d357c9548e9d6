import { expect, test } from "vitest";
import { storedMatches } from "@/lib/intake/suggest.rules";
import { headOf } from "@/lib/intake/suggest.store";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { match } from "@/lib/matching/match.rules";
import { harmsOfClause } from "@/lib/platform/harm.rules";
import { resourcesFor } from "./resources.rules";
import { toSuggestions } from "./suggestions.queries";
import { wordsOf } from "./words.store";

/** What a text is counted as, and which pages of help stand on its case, from the matcher's own reading. */
function read(platform: string, text: string) {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  const { matches, confident } = match(matcher, { platform, text }, new Date());
  const stored = storedMatches(matches, "");
  const { harms } = headOf(matcher, stored, confident);
  const { likely } = toSuggestions(matcher.pack, stored, { isConfident: confident, words: wordsOf("en", "matching") });
  return { harms, pages: resourcesFor(likely, [], harms).map(({ url }) => url) };
}

test("a farewell under a clause of many subjects is self-harm: it is counted as that, and says where help is", () => {
  const last = "ordered the rope. nobody would notice anyway. this is the last review i write";
  const { harms, pages } = read("aliexpress", last);
  expect(harms).toContain("self_harm");
  expect(pages).toContain("https://findahelpline.com");
});

test("hatred of a group is hatred: no page about intimate pictures stands on its case", () => {
  const { harms, pages } = read(
    "wechat",
    "They are vermin and breed like it. Somebody should clear their whole street.",
  );
  expect(harms).toEqual(["hate"]);
  expect(pages).toEqual([]);
});

test("a threat to show somebody's nudes says where the victims of that find help", () => {
  const { harms, pages } = read("wechat", "Pay me 500 or I send your nudes to your whole family tonight.");
  expect(harms).toContain("sexual");
  expect(pages).toContain("https://stopncii.org");
});

test("what a person decided under such a clause is self-harm where the evidence says so, and is not where it is gambling", () => {
  const clause = builtInMatcher("aliexpress")?.pack.clauses.find(({ ref }) => ref === "5.sensitive.7");
  if (!clause) throw new Error("the clause is gone");
  expect(harmsOfClause({ ...clause, found: ["she cuts herself", "self-abuse"] })).toEqual(["self_harm"]);
  expect(harmsOfClause({ ...clause, found: ["bet now", "gambling"] })).toEqual([]);
});
