import { expect, test } from "vitest";
import { composeStatement } from "@/lib/decisions/statement.rules";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import { redressLeft } from "./redress.rules";

const redressOf = (language: "en" | "zh-Hans", appealEndsOn: string | null) => {
  const facts = { ...affected, language, redress: { ...affected.redress, appealEndsOn } };
  const part = composeStatement(facts, translatorFor(language, "statement")).parts.find(({ id }) => id === "redress");
  if (!part) throw new Error("a letter without redress");
  return part;
};

test("once a complaint was made the page invites to no other, and bodies and courts stay", () => {
  for (const language of ["en", "zh-Hans"] as const) {
    for (const last of ["2025-09-12", null]) {
      const whole = redressOf(language, last);
      const left = redressLeft(whole, "/decision/abc/appeal");
      expect(left.paragraphs).toEqual(whole.paragraphs.slice(2));
      expect(left.paragraphs).toHaveLength(3);
    }
  }
});

test("a letter that invites to nothing is shown as it is", () => {
  const part = { id: "redress", heading: "If you disagree", paragraphs: ["You can go to court at any time."] };
  expect(redressLeft(part, "/decision/abc/appeal")).toEqual(part);
});
