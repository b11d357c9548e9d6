import { expect, test } from "vitest";
import { underField } from "./under-field.rules";

test.each([
  ["phone", "phone: write a telephone number.", "Write a telephone number."],
  ["phone", "phone：请填写电话号码。", "请填写电话号码。"],
  ["phone", "Give a telephone number, an address or both.", "Give a telephone number, an address or both."],
])("under the field %s the sentence “%s” is said without its code", (field, sentence, said) => {
  expect(underField(field, sentence)).toBe(said);
});
