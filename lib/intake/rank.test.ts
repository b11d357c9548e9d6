import fc from "fast-check";
import { expect, test } from "vitest";
import { noticeCategories, noticeSources } from "./contract";
import { claimsIn, dueAtOf, isUrgent, type RankFacts, rankOf, weightiestSource } from "./rank.rules";
import { reachIn, reachKinds } from "./reach.rules";
import { sameWordsAfter, wordsHash } from "./same-words.rules";

const now = new Date("2026-03-01T10:00:00Z");
const targets = { noticeTargetHours: 48, urgentTargetHours: 4 };
const plain: RankFacts = {
  severity: null,
  source: "guest",
  legalClaim: false,
  childAbuseClaim: false,
  categories: [],
  noticeCount: 1,
  reach: null,
  record: null,
};
const inside = { name: "Consumer Watch", standing: "inside" } as const;
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const placeOf = (facts: Partial<RankFacts>, openedAt = now) => {
  const whole = { ...plain, ...facts };
  return rankOf(whole, dueAtOf(whole, targets, { now: openedAt, dueBefore: null })).rank;
};

test("child abuse, terrorism, a threat to life, self-harm, critical severity, trusted flaggers in their area and authorities come before a year of others", () => {
  const urgent: Partial<RankFacts>[] = [
    { childAbuseClaim: true },
    ...(["child_safety", "terrorism", "threat_to_life", "self_harm"] as const).map((category) => ({
      categories: [category],
    })),
    { severity: "critical" },
    { flaggers: [inside] },
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
  expect(placeOf({ childAbuseClaim: true })).toBeLessThan(placeOf({ flaggers: [inside] }));
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
  const flagged = { ...plain, flaggers: [inside] };
  expect(dueAtOf(flagged, targets, { now: hoursLater(10), dueBefore: before })).toEqual(hoursLater(14));
  expect(dueAtOf(flagged, targets, { now: hoursLater(47), dueBefore: before })).toEqual(before);
  expect(dueAtOf(plain, targets, { now: hoursLater(10), dueBefore: before })).toEqual(before);
});

test("ten guests do not hide the trusted flagger among them", () => {
  expect(weightiestSource(["guest", "guest", "trusted_flagger", "guest"])).toBe("trusted_flagger");
});

test("what many people saw comes sooner, three hours for each tenfold, and never before a grave harm", () => {
  const seenBy = (count: number) => rankOf({ ...plain, reach: { of: "views", count } }, now).why;
  expect(seenBy(90)).toEqual([]);
  expect(seenBy(10_000)).toEqual([{ code: "reach", points: 6, values: { of: "views", count: 10_000 } }]);
  expect(placeOf({ reach: { of: "views", count: 1_000_000_000 } })).toBeGreaterThan(placeOf({ severity: "critical" }));
});

test("a platform's numbers are read wherever it puts them, and what is no number is not one", () => {
  expect(reachIn({ views: "12,400", likes: 3 })).toEqual({ of: "views", count: 12_400 });
  expect(reachIn({ author: { followers: 5_000 }, product: { sold: 900 } })).toEqual({ of: "followers", count: 5_000 });
  expect(reachIn({ likes: 300, views: 2_000 })).toEqual({ of: "likes", count: 300 });
  expect(reachIn({ audience: "friends", views: "many", sold: -3 })).toBeNull();
});

test("a sender who is mostly right comes sooner; one who was wrong stands where a first-time reporter does", () => {
  const by = (acted: number, of: number) => placeOf({ record: { acted, of } });
  expect(by(9, 10)).toBeLessThan(by(7, 10));
  expect(by(0, 200)).toBe(placeOf({}));
  expect(by(4, 4)).toBe(placeOf({}));
});

test("where the abuse of a child is claimed nobody's record counts", () => {
  const record = { acted: 40, of: 40 };
  expect(placeOf({ childAbuseClaim: true, record })).toBe(placeOf({ childAbuseClaim: true }));
  expect(placeOf({ categories: ["child_safety"], record })).toBe(placeOf({ categories: ["child_safety"] }));
});

const someFacts = fc.record({
  severity: fc.constantFrom(null, "low", "medium", "high", "critical"),
  source: fc.constantFrom(...noticeSources),
  legalClaim: fc.boolean(),
  childAbuseClaim: fc.boolean(),
  categories: fc.uniqueArray(fc.constantFrom(...noticeCategories), { maxLength: 4 }),
  noticeCount: fc.integer({ min: 1, max: 1_000_000 }),
  reach: fc.option(
    fc.record({ of: fc.constantFrom(...reachKinds), count: fc.integer({ min: 0, max: 1_000_000_000 }) }),
  ),
  flaggers: fc.uniqueArray(
    fc.record({
      name: fc.string(),
      standing: fc.constantFrom("inside" as const, "outside" as const, "suspended" as const),
    }),
    { maxLength: 3, selector: ({ name, standing }) => `${standing} ${name}` },
  ),
  record: fc.option(fc.nat(300).chain((of) => fc.record({ acted: fc.nat(of), of: fc.constant(of) }))),
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

test("what says the same words again within an hour adds nothing to the place; other words, or the same a day later, do", () => {
  const after = (words: string[], minutes: number) =>
    sameWordsAfter(
      null,
      words.map((each, at) => ({ words: wordsHash(each), at: at * minutes })),
    );
  const brigade = Array.from({ length: 7 }, () => "Fake shop! Remove  it.");
  expect(placeOf({ noticeCount: 7, sameWords: after(brigade, 5) })).toBe(placeOf({}));
  expect(placeOf({ noticeCount: 7, sameWords: after(brigade, 24 * 60) })).toBe(placeOf({ noticeCount: 7 }));
  const own = brigade.map((words, at) => `${words} ${at}`);
  expect(placeOf({ noticeCount: 7, sameWords: after(own, 5) })).toBe(placeOf({ noticeCount: 7 }));
  const { why } = rankOf({ ...plain, noticeCount: 7, sameWords: after(brigade, 5) }, now);
  expect(why).toMatchObject([{ code: "notices", points: 0, values: { count: 7, same: 6 } }]);
  expect(claimsIn(why).sameWords, "the next notice goes on from it").toEqual(after(brigade, 5));
});
