import fc from "fast-check";
import { expect, test } from "vitest";
import { harmClasses, isHard } from "@/lib/platform/harm.rules";
import {
  breakDueAt,
  costOf,
  hardInARowAfter,
  isLighterNext,
  isSameShift,
  limitsFor,
  notGivenNow,
  type PerClass,
  spentBy,
} from "./care.rules";

const harm = fc.constantFrom(...harmClasses);
const exposure = fc.record({ harmClass: harm, severity: fc.constantFrom(null, "low", "high", "critical") });
const number = fc.nat(50);
const perClass: fc.Arbitrary<PerClass> = fc.record({
  child_abuse: number,
  self_harm: number,
  violence: number,
  sexual: number,
  hate: number,
});
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minutes));

test("what is spent is the sum of what each case costs, in whatever order they came", () => {
  fc.assert(
    fc.property(fc.array(exposure), (had) => {
      const spent = spentBy(had);
      const all = Object.values(spent).reduce((sum, each) => sum + each, 0);
      expect(all).toBe(had.reduce((sum, { severity }) => sum + costOf(severity), 0));
      expect(spentBy([...had].reverse())).toEqual(spent);
    }),
  );
});

test("one more case never opens a class again, and a class is closed exactly when its budget is spent or it was opted out of", () => {
  fc.assert(
    fc.property(fc.array(exposure), exposure, perClass, fc.uniqueArray(harm), (had, next, limits, optedOut) => {
      const before = notGivenNow({ spent: spentBy(had), limits, optedOut });
      const after = notGivenNow({ spent: spentBy([...had, next]), limits, optedOut });
      expect(after).toEqual(expect.arrayContaining(before));
      const spent = spentBy(had);
      for (const each of harmClasses)
        expect(before.includes(each)).toBe(optedOut.includes(each) || spent[each] >= limits[each]);
    }),
  );
});

test("a limit of one's own makes a budget stricter and never looser", () => {
  fc.assert(
    fc.property(perClass, fc.dictionary(harm, number), (desk, own) => {
      const limits = limitsFor(desk, own);
      for (const each of harmClasses) {
        expect(limits[each]).toBeLessThanOrEqual(desk[each]);
        expect(limits[each]).toBe(Math.min(desk[each], own[each] ?? desk[each]));
      }
    }),
  );
});

test("never more than so many hard cases in a row where the rotation is obeyed; opening one twice counts once", () => {
  const opened = fc.record({ caseId: fc.constantFrom("a", "b", "c", "d", "e"), harms: fc.array(harm) });
  fc.assert(
    fc.property(fc.array(opened), fc.integer({ min: 1, max: 6 }), (wanted, most) => {
      let shift = { hardInARow: 0, lastCaseId: null as string | null };
      for (const each of wanted) {
        const given =
          isLighterNext(shift.hardInARow, most) && isHard(each.harms) ? { caseId: "light", harms: [] } : each;
        shift = { hardInARow: hardInARowAfter(shift, given), lastCaseId: given.caseId };
        expect(hardInARowAfter(shift, given)).toBe(shift.hardInARow);
        expect(shift.hardInARow).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test("ending a shift and coming right back goes on with it: only rest makes the budget whole again", () => {
  expect(isSameShift({ lastAt: at(0), endedAt: at(10) }, 300, at(20))).toBe(true);
  expect(isSameShift({ lastAt: at(0), endedAt: at(10) }, 300, at(309)), "rest begins with the end").toBe(true);
  expect(isSameShift({ lastAt: at(0), endedAt: at(10) }, 300, at(310))).toBe(false);
  expect(isSameShift({ lastAt: at(0), endedAt: null }, 300, at(299))).toBe(true);
  expect(isSameShift({ lastAt: at(0), endedAt: null }, 300, at(300))).toBe(false);
});

test("a break is due after so long at work, or at once after so many hard cases", () => {
  const offer = { careBreakMinutes: 55, careBreakHardCases: 3 };
  expect(breakDueAt({ workSince: at(0), hardSince: 2 }, offer, at(31))).toEqual(at(55));
  expect(breakDueAt({ workSince: at(0), hardSince: 3 }, offer, at(31))).toEqual(at(31));
});
