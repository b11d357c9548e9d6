import { expect, test } from "vitest";
import { z } from "zod";
import { fieldFailures } from "./field-failures";

function failuresOf(shape: z.ZodType, input: unknown) {
  const parsed = shape.safeParse(input);
  return parsed.success ? [] : fieldFailures(parsed.error);
}

test("an outcome that does not exist is answered with the outcomes that do", () => {
  const shape = z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("violation") }),
    z.object({ outcome: z.enum(["no_violation", "referred"]) }),
  ]);
  expect(failuresOf(shape, { outcome: "refer" })).toEqual([
    { field: "outcome", reason: "not_one_of", values: { options: "violation, no_violation, referred" } },
  ]);
});

test.each([
  ["an enumeration", z.object({ to: z.enum(["police", "helpline"]) }), "police, helpline"],
  ["a list of literals", z.object({ to: z.literal(["police", "helpline"]) }), "police, helpline"],
  ["literals one by one", z.object({ to: z.union([z.literal("police"), z.enum(["helpline"])]) }), "police, helpline"],
  ["an empty string among them", z.object({ to: z.union([z.literal(""), z.enum(["police"])]) }), "police"],
])("%s names what it takes", (_, shape, options) => {
  expect(failuresOf(shape, { to: "nobody" })).toEqual([{ field: "to", reason: "not_one_of", values: { options } }]);
});

test("a union without any listed value stays a question of form", () => {
  const shape = z.object({ at: z.union([z.iso.date(), z.iso.datetime()]) });
  expect(failuresOf(shape, { at: "soon" })).toEqual([{ field: "at", reason: "wrong_format" }]);
});
