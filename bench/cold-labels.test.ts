import { expect, test } from "vitest";
import { coldRanker, labelsByClause, mappedPlatforms } from "./cold-labels";

test("every clause that a label is mapped to is there, and clauses under it stand for the label too", () => {
  const wechat = labelsByClause("wechat");
  expect(wechat.get("CG/Gambling(c)")).toEqual(["gambling"]);
  // What is no platform's rule by itself stands for no label, so naming it is wrong.
  expect(wechat.get("CG/Other(c)")).toEqual([]);
  expect(labelsByClause("aliexpress").get("5.sensitive.9.a")).toEqual(["sexual_content"]);
});

test.each(mappedPlatforms)(
  "before the first decision %s answers in labels: the right one first, or that nothing matches",
  (platform) => {
    const ranker = coldRanker(platform);
    expect(ranker("Online casino, place your bets now, 100% bonus on first deposit")[0]?.label).toBe("gambling");
    expect(ranker("The weather is lovely, we walked along the river")[0]?.label).toBe("none");
  },
);
