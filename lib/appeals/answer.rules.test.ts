import { expect, test } from "vitest";
import type { DecisionEffects } from "@/lib/decisions/remedy.rules";
import type { Sanction } from "@/lib/decisions/standing.rules";
import { answerChoices, partProblem } from "./answer.rules";
import { answerProblems } from "./missing.rules";
import { planAnswer } from "./outcome.rules";
import { appellants } from "./rules";

const measure = (id: string, target = "feature", state = "in_force") => ({ id, target, state });
const decision = { sanctions: [measure("delete", "content"), measure("pause")], hasStrike: true };
const part = (liftSanctions: string[], voidStrike = false, about = decision) =>
  partProblem(about, { liftSanctions, voidStrike })?.reason ?? null;

test("a part of a decision falls: one measure, or the strike alone", () => {
  expect([part(["pause"]), part([], true), part(["delete", "pause"])]).toEqual([null, null, null]);
});

test("a part that is nothing, or everything, is not a part", () => {
  expect(part([])).toBe("appeal_part_needed");
  expect(part(["delete", "pause"], true)).toBe("appeal_part_is_all");
  expect(part(["delete", "pause"], false, { ...decision, hasStrike: false })).toBe("appeal_part_is_all");
});

test("only the decision's own running measures can fall, and only a strike that is there", () => {
  expect(part(["somebody-elses"])).toBe("appeal_measure_unknown");
  expect(part(["over"], false, { ...decision, sanctions: [measure("over", "feature", "ended")] })).toBe(
    "appeal_measure_unknown",
  );
  expect(part(["points"], false, { ...decision, sanctions: [measure("points", "points"), measure("pause")] })).toBe(
    "appeal_measure_unknown",
  );
  expect(part([], true, { ...decision, hasStrike: false })).toBe("appeal_no_strike");
});

const given = {
  reasons: "The link leads to the seller's own shop, which the rule allows.",
  liftSanctions: [],
  voidStrike: false,
  departure: "",
  cause: "facts",
  decideAgain: false,
};
const contested = {
  docket: [],
  ordered: null as string | null,
  isForMisuse: false,
  by: "affected" as const,
  decisionState: "standing" as const,
  ...decision,
};
const problems = (over: Partial<Parameters<typeof answerProblems>[1]>, about: Partial<typeof contested> = {}) =>
  answerProblems({ ...contested, ...about }, { ...given, outcome: "upheld", ...over }, [
    "Mei Lin",
    "ida@vint.example",
  ]).map(({ reason }) => reason);

test("an answer needs reasons, and words that say nothing are none", () => {
  expect(problems({ reasons: "" })).toEqual(["appeal_reasons_needed"]);
  expect(problems({ reasons: "see above" })).toEqual(["appeal_reasons_needed"]);
  expect(problems({ reasons: "test test test test test test" })).toEqual(["appeal_reasons_hollow"]);
  expect(problems({ reasons: "x".repeat(10_001).replace(/xx/g, "ab ") })).toContain("appeal_reasons_too_long");
  expect(problems({})).toEqual([]);
});

test("a suspension for misuse is not decided anew: it stays or falls, for a new one begins with a warning", () => {
  const anew = { outcome: "partly_reversed", decideAgain: true } as const;
  expect(problems(anew)).toEqual([]);
  expect(problems(anew, { isForMisuse: true })).toEqual(["appeal_misuse_no_anew"]);
  expect(problems({ outcome: "reversed" }, { isForMisuse: true })).toEqual([]);
});

test("an answer by which a decision falls is coded with a cause, and no other is", () => {
  expect(problems({ outcome: "reversed", cause: null })).toEqual(["appeal_cause_needed"]);
  expect(problems({ outcome: "upheld", cause: null })).toEqual([]);
  expect(problems({ outcome: "omitted", cause: null })).toEqual([]);
});

test("reasons that name the moderator or who reported are sent back", () => {
  expect(problems({ reasons: "Mei Lin did not see that the link leads to the seller's own shop." })).toEqual([
    "appeal_reasons_name",
  ]);
  expect(problems({ reasons: "The report of ida@vint.example was mistaken about the shop." })).toEqual([
    "appeal_reasons_name",
  ]);
});

