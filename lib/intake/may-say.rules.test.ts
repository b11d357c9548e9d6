import { expect, test } from "vitest";
import { SubmitNotice } from "./contract";
import { nameFailures } from "./may-say.rules";

const platform = (surfaces: string[], roles: string[] = []) => ({
  ...{ id: "lantern", prefix: "LN", zone: "UTC", surfaces, roles },
  targets: { noticeTargetHours: 48, urgentTargetHours: 4 },
});
const reported = (surface?: string, role?: string) =>
  SubmitNotice.parse({
    ...{ platform: "lantern", legalClaim: false, goodFaith: true, explanation: "A fake lantern, again and again." },
    items: [
      { location: "post-1", content: { text: "Lanterns", ...(surface ? { surface } : {}), ...(role ? { role } : {}) } },
    ],
  });

test("a program that reports a place the platform does not have is told the field, and which places there are", () => {
  expect(nameFailures(reported("review"), platform(["listing", "comment"]))).toEqual([
    {
      field: "items.0.content.surface",
      reason: "surface_unknown",
      values: { surface: "review", options: "listing, comment" },
    },
  ]);
  expect(nameFailures(reported("comment"), platform(["listing", "comment"]))).toEqual([]);
  expect(nameFailures(reported(), platform(["listing"]))).toEqual([]);
});

test("a platform that names no places takes any", () => {
  expect(nameFailures(reported("review"), platform([]))).toEqual([]);
});

test("a role that the platform does not have is told with the field, and which roles there are", () => {
  expect(nameFailures(reported(undefined, "seller"), platform([], ["merchant", "buyer"]))).toEqual([
    {
      field: "items.0.content.role",
      reason: "role_unknown",
      values: { role: "seller", options: "merchant, buyer" },
    },
  ]);
  expect(nameFailures(reported(undefined, "buyer"), platform([], ["merchant", "buyer"]))).toEqual([]);
  expect(nameFailures(reported(undefined, "seller"), platform([]))).toEqual([]);
});
