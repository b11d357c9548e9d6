import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";
import type { NotifierFacts } from "./statement.contract";
import { composeStatement } from "./statement.rules";

const en = translatorFor("en", "statement");
const outcomeOf = (over: Partial<NotifierFacts> = {}) => composeStatement({ ...notifier, ...over }, en).text;

test("N9: the notifier is told the decision, why, and the ways to object", () => {
  const text = outcomeOf();
  expect(text).toContain("You reported a post on Taobao Weitao. We found that it breaks rule Table.5.7");
  expect(text).toContain("https://recourse.example/decision/abc/appeal");
  expect(text).toContain("any certified out-of-court dispute settlement body");
  expect(text).toContain("You can go to court at any time.");
});

test("N9: the notifier is told of the content, not of what follows for somebody else's account", () => {
  const text = outcomeOf();
  expect(text).toContain("Delete the violating information");
  expect(text).not.toContain("Suspend the Weitao function");
  expect(text).not.toContain("confirmed violation");
});

test("N9: when no action is taken, the notifier is told so, with the same ways to object", () => {
  const message = composeStatement(
    { ...notifier, outcome: "no_violation", ground: null, clause: null, restrictions: [] },
    en,
  );
  expect(message.subject).toBe("We took no action on your report about Taobao Weitao (TB-20811)");
  expect(message.text).toContain("We took no action.");
  expect(message.parts.map((part) => part.id)).toEqual([
    "decision",
    "content",
    "facts",
    "exceptions",
    "redress",
    "reference",
  ]);
  expect(message.text).toContain(affected.redress.appealUrl);
});

test("N11: tools are disclosed to the notifier when they were used, and not mentioned when they were not", () => {
  expect(outcomeOf()).not.toMatch(/automated|tool/i);
  expect(outcomeOf({ automation: { detected: false, processed: true, decision: "none" } })).toContain(
    "An automated tool sorted your report",
  );
  expect(outcomeOf({ automation: { detected: false, processed: false, decision: "full" } })).toContain(
    "no person took part in it",
  );
});
