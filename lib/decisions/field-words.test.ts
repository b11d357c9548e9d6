import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { problemOf } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { reviewableFields } from "./copy-review.rules";

/** Where somebody's name may stand: the desk's forms, and the texts of a copy for the Transparency Database. */
const typed = [
  ..."text rationale facts why exemption.why sanctions.1.describe gravity consequences intentWhy reasons".split(" "),
  ...["explanation", "legalExplanation"],
];
const refusals = [
  ...typed.map((field) => ({ field, reason: "text_names_someone" })),
  ...reviewableFields.map((field) => ({ field, reason: "copy_names_someone" })),
];
const told = (wrong: { field: string; reason: string }, locale: string) =>
  problemOf(fail("refused", "refused", { fields: [wrong] }), locale).errors?.[0]?.message ?? "";

test.each(locales)(
  "a person whose text names somebody reads in %s which one, by its label and not by its key",
  (locale) => {
    for (const wrong of refusals) {
      const said = told(wrong, locale);
      expect(said.split(/[:：]/)[0]).not.toBe(wrong.field);
      expect(said).not.toMatch(/\w+_\w+|\w\.\w|^[a-z]/);
    }
    expect(told({ field: "text", reason: "text_names_someone" }, "en")).toBe(
      "Your text: this names a person who reported or who decides. Take the name out.",
    );
  },
);

test("a program is told of the key that it sent", () => {
  expect(told({ field: "items.0.location", reason: "required" }, "en")).toBe("items.0.location: this is needed.");
  expect(told({ field: "unheard_of", reason: "text_names_someone" }, "en")).toContain("unheard_of: ");
});