test("a decision that no longer stands cannot be reversed again, but the appeal can still be answered", () => {
  const reversed = { decisionState: "reversed" as never };
  expect(problems({ outcome: "reversed" }, reversed)).toEqual(["appeal_decision_gone"]);
  expect(
    problems({ outcome: "upheld" }, reversed),
    "one side reads that it fell, so the other cannot read that it stays",
  ).toEqual(["appeal_decision_gone"]);
  expect(problems({ outcome: "omitted" }, reversed)).toEqual([]);
  expect(problems({ outcome: "inadmissible" }, reversed)).toEqual([]);
});

const aSanction = (id: string, over: Partial<Sanction> = {}): Sanction => ({
  id,
  decisionId: "d",
  actionId: id,
  target: "feature",
  effect: id,
  term: "open_ended",
  state: "in_force",
  startsAt: new Date(0),
  endsAt: null,
  barsReEntry: false,
  ...over,
});
const effects: DecisionEffects = {
  id: "d",
  sanctions: [aSanction("delete", { target: "content" }), aSanction("pause"), aSanction("old", { state: "ended" })],
  strikes: [
    {
      id: "strike",
      decisionId: "d",
      role: "buyer",
      versionRef: "v2",
      clauseRef: "Table.4",
      counters: [],
      points: 2,
      state: "confirmed",
      confirmedAt: new Date(0),
      expiresAt: null,
    },
  ],
  laterDecisions: [{ id: "later", reliedOnStrikeIds: ["strike"], superseded: false }],
};
const none = { liftSanctions: [], voidStrike: false, decideAgain: false };
const kindsOf = (plan: ReturnType<typeof planAnswer>) =>
  plan.remedies.map(({ kind, subjectId }) => `${kind} ${subjectId}`);

test("a full reversal lifts what runs, voids the strike, flags what counted it, tells the platform", () => {
  const plan = planAnswer({ by: "affected", outcome: "reversed" }, effects, none);
  expect(kindsOf(plan)).toEqual([
    "restore_content delete",
    "lift_sanction pause",
    "void_strike strike",
    "remove_points strike",
    "review_decision later",
    "tell_platform d",
  ]);
  expect(plan).toMatchObject({ reverses: true, reopens: false, replacedSanctionIds: [] });
});

test("a partly successful appeal takes away what was named and leaves the decision standing", () => {
  const plan = planAnswer({ by: "affected", outcome: "partly_reversed" }, effects, {
    liftSanctions: ["pause"],
    voidStrike: false,
    decideAgain: false,
  });
  expect(kindsOf(plan)).toEqual(["lift_sanction pause", "tell_platform d"]);
  expect(plan.reverses).toBe(false);
});

test("a notifier who is right has the case decided anew; the measures stay until the new ones hold", () => {
  for (const outcome of ["reversed", "partly_reversed"] as const) {
    const plan = planAnswer({ by: "notifier", outcome }, effects, none);
    expect(plan).toMatchObject({ reverses: true, reopens: true, replacedSanctionIds: ["delete", "pause"] });
    expect(kindsOf(plan)).toEqual([
      "void_strike strike",
      "remove_points strike",
      "review_decision later",
      "tell_platform d",
    ]);
  }
});

test("upheld, omitted and inadmissible change nothing for anybody", () => {
  for (const by of appellants)
    for (const outcome of answerChoices.filter((choice) => !choice.endsWith("reversed")))
      expect(planAnswer({ by, outcome }, effects, none)).toEqual({
        remedies: [],
        replacedSanctionIds: [],
        reverses: false,
        reopens: false,
      });
});

test("what an authority's order demands is lifted only with a reason of one's own; what leaves the content down needs none", () => {
  const content = { sanctions: [{ id: "c", target: "content", state: "in_force" }], ordered: "Market Office (DE)" };
  const over = { outcome: "reversed" } as const;
  expect(problems(over, content)).toEqual(["appeal_order_demands"]);
  expect(problems({ ...over, departure: "The court has set the order aside." }, content)).toEqual([]);
  expect(problems(over, { ...content, ordered: null })).toEqual([]);
  expect(problems({ outcome: "partly_reversed", decideAgain: true }, content)).toEqual([]);
  expect(problems({}, content)).toEqual([]);
  const ended = [{ id: "c", target: "content", state: "ended" }];
  expect(problems(over, { ...content, sanctions: ended })).toEqual([]);
});
