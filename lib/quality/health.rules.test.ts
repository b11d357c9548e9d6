import fc from "fast-check";
import { expect, test } from "vitest";
import { healthOf, type Outcome } from "./health.rules";

const outcome = (about: Partial<Outcome>): Outcome => ({
  decided: ["A"],
  suggested: ["A", "B"],
  confident: true,
  language: "en",
  source: "guest",
  ...about,
});

test("a clause that stood first, one that was listed, one that was missed and one that was wrongly suggested are told apart", () => {
  const { all, byClause } = healthOf([
    outcome({}),
    outcome({ decided: ["B"], override: "context" }),
    outcome({ decided: ["C"] }),
    outcome({ decided: [] }),
    outcome({ decided: [], confident: false }),
  ]);
  expect(all).toEqual({
    cases: 5,
    violations: 3,
    first: 1,
    listed: 2,
    confident: 4,
    confidentRight: 1,
    harmless: 2,
    flagged: 1,
  });
  expect(byClause).toEqual([
    { ref: "A", decided: 1, first: 1, listed: 1, missed: 0, wrong: 3, reasons: { context: 1 } },
    { ref: "C", decided: 1, first: 0, listed: 0, missed: 1, wrong: 0, reasons: {} },
    { ref: "B", decided: 1, first: 0, listed: 1, missed: 0, wrong: 0, reasons: {} },
  ]);
});

test("languages and sources each have their own figures, and together they are all of them", () => {
  const refs = fc.array(fc.constantFrom("A", "B", "C"), { maxLength: 3 });
  const any = fc.record({
    decided: refs.map((list) => [...new Set(list)]),
    suggested: refs.map((list) => [...new Set(list)]),
    confident: fc.boolean(),
    language: fc.constantFrom("en", "zh-Hans"),
    source: fc.constantFrom("guest", "trusted_flagger"),
  });
  fc.assert(
    fc.property(fc.array(any), (outcomes) => {
      const { all, byLanguage, bySource } = healthOf(outcomes);
      for (const groups of [byLanguage, bySource])
        for (const key of ["cases", "first", "listed", "confident", "flagged"] as const)
          expect(groups.reduce((sum, { accuracy }) => sum + accuracy[key], 0)).toBe(all[key]);
      expect(all.first).toBeLessThanOrEqual(all.listed);
      expect(all.listed).toBeLessThanOrEqual(all.violations);
    }),
  );
});
