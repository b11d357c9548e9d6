import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { Action } from "@/lib/policy/sanctions.contract";

const visibility = (kind: string) => `DECISION_VISIBILITY_CONTENT_${kind}`;
const actions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).sanctions.actions);

/** What a penalty of this kind is in the terms of the Transparency Database; "choose" where the platform's words cover several. */
function expected({ effect, target, permanent }: Action): string {
  if (effect === "warn" || effect === "point" || effect === "refer") return "none";
  if (effect === "other") return "choose";
  if (effect === "remove") return visibility("REMOVED");
  if (effect === "hide") return visibility("DISABLED");
  if (effect === "label") return visibility("LABELLED");
  if (effect === "expel") return "DECISION_PROVISION_TOTAL_TERMINATION";
  if (target === "account") return effect === "close" ? "DECISION_ACCOUNT_TERMINATED" : "DECISION_ACCOUNT_SUSPENDED";
  return effect === "close" && permanent
    ? "DECISION_PROVISION_PARTIAL_TERMINATION"
    : "DECISION_PROVISION_PARTIAL_SUSPENSION";
}
/** Access is service, as WeChat's guidelines word it, and no account; the moderator says whether all of it or a part. */
const ofService: Record<string, string[]> = {
  "cg.suspend-access": ["DECISION_PROVISION_PARTIAL_SUSPENSION", "DECISION_PROVISION_TOTAL_SUSPENSION"],
  "cg.terminate-access": ["DECISION_PROVISION_PARTIAL_TERMINATION", "DECISION_PROVISION_TOTAL_TERMINATION"],
};

test("S1: each penalty of the platforms is the restriction that it is: blocked is disabled, deleted is removed, functions and accounts are suspended or terminated", () => {
  expect(actions.length).toBeGreaterThan(30);
  for (const action of actions) {
    const { id, dsa } = action;
    const value = expected(action);
    if (ofService[id]) expect([id, [...dsa].sort()]).toEqual([id, ofService[id]]);
    else if (value === "none" || value === "choose")
      expect([id, dsa, action.dsaDepends]).toEqual([id, [], value === "choose"]);
    else expect([id, dsa.includes(value as never)]).toEqual([id, true]);
  }
});

test("S1: a statement is due for every penalty that restricts under the Union's law, and for no warning, point or referral", () => {
  for (const action of actions) {
    const isKorean = action.id.startsWith("kr.");
    const value = expected(action);
    const due = value === "choose" ? "depends" : value !== "none" && !isKorean;
    expect([action.id, action.needsStatement]).toEqual([action.id, due]);
  }
});

test("S1, S5: a penalty with a stated number of days runs that long, and one for good has no end", () => {
  for (const { id, durationDays, permanent } of actions) {
    const stated = /-(\d+)d$/.exec(id)?.[1];
    expect([id, durationDays]).toEqual([id, stated ? Number(stated) : null]);
    if (permanent) expect([id, durationDays]).toEqual([id, null]);
  }
});
