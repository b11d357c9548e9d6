import { expect, test } from "vitest";
import { isProcessedAnyway } from "@/lib/intake/processed-anyway.rules";
import { settingShapes } from "@/lib/platform/settings.rules";
import {
  endProblem,
  isOverThreshold,
  type MisuseSettings,
  ratioOf,
  refusalToSuspend,
  refusalToWarn,
  windowOf,
} from "./misuse.rules";

const settings: MisuseSettings = {
  misuseContentMarks: settingShapes.misuseContentMarks.parse(undefined),
  misuseReportMarks: settingShapes.misuseReportMarks.parse(undefined),
  misusePercent: settingShapes.misusePercent.parse(undefined),
  misuseWindowDays: settingShapes.misuseWindowDays.parse(undefined),
  misuseWarningDays: settingShapes.misuseWarningDays.parse(undefined),
  misuseMostDays: settingShapes.misuseMostDays.parse(undefined),
};
const now = new Date("2026-06-10T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const often = { count: 4, total: 8 };
const warned = { state: "warned", warnedAt: ago(10), toldAt: ago(10), since: 1 } as const;

test("M3: the share is computed: three of eight is 37.5 percent, and never more than the whole", () => {
  expect([ratioOf({ count: 3, total: 8 }), ratioOf({ count: 0, total: 0 }), ratioOf({ count: 2, total: 0 })]).toEqual([
    3750, 0, 10_000,
  ]);
  expect(windowOf(now, "UTC", settings)).toEqual({ from: "2025-12-12", to: "2026-06-10" });
});

test("M1: three manifestly illegal things of a hundred are not often, nor are two of two; three of eight are", () => {
  expect(isOverThreshold("content", { count: 3, total: 100 }, settings)).toBe(false);
  expect(isOverThreshold("content", { count: 2, total: 2 }, settings)).toBe(false);
  expect(isOverThreshold("content", { count: 3, total: 8 }, settings)).toBe(true);
  expect(isOverThreshold("reports", { count: 3, total: 8 }, settings)).toBe(false);
});

test("M1: a suspension without an earlier warning that arrived is refused, and so is one where nothing followed it", () => {
  const asked = (measure: Parameters<typeof refusalToSuspend>[1]["measure"]) =>
    refusalToSuspend("content", { counts: often, measure, now }, settings);
  expect(asked({ state: null, warnedAt: null, toldAt: null, since: 0 })).toBe("misuse_warn_first");
  expect(asked({ ...warned, toldAt: null })).toBe("misuse_warning_not_sent");
  expect(asked({ ...warned, since: 0 })).toBe("misuse_nothing_since");
  expect(asked({ ...warned, warnedAt: ago(181) })).toBe("misuse_warning_lapsed");
  expect(asked({ ...warned, state: "suspended" })).toBe("misuse_suspended_already");
  expect(asked(warned)).toBeNull();
});

test("nobody is warned twice at once, or below what is published", () => {
  expect(refusalToWarn("content", { counts: often, state: null }, settings)).toBeNull();
  expect(refusalToWarn("content", { counts: often, state: "warned" }, settings)).toBe("misuse_warned_already");
  expect(refusalToWarn("content", { counts: { count: 1, total: 1 }, state: null }, settings)).toBe(
    "misuse_below_threshold",
  );
});

test("M1: a suspension has a last day, in the future and not later than the policy allows", () => {
  expect(endProblem(ago(1), now, settings)).toBe("date_in_past");
  expect(endProblem(ago(-90), now, settings)).toBeNull();
  expect(endProblem(ago(-92), now, settings)).toBe("misuse_too_long");
});

test("M2: a trusted flagger is not suspended by this, nor an authority, nor who reports abuse of a child or a threat to life", () => {
  const plain = { source: "guest", isFlagger: false, childAbuseClaim: false, category: "spam" };
  expect(isProcessedAnyway(plain)).toBe(false);
  for (const more of [
    { source: "trusted_flagger" },
    { source: "authority" },
    { isFlagger: true },
    { childAbuseClaim: true },
    { category: "threat_to_life" },
  ])
    expect(isProcessedAnyway({ ...plain, ...more }), JSON.stringify(more)).toBe(true);
});
