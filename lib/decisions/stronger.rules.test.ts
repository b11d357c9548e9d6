import fc from "fast-check";
import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { gravityOf, stepFor, stepsProblem, strongerProblem, subjectKindOf } from "./stronger.rules";

const { actions } = readBuiltInPack("aliexpress").sanctions;
const ids = actions.map(({ id }) => id);
const gravity = (id: string) => gravityOf(actions.find((action) => action.id === id));
const steps = [
  { step: 1, action: "ae.disable-publishing" },
  { step: 2, action: "ae.suspend-account" },
  { step: 3, action: "ae.close-account" },
];
const weighed = { general: ["ae.delete-content"], steps, time: 1, actions, hasDeviation: false };

test("AE5: for hidden links each step is at least the general one and at least ours, whatever is chosen", () => {
  const some = fc.subarray(ids, { minLength: 1 });
  fc.assert(
    fc.property(some, some, fc.integer({ min: 1, max: 6 }), (chosen, general, time) => {
      const problem = strongerProblem({ ...weighed, chosen, general, time });
      const strongest = Math.max(...chosen.map(gravity));
      const ours = gravity(stepFor(steps, time)?.action ?? "");
      expect(problem === null).toBe(strongest >= ours && strongest >= Math.max(...general.map(gravity)));
    }),
  );
});

test("AE5: who does it again gets a higher step, and the last one holds from there on", () => {
  const at = (time: number) => stepFor(steps, time)?.action;
  expect([1, 2, 3, 4, 9].map(at)).toEqual([
    ...steps.map(({ action }) => action),
    "ae.close-account",
    "ae.close-account",
  ]);
  expect(stepsProblem(["ae.delete-content", "ae.delete-content"], actions)).toBe("stronger_no_rise");
  expect(stepsProblem(["ae.close-account", "ae.delete-content"], actions)).toBe("stronger_falls");
  expect(stepsProblem(["ae.nothing"], actions)).toBe("stronger_action_unknown");
  expect(
    stepsProblem(
      steps.map(({ action }) => action),
      actions,
    ),
  ).toBeNull();
});

test("AE5: an affiliate has a row of its own, apart from sellers and buyers", () => {
  expect(["affiliate", "merchant", "buyer", null].map(subjectKindOf)).toEqual([
    "affiliate",
    "seller",
    "buyer",
    "buyer",
  ]);
});

test("AE5: leaving our steps takes a coded reason, and without steps of ours nothing is asked", () => {
  const chosen = ["ae.delete-content"];
  expect(strongerProblem({ ...weighed, chosen })).toMatchObject({ reason: "stronger_penalty_needed" });
  expect(strongerProblem({ ...weighed, chosen, hasDeviation: true })).toBeNull();
  expect(strongerProblem({ ...weighed, chosen, steps: [] })).toBeNull();
});
