import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { reasonIn, saidAs } from "./reason.rules";

const together = {
  text: "废物",
  code: "together",
  values: { text: "废物", topic: "insult", other: "你", otherTopic: "person-target" },
  context: null,
  disguise: null,
} as const;

test("a moderator reads in their own language why the matcher points at some words", () => {
  expect(reasonIn(translatorFor("en", "matching"), together)).toBe("“废物” (insult) next to “你” (person addressed)");
  expect(reasonIn(translatorFor("zh-Hans", "matching"), together)).toBe("“废物”（辱骂）与“你”（所指的人）同时出现");
});

test("a disguise and a context that weakens it stand beside the reason, in the brackets of the language", () => {
  const said = {
    text: "f@ke",
    code: "word",
    values: { text: "f@ke", topic: "forgery" },
    context: "asked",
    disguise: "leet",
  } as const;
  expect(reasonIn(translatorFor("zh-Hans", "matching"), said)).toBe(
    "“f@ke”涉及：伪造证件（以数字或符号代替字母；属于提问，权重降低）",
  );
});

test("a topic that the catalogue does not know yet is named as it is", () => {
  const said = {
    text: "x",
    code: "pattern",
    values: { text: "x", topic: "new-topic" },
    context: null,
    disguise: null,
  } as const;
  expect(reasonIn(translatorFor("en", "matching"), said)).toBe("“x” has the form of: new-topic");
});

test("a pair of words is one reason, said once and not in both directions", () => {
  const mirrored = {
    ...together,
    text: "你",
    values: { text: "你", topic: "person-target", other: "废物", otherTopic: "insult" },
  };
  const apart = { ...mirrored, values: { ...mirrored.values, other: "垃圾" } };
  const pieces = [together, mirrored, apart];
  expect(pieces.map((piece) => saidAs(piece, pieces))).toEqual([together, together, apart]);
});

test("where the words are the notifier's and not the content's, the reason says so", () => {
  const english = translatorFor("en", "matching");
  expect(reasonIn(english, together, "explanation")).toBe(
    "in the notifier’s words: “废物” (insult) next to “你” (person addressed)",
  );
  expect(reasonIn(english, together, "text")).toBe(reasonIn(english, together));
});
