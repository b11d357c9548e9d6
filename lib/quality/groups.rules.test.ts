import { expect, test } from "vitest";
import { agreementGroups, type Judged } from "./groups.rules";

const judged = (first: string, second: string, more: Partial<Judged> = {}): Judged => ({
  first,
  second,
  times: 1,
  platform: "wechat",
  language: "en",
  person: { id: "m", name: "Mei" },
  month: "2026-03",
  isByShare: true,
  ...more,
});
const many = (count: number, ...about: Parameters<typeof judged>) =>
  Array.from({ length: count }, () => judged(...about));

test("with fewer than ten reviews the shares are told and no coefficient is", () => {
  const { all } = agreementGroups(many(9, "4", "4"));
  expect(all).toMatchObject({ reviews: 9, agreed: 9, isTooFew: true, kappa: null, alpha: null });
  expect(all.share?.low).toBeGreaterThan(0.6);
});

test("a clause is judged by the cases in which one of the two named it", () => {
  const { byClause } = agreementGroups([
    ...many(8, "4", "4"),
    ...many(2, "4", "6"),
    ...many(10, "no_violation", "no_violation"),
  ]);
  expect(byClause.map(({ name, agreement }) => [name, agreement.agreed, agreement.reviews])).toEqual([
    ["4", 8, 10],
    ["6", 0, 2],
  ]);
  // This clause or another: 18 of 20 alike, where chance alone gives (10·8 + 10·12) of 400.
  expect(byClause[0]?.agreement.kappa?.value).toBeCloseTo((18 / 20 - 0.5) / 0.5, 10);
});

test("what a rule drew that is not chance counts for its clause and person, and not for how all decisions do over time", () => {
  const groups = agreementGroups([
    ...many(3, "4", "4"),
    ...many(4, "4", "6", { isByShare: false, person: { id: "a", name: "Ana" } }),
  ]);
  expect(groups.byChance).toMatchObject({ reviews: 3, agreed: 3 });
  expect(groups.byMonth.map(({ agreement }) => agreement.reviews)).toEqual([3]);
  expect(groups.byPerson.map(({ name, agreement }) => [name, agreement.agreed])).toEqual([
    ["Ana", 0],
    ["Mei", 3],
  ]);
});

test("within a clause, a language and a person agreement is told month by month, the earliest first", () => {
  const { byClause, byLanguage, byPerson, byMonth } = agreementGroups([
    ...many(3, "4", "4", { month: "2026-04", isByShare: false }),
    ...many(1, "4", "6", { month: "2026-03" }),
    ...many(2, "no_violation", "no_violation", { month: "2026-05", language: "zh" }),
  ]);
  const told = (group: (typeof byClause)[number] | undefined) =>
    group?.months?.map(({ month, agreement }) => `${month} ${agreement.agreed} of ${agreement.reviews}`);
  expect(told(byClause.find(({ name }) => name === "4"))).toEqual(["2026-03 0 of 1", "2026-04 3 of 3"]);
  expect(told(byClause.find(({ name }) => name === "6"))).toEqual(["2026-03 0 of 1"]);
  expect(told(byLanguage.find(({ key }) => key === "zh"))).toEqual(["2026-05 2 of 2"]);
  expect(told(byPerson[0])).toEqual(["2026-03 0 of 1", "2026-04 3 of 3", "2026-05 2 of 2"]);
  expect(
    byMonth.map(({ key }) => key),
    "chance drew nothing in April",
  ).toEqual(["2026-03", "2026-05"]);
});

test("kappa and alpha of a month are those of its own reviews, and nothing where these are too few", () => {
  const { byPerson } = agreementGroups([
    ...many(6, "4", "4", { month: "2026-03" }),
    ...many(2, "4", "6", { month: "2026-03" }),
    ...many(2, "6", "6", { month: "2026-03" }),
    ...many(9, "4", "4", { month: "2026-04" }),
  ]);
  const [march, april] = byPerson[0]?.months ?? [];
  // 8 of 10 alike, where chance alone gives (8·6 + 2·4) of 100.
  expect(march?.agreement.kappa?.value).toBeCloseTo((0.8 - 0.56) / (1 - 0.56), 10);
  expect(april?.agreement).toMatchObject({ isTooFew: true, kappa: null, alpha: null });
});

test("cases that are alike come counted, in any order, and nothing is told otherwise than of each alone", () => {
  const april = { month: "2026-04", isByShare: false };
  const counted = [
    judged("6", "6", { times: 30, ...april }),
    judged("4", "6", { times: 20 }),
    judged("4", "4", { times: 60 }),
  ];
  const alone = [...many(60, "4", "4"), ...many(30, "6", "6", april), ...many(20, "4", "6")];
  const groups = agreementGroups(counted);
  expect(groups).toEqual(agreementGroups(alone));
  expect(groups.all).toMatchObject({ reviews: 110, agreed: 90 });
  expect(groups.all.kappa?.interval?.low).toBeLessThan(Number(groups.all.kappa?.value));
});
