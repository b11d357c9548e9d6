import { expect, test } from "vitest";
import { LabelledText, Measurement } from "./evaluate.rules";
import { rightLabels } from "./right-labels.rules";

const ranked = (...labels: (string | null)[]) => labels.map((label, at) => ({ label, score: 1 / (at + 1) }));

test("the figures are those one would count by hand", () => {
  const measurement = new Measurement();
  measurement.add(["a"], ranked("a", "b"));
  measurement.add(["a"], ranked("b", "a"));
  measurement.add(["b"], ranked("b", "a"));
  measurement.add([null], ranked("b", "x", "y", null));
  const figures = measurement.figures();
  expect(figures).toMatchObject({ n: 4, top1: 0.5, top3: 0.75 });
  expect(figures.perLabel.a).toEqual({ n: 2, precision: 1, recall: 0.5, f1: 0.6667 });
  expect(figures.perLabel.b).toEqual({ n: 1, precision: 0.3333, recall: 1, f1: 0.5 });
  expect(figures.perLabel.null).toEqual({ n: 1, precision: 0, recall: 0, f1: 0 });
  expect(figures.macroF1).toBeCloseTo((2 / 3 + 0.5 + 0) / 3, 3);
});

test("any of several right labels is right, and the line counts for the one predicted", () => {
  const measurement = new Measurement();
  measurement.add(["a", "b"], ranked("b"));
  expect(measurement.figures()).toMatchObject({ n: 1, top1: 1, macroF1: 1 });
});

test("null is a label of its own, and a line may have none", () => {
  expect(rightLabels(LabelledText.parse({ text: "x", label: null }))).toEqual([null]);
  expect(rightLabels(LabelledText.parse({ text: "x" }))).toEqual([]);
  expect(rightLabels(LabelledText.parse({ text: "x", label: "a", labels: ["a", "b"] }))).toEqual(["a", "b"]);
});

test("without lines the figures are zero, not unknown", () => {
  expect(new Measurement().figures()).toEqual({ n: 0, top1: 0, top3: 0, macroF1: 0, perLabel: {} });
});
