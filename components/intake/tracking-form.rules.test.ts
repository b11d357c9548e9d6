import { expect, test } from "vitest";
import { readTracking } from "./tracking-form.rules";

test("the whole link in the first field is enough", () => {
  expect(readTracking({ reference: " https://desk.example/notice/N-7K3P-Q9XD?key=abc_-1 ", key: "" })).toEqual({
    reference: "N-7K3P-Q9XD",
    key: "abc_-1",
  });
});

test("reference and key are read each from its field, and what is missing is said", () => {
  expect(readTracking({ reference: "n 7k3p q9xd", key: " abc " })).toEqual({ reference: "N-7K3P-Q9XD", key: "abc" });
  expect(readTracking({ reference: "N-7K3P-Q9XD" })).toEqual({ reference: "N-7K3P-Q9XD", key: null });
  expect(readTracking({ reference: "hello", key: "abc" })).toEqual({ reference: null, key: "abc" });
});
