import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { dsaValueOf } from "./dsa-values.rules";

const measure = (id: string) => {
  const action = readBuiltInPack("wechat").sanctions.actions.find((one) => one.id === id);
  if (!action) throw new Error(`WeChat has no measure ${id}`);
  return action;
};

test("hidden content is disabled content until somebody says another of the values its measure stands for", () => {
  const hide = measure("cg.change-visibility");
  expect(dsaValueOf(hide)).toBe("DECISION_VISIBILITY_CONTENT_DISABLED");
  expect(dsaValueOf(hide, "DECISION_VISIBILITY_CONTENT_DEMOTED")).toBe("DECISION_VISIBILITY_CONTENT_DEMOTED");
  expect(dsaValueOf(hide, "DECISION_ACCOUNT_SUSPENDED")).toBeUndefined();
});

test("whether all services or some are taken is nobody's to guess, nor whether an open measure restricts at all", () => {
  expect(dsaValueOf(measure("cg.suspend-access"))).toBeUndefined();
  expect(dsaValueOf({ ...measure("cg.change-visibility"), dsaDepends: true })).toBeUndefined();
});
