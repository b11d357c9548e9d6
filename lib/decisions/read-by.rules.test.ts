import { expect, test } from "vitest";
import { readByOf, silenceOf } from "./read-by.rules";

test("the tools that read a case are told by name, our matcher's version apart from what it learned", () => {
  expect(readByOf("v3+wechat.7.ab12")).toEqual({ matcher: "v3+wechat.7.ab12", outside: [] });
  expect(
    readByOf("v3+wechat.7.ab12 learned-4.c0de model:gpt-oss-safeguard:20b classifier:labels.example/v2 of us"),
  ).toEqual({
    matcher: "v3+wechat.7.ab12",
    outside: [
      { tool: "model", name: "gpt-oss-safeguard:20b" },
      { tool: "classifier", name: "labels.example/v2 of us" },
    ],
  });
});

test("where nothing was read, no tool is named", () => {
  expect(readByOf(null)).toEqual({ matcher: null, outside: [] });
  expect(readByOf("")).toEqual({ matcher: null, outside: [] });
});

test("a reader that was asked and said nothing is told of; one that had nothing to read is not", () => {
  expect(silenceOf("waiting", null)).toBe("waiting");
  expect(silenceOf("asking", null)).toBe("waiting");
  expect(silenceOf("failed", "timeout")).toBe("failed");
  expect(silenceOf("dropped", "too_late")).toBe("late");
  expect(silenceOf("dropped", "nothing_to_read")).toBeNull();
  expect(silenceOf("answered", null)).toBeNull();
});
