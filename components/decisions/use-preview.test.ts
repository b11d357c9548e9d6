import { expect, test } from "vitest";
import { aCaseView } from "./example-case";
import { keepOfCase } from "./use-preview";

test("the card of one case never stands in for another's, though both have the same row", () => {
  const view = aCaseView();
  const card = { row: "A-1" };
  expect(keepOfCase(view)(card, { queryKey: ["preview", view.case.id, 1, "{}"] })).toBe(card);
  expect(keepOfCase(view)(card, { queryKey: ["preview", "another case", 1, "{}"] })).toBeUndefined();
  expect(keepOfCase(view)(card, undefined)).toBeUndefined();
});
