import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { platforms } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { givenPlatform } from "@/test/policy-drafts";
import { aColleague, auditOf } from "@/test/town";
import { applyDueTiers, changeTier } from "./tier-change.command";
import { tierOf } from "./tier-change.queries";

const { opened } = withTestDatabase();
let ana: Person;
const noon = new Date("2027-03-10T12:00:00Z");
const change = {
  platform: "lantern",
  tier: "very_large",
  isMarketplace: true,
  effectiveFrom: "2027-07-10",
  why: "Designated by decision of 10 March 2027.",
};

beforeAll(async () => {
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
  await givenPlatform(ana);
});

async function tierNow() {
  const { tier, isMarketplace } = platforms;
  const [row] = await opened().db.select({ tier, isMarketplace }).from(platforms).where(eq(platforms.id, "lantern"));
  return row;
}

test("a moderator and an auditor change no tier, and nothing is written", async () => {
  for (const role of ["moderator", "auditor"] as const)
    expect(await changeTier(await aColleague(opened().db, { role }), change, noon)).toMatchObject({
      code: "forbidden",
    });
  expect((await tierOf(opened().db, "lantern", noon))?.changes).toEqual([]);
});

test("a day that is over, no reason, no platform, and what it is already are refused", async () => {
  const asked = (more: object) => changeTier(ana, { ...change, ...more }, noon);
  expect(await asked({ effectiveFrom: "2027-03-09" })).toMatchObject({ fields: [{ reason: "tier_day_over" }] });
  expect(await asked({ why: " " })).toMatchObject({ code: "invalid" });
  expect(await asked({ platform: "nowhere" })).toMatchObject({ code: "not_found" });
  expect(await asked({ tier: "online_platform", isMarketplace: false })).toMatchObject({ reason: "tier_same" });
});

test("a change waits for its day in the platform's zone; another one replaces it, and both stay to be read", async () => {
  const { db } = opened();
  expect(await changeTier(ana, change, noon)).toMatchObject({ ok: true, value: { isApplied: false } });
  expect(await changeTier(ana, { ...change, effectiveFrom: "2027-08-01" }, noon)).toMatchObject({ ok: true });
  expect(await tierNow()).toEqual({ tier: "online_platform", isMarketplace: false });
  // Midnight in Berlin is ten in the evening of the day before in UTC.
  expect(await applyDueTiers(db, new Date("2027-07-31T21:59:59Z"))).toBe(0);
  expect(await applyDueTiers(db, new Date("2027-07-31T22:03:00Z"))).toBe(1);
  expect(await applyDueTiers(db, new Date("2027-07-31T22:13:00Z"))).toBe(0);
  expect(await tierNow()).toEqual({ tier: "very_large", isMarketplace: true });
  const view = await tierOf(db, "lantern", noon);
  expect(view?.changes.map(({ state, effectiveFrom, by }) => [state, effectiveFrom, by])).toEqual([
    ["applied", "2027-08-01", "Ana"],
    ["replaced", "2027-07-10", "Ana"],
  ]);
  const said = await auditOf(db, "lantern");
  expect(said.some(({ verb, body }) => verb === "platform.tier" && body.includes("Designated by decision"))).toBe(true);
});

test("a change of today holds at once", async () => {
  const today = new Date("2027-09-01T12:00:00Z");
  const small = { ...change, tier: "small_platform", isMarketplace: false, effectiveFrom: "2027-09-01" };
  expect(await changeTier(ana, small, today)).toMatchObject({ ok: true, value: { isApplied: true } });
  expect(await tierNow()).toEqual({ tier: "small_platform", isMarketplace: false });
});
