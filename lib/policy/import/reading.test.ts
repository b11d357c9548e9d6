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
