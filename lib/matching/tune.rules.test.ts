import { expect, test } from "vitest";
import { calibrated, calibrationFor, uncalibrated } from "./calibration.rules";
import type { Example } from "./learn.rules";
import { confidentFrom } from "./match.rules";
import type { FromLexicon } from "./rank-learned.rules";
import { rankLearned } from "./rank-learned.rules";
import { learnTuned } from "./tune.rules";

const places = ["harbour", "market", "station", "library", "garden", "museum", "school", "bridge"];
const things = ["loans", "cats", "tea", "lamps", "hats"];
const colours = ["grey", "red", "blue", "green", "white"];
/** Two hundred decisions: what is offered decides, in words that say it. */
const decided: Example[] = things.flatMap((thing) =>
  colours.flatMap((colour) => places.map((place) => ({ text: `${colour} ${thing} near the ${place}`, label: thing }))),
);
/** A lexicon that is sure of the same clause whatever it reads. */
const stubborn = (text: string): FromLexicon => ({
  cold: new Map([["other", text.length > 0 ? 0.98 : 0]]),
  clauses: ["other", ...things],
});

test("scores that were right less often than they say come down, and in the same order", () => {
  const first = Array.from({ length: 200 }, (_, at) => ({ score: 0.9, isRight: at % 2 === 0 }));
  const calibration = calibrationFor(first);
  expect(calibrated(0.9, calibration)).toBeCloseTo(0.5, 1);
  expect(calibrated(0.95, calibration)).toBeGreaterThan(calibrated(0.9, calibration));
  expect(calibrated(0.9, uncalibrated)).toBeCloseTo(0.9, 6);
});

test("a handful of decisions changes what a score means but little", () => {
  const first = [{ score: 0.9, isRight: false }];
  expect(calibrated(0.9, calibrationFor(first))).toBeGreaterThan(0.75);
});

test("where the lexicon is never right, what was learned stands alone; where there is none, it does so anyway", () => {
  const model = learnTuned(decided, null, { ask: stubborn });
  expect(model.tuning.share).toBe(1);
  expect(rankLearned(model, { text: "grey cats" }, stubborn("grey cats"))[0]?.label).toBe("cats");
  expect(rankLearned(learnTuned(decided, null), { text: "grey cats" }, null)[0]?.label).toBe("cats");
});

test("where the lexicon is always right it keeps its share beside what was learned", () => {
  const knowing = (text: string): FromLexicon => {
    const thing = things.find((one) => text.includes(one)) ?? "";
    return { cold: new Map([[thing, 0.9]]), clauses: things };
  };
  const model = learnTuned(decided, null, { ask: knowing });
  expect(model.tuning.share).toBeCloseTo(200 / (200 + 20 * things.length), 6);
});

test("texts that were found harmless raise the bar until few of them would be flagged with confidence", () => {
  const alike = Array.from({ length: 120 }, (_, at) => ({
    text: `cheap tea number ${at} at the ${places[at % places.length]}`,
    label: at % 3 === 0 ? null : "tea",
  }));
  const { tuning } = learnTuned(alike, null);
  expect(tuning.confidentFrom).toBeGreaterThanOrEqual(confidentFrom);
  const sure = Array.from({ length: 120 }, (_, at) => ({
    text: `grey ${things[at % 5]}`,
    label: things[at % 5] ?? null,
  }));
  expect(learnTuned(sure, null).tuning.confidentFrom).toBe(confidentFrom);
});

test("the same decisions are tuned to the same numbers; too few of them are not tuned at all", () => {
  expect(learnTuned(decided, null).tuning).toEqual(learnTuned(decided, null).tuning);
  expect(learnTuned(decided.slice(0, 10), null).tuning).toMatchObject(uncalibrated);
});
