import { expect, test } from "vitest";
import { lastingActions } from "./running.rules";

test("Q47: what lasts on an account is what closes a function or the account, each action once, in order", () => {
  const inForce = [
    { action: "tb.suspend-weitao-30d", target: "feature" },
    { action: "tb.delete-content", target: "content" },
    { action: "tb.warn", target: "person" },
    { action: "tb.point", target: "points" },
    { action: "tb.close-account", target: "account" },
    { action: "tb.suspend-weitao-30d", target: "feature" },
  ];
  expect(lastingActions(inForce)).toEqual(["tb.close-account", "tb.suspend-weitao-30d"]);
  expect(lastingActions([])).toEqual([]);
});
