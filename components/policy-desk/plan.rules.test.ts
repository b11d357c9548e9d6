import { expect, test } from "vitest";
import { planChange } from "./plan.rules";

const draft = {
  label: "v2",
  effectiveFrom: "2026-01-01",
  announced: null,
  notice: { en: "Our rules change.", fr: "…" },
};
const asIs = { label: "v2", effectiveFrom: "2026-01-01", announced: "", "notice-en": "Our rules change." };

test("only what was changed in the plan is sent, so that what somebody else wrote beside it stays", () => {
  expect(planChange(draft, { ...asIs, "notice-zh-Hans": "" })).toEqual({});
  expect(planChange(draft, { ...asIs, "notice-zh-Hans": "通知" })).toEqual({ notice: { "zh-Hans": "通知" } });
  expect(planChange(draft, { ...asIs, announced: "2025-12-01", "notice-en": "" })).toEqual({
    ...{ announced: "2025-12-01", notice: { en: "" } },
  });
});

test("a day that was taken away is sent as such and not as if nothing had been said", () => {
  expect(planChange({ ...draft, announced: "2025-12-01" }, asIs)).toEqual({ announced: null });
  expect(planChange(draft, { ...asIs, effectiveFrom: "" })).toEqual({ effectiveFrom: "" });
});
