import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Unbroken } from "./unbroken";
import { referencesIn } from "./unbroken.rules";

test("a reference in a line is not broken at its hyphen, and nothing else is held together", () => {
  expect(renderToStaticMarkup(<Unbroken>About your notice TB-7K3P: well-known, pre-2016</Unbroken>)).toBe(
    'About your notice <span class="whitespace-nowrap">TB-7K3P</span>: well-known, pre-2016',
  );
  const found = referencesIn("N-7K3P-9QXW-22AB，WX-20811。").filter(({ isReference }) => isReference);
  expect(found.map(({ text }) => text)).toEqual(["N-7K3P-9QXW-22AB", "WX-20811"]);
});

test("whatever the line, what is read and copied is the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("A", "7", "-", " ", "ß", "微", "\n", "x") }), (line) => {
      expect(
        referencesIn(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
    }),
  );
});
