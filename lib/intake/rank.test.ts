import fc from "fast-check";
import { expect, test } from "vitest";
import { noticeCategories, noticeSources } from "./contract";
import { claimsIn, dueAtOf, isUrgent, type RankFacts, rankOf, weightiestSource } from "./rank.rules";

const now = new Date("2026-03-01T10:00:00Z");
const targets = { noticeTargetHours: 48, urgentTargetHours: 4 };
const plain: RankFacts = {
  severity: null,
  source: "guest",
  legalClaim: false,
  childAbuseClaim: false,
  categories: [],
  noticeCount: 1,
};
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const placeOf = (facts: Partial<RankFacts>, openedAt = now) => {
  const whole = { ...plain, ...facts };
  return rankOf(whole, dueAtOf(whole, targets, { now: openedAt, dueBefore: null })).rank;
};

test("child abuse, terrorism, a threat to life, self-harm, critical severity, trusted flaggers and authorities come before a year of others", () => {
  const urgent: Partial<RankFacts>[] = [
    { childAbuseClaim: true },
    ...(["child_safety", "terrorism", "threat_to_life", "self_harm"] as const).map((category) => ({
      categories: [category],
    })),
    { severity: "critical" },
    { source: "trusted_flagger" },
    { source: "authority" },
    { source: "court" },
  ];
  const aYearAgo = hoursLater(-365 * 24);
  for (const facts of urgent)
    expect(placeOf(facts), JSON.stringify(facts)).toBeLessThan(
      placeOf({ severity: "high", noticeCount: 1000, legalClaim: true }, aYearAgo),
    );
});

test("among urgent cases a child comes before a trusted flagger's counterfeit bag", () => {
  expect(placeOf({ childAbuseClaim: true })).toBeLessThan(placeOf({ source: "trusted_flagger" }));
});

test("of two equal cases the older is served first, and an old mild case is not overtaken for ever", () => {
  expect(placeOf({}, hoursLater(-1))).toBeLessThan(placeOf({}));
  expect(placeOf({ severity: "high" })).toBeLessThan(placeOf({}, hoursLater(-2)));
  expect(placeOf({}, hoursLater(-30))).toBeLessThan(placeOf({ severity: "high" }));
});

test("ten reports weigh more than one, but less than a severe clause", () => {
  expect(placeOf({ noticeCount: 10 })).toBeLessThan(placeOf({}));
  expect(placeOf({ severity: "high" })).toBeLessThan(placeOf({ noticeCount: 10 }));
});

test("the reasons say in points what the place is made of", () => {
  const facts: RankFacts = { ...plain, severity: "high", source: "registered", legalClaim: true, noticeCount: 10 };
  expect(rankOf(facts, now).why).toEqual([
    { code: "severity", points: 24, values: { severity: "high" } },
    { code: "source", points: 1, values: { source: "registered" } },
    { code: "legal_claim", points: 12 },
    { code: "notices", points: 19, values: { count: 10 } },
  ]);
});

test("a case is due by the target, and one that turns urgent is due the urgent target after that moment", () => {
  const before = dueAtOf(plain, targets, { now, dueBefore: null });
  expect(before).toEqual(hoursLater(48));
  const flagged = { ...plain, source: "trusted_flagger" as const };
  expect(dueAtOf(flagged, targets, { now: hoursLater(10), dueBefore: before })).toEqual(hoursLater(14));
  expect(dueAtOf(flagged, targets, { now: hoursLater(47), dueBefore: before })).toEqual(before);
  expect(dueAtOf(plain, targets, { now: hoursLater(10), dueBefore: before })).toEqual(before);
});

test("ten guests do not hide the trusted flagger among them", () => {
  expect(weightiestSource(["guest", "guest", "trusted_flagger", "guest"])).toBe("trusted_flagger");
});

const someFacts = fc.record({
  severity: fc.constantFrom(null, "low", "medium", "high", "critical"),
  source: fc.constantFrom(...noticeSources),
  legalClaim: fc.boolean(),
  childAbuseClaim: fc.boolean(),
  categories: fc.uniqueArray(fc.constantFrom(...noticeCategories), { maxLength: 4 }),
  noticeCount: fc.integer({ min: 1, max: 1_000_000 }),
});

test("a rank fits a database integer, urgent is always before the rest, and what was claimed can be read back", () => {
  const dates = fc.date({ min: new Date("2000-01-01"), max: new Date("2500-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(someFacts, dates, (facts, dueAt) => {
      const { rank, why } = rankOf(facts, dueAt);
      expect(Math.abs(rank)).toBeLessThan(2 ** 31);
      expect(isUrgent(facts)).toBe(rank < -200_000_000);
      const again = { ...facts, ...claimsIn(why) };
      expect(rankOf(again, dueAt)).toEqual({ rank, why, isUrgent: isUrgent(facts) });
    }),
  );
});
