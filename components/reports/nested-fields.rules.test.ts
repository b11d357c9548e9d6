import { expect, test } from "vitest";
import { nestedFields } from "./nested-fields.rules";

test("dotted names are objects within objects, and a bar in a name is a dot", () => {
  expect(nestedFields({ total: "3", "byLanguage.de": "1", "byLanguage.fr": "", "One| Two": "x" })).toEqual({
    total: "3",
    byLanguage: { de: "1", fr: "" },
    "One. Two": "x",
  });
});
