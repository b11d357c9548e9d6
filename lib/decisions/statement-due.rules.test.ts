import { expect, test } from "vitest";
import { restrictionValues } from "@/lib/platform/statement-values.rules";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { restrictsOf } from "./dsa-values.rules";
import { isStatementDue } from "./statement-due.rules";

const measure = (needsStatement: boolean, restricts: boolean | null = needsStatement) => ({
  needsStatement,
  restricts,
});

test("S1: a restriction owes a statement, a warning or a point alone owes none", () => {
  expect(isStatementDue([measure(true)])).toBe(true);
  expect(isStatementDue([measure(false), measure(false)])).toBe(false);
  expect(isStatementDue([])).toBe(false);
  expect(isStatementDue([measure(false), measure(true)])).toBe(true);
});

test("S1: while it is open whether a measure restricts, a statement is counted as due", () => {
  expect(isStatementDue([measure(false, null)])).toBe(true);
});

test("S1: a measure outside the Union's law restricts and owes no statement of reasons", () => {
  expect(isStatementDue([measure(false, true)])).toBe(false);
});

test("S1: each of the four kinds of restriction (visibility, payment, service, account) owes a statement; a warning and a point owe none", () => {
  const actions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).sanctions.actions);
  const due = (action: (typeof actions)[number], value?: string) =>
    isStatementDue([{ needsStatement: restrictsOf(action, value) === true, restricts: restrictsOf(action, value) }]);
  for (const kind of ["VISIBILITY", "MONETARY", "PROVISION", "ACCOUNT"]) {
    const values = restrictionValues.filter((value) => value.startsWith(`DECISION_${kind}_`));
    expect(values.length).toBeGreaterThan(0);
    // Where no platform has such a measure under one name, one that it leaves open can be it.
    const open = actions.filter(
      (action) => action.dsaDepends || action.dsa.some((value) => values.includes(value as never)),
    );
    expect([kind, open.length > 0]).toEqual([kind, true]);
    for (const action of open)
      for (const value of values)
        if (action.dsa.length === 0 || action.dsa.includes(value))
          expect([action.id, due(action, value)]).toEqual([action.id, true]);
  }
  const mild = actions.filter(({ effect }) => effect === "warn" || effect === "point");
  expect(mild.length).toBeGreaterThan(0);
  for (const action of mild) expect([action.id, due(action)]).toEqual([action.id, false]);
});
