import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";
import type { AffectedFacts } from "./statement.contract";
import { composeStatement } from "./statement.rules";

const marked = (quote: string, shows: string | null = null) => ({ quote, in: "text" as const, shows });
const four = [marked("免费领取"), marked("加微信"), marked(" 免费领取 "), marked("join us", null)];
const why = (over: Partial<AffectedFacts>, language: "en" | "zh-Hans" = "en") =>
  composeStatement({ ...affected, facts: "", language, ...over }, translatorFor(language, "statement")).parts.find(
    ({ id }) => id === "facts",
  )?.paragraphs;

test("the words of the content are one sentence, each once and in order, and one sentence says what they mean", () => {
  expect(why({ evidence: four })).toEqual([
    "The content says “免费领取”, “加微信” and “join us”.",
    "This is what rule Table.5.7 describes: Posts may not lead readers to sites outside the platform.",
  ]);
});

test("bound elements are named once, in place of the rule's whole description", () => {
  const evidence = [marked("a", "It leads away."), marked("b", "It leads away."), marked("c", "It pays for it.")];
  expect(why({ evidence })).toEqual([
    "The content says “a”, “b” and “c”.",
    "This shows what rule Table.5.7 asks for: It leads away; It pays for it.",
  ]);
});

test("a Chinese reader gets the same in Chinese", () => {
  const clause = affected.clause && { ...affected.clause, summary: "不得引导读者离开平台。" };
  expect(why({ evidence: [marked("免费领取"), marked("加微信"), marked("免费领取")], clause }, "zh-Hans")).toEqual([
    "内容中写道：“免费领取”和“加微信”。",
    "这正是规则Table.5.7所述的情形：不得引导读者离开平台。",
  ]);
  expect(why({ evidence: [marked("加微信", "引导读者离开。")], clause }, "zh-Hans")?.[1]).toBe(
    "这符合规则Table.5.7的构成条件：引导读者离开。",
  );
});

test("where the ground is the law alone no rule is named; what a notifier reads is the same; typed facts come first", () => {
  const law = { ground: "law" as const, legal: { ground: "Example Act", explanation: "It is sold to minors." } };
  expect(why({ ...law, evidence: [marked("a")] })).toEqual(["The content says “a”."]);
  expect(why({ ...law, evidence: [marked("a", "It is a knife.")] })?.[1]).toBe("This shows: It is a knife.");
  expect(why({ facts: "Typed.", evidence: [] })).toEqual(["Typed."]);
  const told = composeStatement({ ...notifier, facts: "", evidence: four }, translatorFor("en", "statement"));
  expect(told.parts.find(({ id }) => id === "facts")?.paragraphs).toEqual(why({ evidence: four }));
});
