import { expect, test } from "vitest";
import { effectsOfTier, owes, platformTiers, reportTier, standingOf, tiersOwing } from "./tier.rules";

test("each tier owes what the one before it owes, but for the report of the micro and small, and only from online platforms on goes anything to the database", () => {
  expect(platformTiers.map((tier) => owes(tier, "database"))).toEqual([false, false, true, true]);
  expect(platformTiers.map((tier) => owes(tier, "complaints"))).toEqual([false, false, true, true]);
  expect(platformTiers.map((tier) => owes(tier, "largeReport"))).toEqual([false, false, false, true]);
  expect(tiersOwing("report"), "the micro and small report nothing").toEqual([
    "hosting",
    "online_platform",
    "very_large",
  ]);
  expect(tiersOwing("database")).toEqual(["online_platform", "very_large"]);
});

test("the transparency report is begun with the rows of the tier", () => {
  expect(platformTiers.map(reportTier)).toEqual(["hosting", "hosting", "platform", "vlop"]);
});

test("AliExpress alone is known to be designated; whoever is not known owes what an online platform owes", () => {
  expect(standingOf("aliexpress")).toEqual({ tier: "very_large", isMarketplace: true });
  for (const id of ["alibaba", "wechat", "taobao-weitao", "of-an-admin"])
    expect(standingOf(id).tier).toBe("online_platform");
});

test("what another tier changes is said in both directions, and nothing where nothing changes", () => {
  const small = { tier: "small_platform", isMarketplace: false } as const;
  const large = { tier: "very_large", isMarketplace: true } as const;
  expect(effectsOfTier(small, large)).toEqual(["database_begins", "complaints_begin", "report_vlop", "traders_begin"]);
  expect(effectsOfTier(large, small)).toEqual(["database_ends", "complaints_end", "report_hosting", "traders_end"]);
  expect(effectsOfTier(large, large)).toEqual(["nothing"]);
  expect(effectsOfTier({ ...small, tier: "hosting" }, small)).toEqual(["nothing"]);
});
