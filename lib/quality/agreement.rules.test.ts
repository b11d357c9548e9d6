import fc from "fast-check";
import { expect, test } from "vitest";
import { cohenKappa, krippendorffAlpha, type Tally, tally, wilsonInterval } from "./agreement.rules";
import { resampledIntervals } from "./resample.rules";

const columns = (rows: readonly string[]): string[][] =>
  [...(rows[0] ?? "")].map((_, at) => rows.map((row) => row[at] ?? ".").filter((value) => value !== "."));

test("kappa is that of the worked table of Fleiss, Cohen and Everitt (1969): 0.429 of a hundred pairs", () => {
  const table = { aa: 53, ab: 5, ac: 2, ba: 11, bb: 14, bc: 5, ca: 1, cb: 6, cc: 3 };
  const tallies = Object.entries(table).map(([pair, times]) => ({ found: [...pair], times }));
  expect(cohenKappa(tallies)).toBeCloseTo(0.429, 3);
});

test("alpha is that of Krippendorff's own examples: two people and two values, two and five, four with values missing", () => {
  expect(krippendorffAlpha(tally(columns(["0100000010", "1110010000"])))).toBeCloseTo(0.095, 3);
  expect(krippendorffAlpha(tally(columns(["aabbdcccedda", "babbbccceddd"])))).toBeCloseTo(0.692, 3);
  const four = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
  expect(krippendorffAlpha(tally(columns(four)))).toBeCloseTo(0.743, 3);
});

test("where both always said the same one thing, or nothing was judged twice, no coefficient says anything", () => {
  expect(cohenKappa(tally([["a", "a"]]))).toBeNull();
  expect(krippendorffAlpha(tally([["a", "a"]]))).toBeNull();
  expect(cohenKappa([])).toBeNull();
  expect(krippendorffAlpha(tally([["a"], ["b"]]))).toBeNull();
});

const pair = fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c"));

test("kappa and alpha are 1 exactly when all agree, never more, and do not ask in which order the cases came", () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 2, maxLength: 60 }), (pairs) => {
      for (const coefficient of [cohenKappa, krippendorffAlpha]) {
        const value = coefficient(tally(pairs));
        const shuffled = coefficient(tally([...pairs].reverse()));
        if (value === null) expect(shuffled).toBeNull();
        else {
          expect(shuffled).toBeCloseTo(value, 12);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(Math.abs(value - 1) < 1e-12).toBe(pairs.every(([first, second]) => first === second));
        }
      }
    }),
  );
});

test("a person who judged a case alone changes nothing about alpha", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), fc.constantFrom("a", "z"), (pairs, alone) => {
      expect(krippendorffAlpha(tally([...pairs, [alone]]))).toBe(krippendorffAlpha(tally(pairs)));
    }),
  );
});

test("a share's interval is Wilson's: eight of ten is 0.490 to 0.943, ten of ten does not reach down to certainty", () => {
  const eight = wilsonInterval(8, 10);
  expect(eight?.low).toBeCloseTo(0.49, 3);
  expect(eight?.high).toBeCloseTo(0.943, 3);
  expect(wilsonInterval(10, 10)).toMatchObject({ low: expect.closeTo(0.7225, 3), high: expect.closeTo(1, 12) });
  expect(wilsonInterval(0, 0)).toBeNull();
});

test("an interval is the same for every reader, holds its coefficient, and narrows with more cases", () => {
  const cases = (times: number) => [
    { found: ["a", "a"], times: 6 * times },
    { found: ["b", "b"], times: 3 * times },
    { found: ["a", "b"], times: 2 * times },
  ];
  const [few, many] = [cases(2), cases(40)];
  const interval = resampledIntervals(few, 7).kappa;
  expect(resampledIntervals(few, 7).kappa).toEqual(interval);
  const kappa = cohenKappa(few) ?? 0;
  expect(interval?.low).toBeLessThan(kappa);
  expect(interval?.high).toBeGreaterThan(kappa);
  const narrow = resampledIntervals(many, 7).kappa;
  const width = (of: typeof interval) => (of ? of.high - of.low : 9);
  expect(width(narrow)).toBeLessThan(width(interval) / 2);
  expect(resampledIntervals([{ found: ["a", "a"], times: 12 }], 7).kappa).toBeNull();
});

/** The same bootstrap pair by pair, as it is told in a book: slow, and what the quick one is held against. */
function pairByPair(tallies: readonly Tally[], coefficient: typeof cohenKappa) {
  const units = tallies.flatMap(({ found, times }) => Array.from({ length: times }, () => found));
  let state = 11;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const found = Array.from({ length: 1500 }, () =>
    coefficient(tally(units.map(() => units[Math.floor(next() * units.length)] ?? []))),
  )
    .filter((value) => value !== null)
    .sort((one, other) => one - other);
  const at = (share: number) => found[Math.round(share * (found.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

const threeKinds = (times: number): Tally[] => [
  { found: ["a", "a"], times: 9 * times },
  { found: ["b", "b"], times: 6 * times },
  { found: ["a", "b"], times: 3 * times },
  { found: ["c", "a"], times: 2 * times },
];

test("drawing the kinds of pairs gives the intervals that drawing pair by pair gives", () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  for (const times of [1, 8]) {
    const drawn = seeds.map((seed) => resampledIntervals(threeKinds(times), seed));
    for (const [name, coefficient] of [
      ["kappa", cohenKappa],
      ["alpha", krippendorffAlpha],
    ] as const) {
      const slow = pairByPair(threeKinds(times), coefficient);
      for (const end of ["low", "high"] as const) {
        const quick = drawn.reduce((sum, one) => sum + (one[name]?.[end] ?? 9), 0) / seeds.length;
        expect(Math.abs(quick - slow[end])).toBeLessThan(0.08 / Math.sqrt(times));
      }
    }
  }
});

test("an interval costs by the kinds of pairs, however many pairs there are: both coefficients come of the same draws", () => {
  const numbersFor = (times: number) => {
    let asked = 0;
    resampledIntervals(threeKinds(times), 7, () => {
      asked += 1;
      return 0.5;
    });
    return asked;
  };
  expect(numbersFor(1)).toBeLessThanOrEqual(400 * 3);
  expect(numbersFor(10_000)).toBeLessThanOrEqual(400 * 3);
});
