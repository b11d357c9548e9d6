import { expect, test } from "vitest";
import { clauseHealth, type Handled, healthCounts, isBehind } from "./clause-health.rules";

let made = 0;
function aDecision(about: Partial<Handled> = {}): Handled {
  made += 1;
  const none = { isDeviation: false, isAppealed: false, isOverturned: false };
  return {
    ...{
      decisionId: `d${made}`,
      caseId: `c${made}`,
      decidedAt: new Date(made),
      language: "zh",
      source: "notice",
      hours: 1,
    },
    ...{ decided: ["A"], suggested: ["A", "B"], confident: true, ...none },
    ...about,
  };
}

const rowOf = (handled: Handled[], ref: string, language: string | null = null) => {
  const row = clauseHealth(handled).find((one) => one.ref === ref && one.language === language);
  if (!row) throw new Error(`There is no row for ${ref}.`);
  return row;
};

test("a clause is told how often it was suggested, followed and left, and for what", () => {
  const handled = [
    aDecision(),
    aDecision({ decided: ["B"] }),
    aDecision({ decided: ["B"] }),
    aDecision({ decided: [] }),
    aDecision({ decided: [], confident: false }),
  ];
  expect(rowOf(handled, "A")).toMatchObject({ suggested: 5, accepted: 1, overridden: 3, decided: 1, missed: 0 });
  expect(rowOf(handled, "A").instead).toEqual([
    { ref: "B", count: 2 },
    { ref: null, count: 1 },
  ]);
});

test("a clause that was found and not listed was missed, but not where nothing at all was suggested", () => {
  const handled = [
    aDecision({ decided: ["C"] }),
    aDecision({ decided: ["C"], suggested: [] }),
    aDecision({ decided: ["C"], suggested: ["A", "C"] }),
  ];
  expect(rowOf(handled, "C")).toMatchObject({ decided: 3, missed: 1, suggested: 0 });
});

test("what became of the decisions counts for the clause they were made under, and the median is of their times", () => {
  const handled = [
    aDecision({ isAppealed: true, isOverturned: true, hours: 10 }),
    aDecision({ isAppealed: true, hours: 2 }),
    aDecision({ isDeviation: true, hours: 4 }),
    aDecision({ decided: ["B"], isOverturned: true, hours: 99 }),
  ];
  expect(rowOf(handled, "A")).toMatchObject({ appealed: 2, overturned: 1, deviated: 1, medianHours: 4 });
  expect(rowOf(handled, "B")).toMatchObject({ overturned: 1, medianHours: 99 });
});

test("so are those who brought the cases, beside the languages: who follows a flagger too readily sees it", () => {
  const handled = [aDecision(), aDecision({ source: "trusted_flagger", decided: ["B"] })];
  const of = (source: string) => clauseHealth(handled).find((one) => one.ref === "A" && one.source === source);
  expect(of("notice")).toMatchObject({ language: null, accepted: 1, overridden: 0 });
  expect(of("trusted_flagger")).toMatchObject({ language: null, accepted: 0, overridden: 1 });
  expect(clauseHealth([aDecision()]).map(({ source }) => source)).toEqual([null]);
});

test("languages are told apart where there are several, under the clause they belong to", () => {
  const handled = [aDecision(), aDecision({ language: "en", decided: ["B"] })];
  expect(rowOf(handled, "A", "zh")).toMatchObject({ accepted: 1, overridden: 0 });
  expect(rowOf(handled, "A", "en")).toMatchObject({ accepted: 0, overridden: 1 });
  expect(clauseHealth([aDecision()]).map(({ language }) => language)).toEqual([null]);
});

test("an overturned decision weighs more than one that was appealed, and the most trouble comes first", () => {
  const quiet = [aDecision(), aDecision({ isAppealed: true })];
  const loud = aDecision({ decided: ["Z"], suggested: ["Z"], isAppealed: true, isOverturned: true });
  expect(clauseHealth([...quiet, loud]).map(({ ref }) => ref)).toEqual(["Z", "A"]);
  expect(rowOf([loud], "Z").trouble).toBe(6);
});

test("each number is the number of the decisions behind it", () => {
  const handled = [aDecision(), aDecision({ decided: ["B"] }), aDecision({ decided: [], language: "en" })];
  for (const row of clauseHealth(handled))
    for (const count of healthCounts) {
      const own = handled.filter(({ language }) => row.language === null || language === row.language);
      expect(own.filter((one) => isBehind(count, row.ref, one))).toHaveLength(row[count]);
    }
});
