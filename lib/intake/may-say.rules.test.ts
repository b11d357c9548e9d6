import { expect, test } from "vitest";
import { SubmitNotice } from "./contract";
import { surfaceFailures } from "./may-say.rules";

const platform = (surfaces: string[]) => ({
  ...{ id: "lantern", prefix: "LN", zone: "UTC", surfaces },
  targets: { noticeTargetHours: 48, urgentTargetHours: 4 },
});
const reported = (surface?: string) =>
  SubmitNotice.parse({
    ...{ platform: "lantern", legalClaim: false, goodFaith: true, explanation: "A fake lantern, again and again." },
    items: [{ location: "post-1", content: { text: "Lanterns", ...(surface ? { surface } : {}) } }],
  });

test("a program that reports a place the platform does not have is told the field, and which places there are", () => {
  expect(surfaceFailures(reported("review"), platform(["listing", "comment"]))).toEqual([
    {
      field: "items.0.content.surface",
      reason: "surface_unknown",
      values: { surface: "review", options: "listing, comment" },
    },
  ]);
  expect(surfaceFailures(reported("comment"), platform(["listing", "comment"]))).toEqual([]);
  expect(surfaceFailures(reported(), platform(["listing"]))).toEqual([]);
});

test("a platform that names no places takes any", () => {
  expect(surfaceFailures(reported("review"), platform([]))).toEqual([]);
});
