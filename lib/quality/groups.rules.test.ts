import { expect, test } from "vitest";
import { agreementGroups, type Judged } from "./groups.rules";

const judged = (first: string, second: string, more: Partial<Judged> = {}): Judged => ({
  first,
  second,
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
