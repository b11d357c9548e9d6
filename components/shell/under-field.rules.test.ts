import { expect, test } from "vitest";
import { isAboutOneField, underField } from "./under-field.rules";

test.each([
  ["phone", "phone: write a telephone number.", "Write a telephone number."],
  ["phone", "phone：请填写电话号码。", "请填写电话号码。"],
  ["phone", "Give a telephone number, an address or both.", "Give a telephone number, an address or both."],
])("under the field %s the sentence “%s” is said without its code", (field, sentence, said) => {
  expect(underField(field, sentence)).toBe(said);
});

test("a refusal without a field is about the one thing handed in, a broken connection or a missing permission is not", () => {
  const about = (code: string, fields = {}) => isAboutOneField({ code, fields });
  expect(["refused", "invalid", "too_large"].map((code) => about(code))).toEqual([true, true, true]);
  expect(["unexpected", "offline", "forbidden", "conflict", "signed_out"].map((code) => about(code))).toEqual(
    Array(5).fill(false),
  );
  expect(about("invalid", { name: "Say a name." })).toBe(false);
});
