import fc from "fast-check";
import { expect, test } from "vitest";
import { cohenKappa, krippendorffAlpha, tally, wilsonInterval } from "./agreement.rules";
import { resampledInterval } from "./resample.rules";

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
  const interval = resampledInterval(few, cohenKappa, 7);
  expect(resampledInterval(few, cohenKappa, 7)).toEqual(interval);
  const kappa = cohenKappa(few) ?? 0;
  expect(interval?.low).toBeLessThan(kappa);
  expect(interval?.high).toBeGreaterThan(kappa);
  const narrow = resampledInterval(many, cohenKappa, 7);
  const width = (of: typeof interval) => (of ? of.high - of.low : 9);
  expect(width(narrow)).toBeLessThan(width(interval) / 2);
  expect(resampledInterval([{ found: ["a", "a"], times: 12 }], cohenKappa, 7)).toBeNull();
});
