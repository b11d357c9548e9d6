import { expect, test } from "vitest";
import { importText } from "./document.rules";

function problemsOf(text: string) {
  const imported = importText(text, "lantern");
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value.problems.map(({ code, lines, values }) => [code, ...lines, values.ref].join(" "));
}

test("two clauses with one number are both proposed, and the lines of both are named", () => {
  const text = "1. Trade\n\n1.1 You must not sell ink.\n1.1 You must not sell glue.\n1.2 You must not sell wax.\n";
  expect(problemsOf(text)).toEqual(["reference_twice 3 4 1.1"]);
  const imported = importText(text, "lantern");
  expect(imported.ok && imported.value.clauses.map(({ text: words }) => words)).toEqual(
    expect.arrayContaining(["You must not sell ink.", "You must not sell glue."]),
  );
});

test("a letter that stands twice in one list is named", () => {
  const text = "1. Trade\n\n1.1 You must not sell:\n(a) ink;\n(b) glue;\n(b) wax.\n";
  expect(problemsOf(text)).toEqual(["reference_twice 5 6 1.1(b)"]);
});

test.each([
  [
    "two lists of two clauses",
    "1.1 You must not sell:\n(a) ink;\n(b) glue.\n1.2 You must not rent:\n(a) carts;\n(b) tents.\n",
  ],
  [
    "two lists of one section",
    "Trade\n-----\n\n* You must not sell:\na) ink;\nb) glue.\n* You must not rent:\na) carts;\nb) tents.\n",
  ],
  [
    "two parts that each count from one",
    "# House\n\n## Part A\n\n1. No ink.\n2. No glue.\n\n## Part B\n\n1. No carts.\n2. No tents.\n",
  ],
  [
    "a table of contents",
    "1.1 Trade\n1.2 Spam\n\n1.1 Trade. You must not sell ink.\n1.2 Spam. You must not post twice.\n",
  ],
])("%s with the same marks are no clash", (_, text) => {
  expect(problemsOf(text)).toEqual([]);
});
