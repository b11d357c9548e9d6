import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Breakable } from "./breakable";

test("a code may break after each underscore; a word has no place to break", () => {
  expect(renderToStaticMarkup(<Breakable text="STATEMENT_CATEGORY_ORDER" />)).toBe(
    "STATEMENT_<wbr/>CATEGORY_<wbr/>ORDER",
  );
  expect(renderToStaticMarkup(<Breakable text="A person decides." />)).toBe("A person decides.");
});
