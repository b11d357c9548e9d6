import { expect, test } from "vitest";
import { importText } from "./document.rules";

const text = `# Quay House Rules

Last updated 3 May 2026.

## 1. Respect

1.1 Publishing the home address of another person is prohibited.
   (a) This also holds for photographs of number plates.
   (b) It does not apply to addresses of businesses.

We wish you fair winds!
`;

function read() {
  const imported = importText(text, "quay");
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}

test("a whole sentence that prohibits is a prohibition, and a letter that takes something out of it is its exception", () => {
  const { clauses } = read();
  expect(clauses.find(({ ref }) => ref === "1.1")).toMatchObject({
    kind: "prohibition",
    parts: ["b) It does not apply to addresses of businesses."],
  });
  expect(clauses.map(({ ref }) => ref)).not.toContain("1.1(b)");
});

test("the day of the last change and a greeting at the end are left out as furniture", () => {
  const { notUnderstood } = read();
  expect(notUnderstood.map(({ line, why }) => [line, why])).toEqual([
    [3, "furniture"],
    [11, "furniture"],
  ]);
});

function clausesIn(rules: string) {
  const imported = importText(rules, "quay");
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value.clauses;
}

test.each([
  ["1.1 Selling birds is prohibited. This does not apply to:", "(i) hens;", "(ii) geese."],
  ["1.1 Do not sell birds, except", "(i) where they are hens, or", "(ii) where they are geese."],
  ["1.1 Selling birds is not allowed unless:", "a) they are hens;", "b) they are geese."],
  ["1.1 不得出售鸟类，但是有下列情形之一的除外：", "（一）母鸡；", "（二）鹅。"],
])("what “%s” lists are exceptions of that rule, and no rules", (rule, first, second) => {
  const clauses = clausesIn(
    `# Quay Rules\n\n## 1. Birds\n\n${rule}\n\n${first}\n\n${second}\n\n1.2 Do not sell eggs.\n`,
  );
  expect(clauses.map(({ ref }) => ref)).toEqual(["intro", "1", "1.1", "1.2"]);
  expect(clauses.find(({ ref }) => ref === "1.1")).toMatchObject({
    kind: "prohibition",
    exceptions: [expect.stringContaining(first.slice(-2)), expect.stringContaining(second.slice(-2))],
  });
});

test("a duty stays a duty though its next sentence says to what it does not apply", () => {
  const [, , rule] = clausesIn(
    "# Quay Rules\n\n## 1. Eggs\n\n1.1 Sellers must state the day. This does not apply to geese.\n",
  );
  expect(rule).toMatchObject({ ref: "1.1", kind: "duty" });
});

test.each(["Only eggs of this year may be offered.", "Eggs may only be sold by the dozen."])(
  "“%s” restricts whoever offers",
  (sentence) => {
    const [, , rule] = clausesIn(`# Quay Rules\n\n## 1. Eggs\n\n1.1 ${sentence}\n`);
    expect(rule).toMatchObject({ ref: "1.1", kind: "restriction" });
  },
);
