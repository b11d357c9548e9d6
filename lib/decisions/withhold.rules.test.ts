import fc from "fast-check";
import { expect, test } from "vitest";
import { namesWithheld, withhold } from "./withhold.rules";

test("any name can be withheld, whatever signs it is written with", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string({ unit: "grapheme" })), (text, names) => {
      const rest = withhold(text, names, "…");
      expect(namesWithheld(rest, names) && !namesWithheld("…", names) && !rest.includes("…")).toBe(false);
    }),
  );
});

test("a hyphenated name and address are withheld", () => {
  const text = "Jean-Luc O'Neil wrote from jean-luc@x-y.example.";
  expect(withhold(text, ["Jean-Luc O'Neil", "jean-luc@x-y.example"], "…")).toBe("… wrote from ….");
});

test("a name inside another word stays", () => {
  expect(withhold("Annual report by Ann.", ["Ann"], "…")).toBe("Annual report by ….");
});

test("the part of an address before the @ is withheld when it names a person, not when it is an office", () => {
  expect(withhold("anna.mueller and info", ["anna.mueller@x.example", "info@x.example"], "…")).toBe("… and info");
});
