import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { Action } from "@/lib/policy/sanctions.contract";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";
import { noRestriction } from "./dsa-values.rules";
import { restrictionFacts } from "./letter-facts.rules";
import { planSanction } from "./plan.rules";
import { composeStatement } from "./statement.rules";

const moment = {
  decisionDay: "2026-05-04",
  effectiveAt: new Date("2026-05-04T08:00:00Z"),
  zone: "Europe/Berlin",
  infringements: 1,
};
const actions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).sanctions.actions);
const factsOf = (action: Action, dsaValue?: string) => {
  const chosen = { action: action.id, describe: "A measure in words", ...(dsaValue ? { dsaValue } : {}) };
  return restrictionFacts(planSanction(action, chosen, moment), "en", moment.zone, []);
};
const toldOf = (action: Action, language: "en" | "zh-Hans", dsaValue?: string) =>
  composeStatement(
    { ...affected, language, restrictions: [factsOf(action, dsaValue)] },
    translatorFor(language, "statement"),
  ).text;
const isOpen = (action: Action) => action.effect === "other";

test("only warnings, points and referrals are said to restrict nothing, in every pack, with the value chosen or not", () => {
  const mild = new Set(["warn", "point", "refer"]);
  for (const action of actions.filter((known) => !isOpen(known))) {
    for (const value of [undefined, ...action.dsa]) {
      expect([action.id, factsOf(action, value).restricts]).toEqual([action.id, !mild.has(action.effect)]);
      if (action.effect === "refer") continue;
      const saysNothing = [
        toldOf(action, "en", value).includes("This does not restrict your content or your account."),
        toldOf(action, "zh-Hans", value).includes("此项不限制您的内容或账号。"),
      ];
      expect([action.id, ...saysNothing]).toEqual([action.id, mild.has(action.effect), mild.has(action.effect)]);
    }
  }
});

test("a measure that the platform leaves open restricts as the moderator says; until then no letter can be written", () => {
  const open = actions.filter(isOpen);
  expect(open.length).toBeGreaterThan(0);
  for (const action of open) {
    expect(factsOf(action, noRestriction).restricts).toBe(false);
    expect(factsOf(action, "DECISION_VISIBILITY_OTHER").restricts).toBe(true);
    expect(() => toldOf(action, "en")).toThrow("not known yet");
  }
});

test("who reported is told of every measure on the content, a Korean one too", () => {
  for (const action of actions.filter(({ target }) => target === "content")) {
    const { text } = composeStatement(
      { ...notifier, restrictions: [factsOf(action)] },
      translatorFor("en", "statement"),
    );
    expect([action.id, text.includes("The content itself was not restricted.")]).toEqual([action.id, false]);
  }
});

test("a deletion needs no word about an end; blocking without a term says that none was set", () => {
  const named = (effect: Action["effect"]) => actions.filter((action) => action.effect === effect);
  for (const action of named("remove")) expect(toldOf(action, "en")).not.toMatch(/end date|indefinite|permanent/);
  for (const action of named("hide")) expect(toldOf(action, "en")).toContain("No end date has been set.");
});
