import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, daysBetween } from "@/lib/platform/time.rules";
import {
  costRule,
  disputeClocks,
  implementedShare,
  mayDisputeMove,
  owedByPlatform,
  reminderDue,
} from "./dispute.rules";

const zones = [
  "Europe/Brussels",
  "Europe/Dublin",
  "Atlantic/Azores",
  "Asia/Shanghai",
  "Pacific/Auckland",
  "America/Sao_Paulo",
];
const moments = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true });

describe("D3: the body's 90 and 180 days", () => {
  test("end with the 90th and the 180th day after the day of receipt, in any zone, whatever the clocks do there", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (receivedAt, zone) => {
        const { by90, by180 } = disputeClocks(receivedAt, zone);
        const day = dayIn(receivedAt, zone);
        expect(daysBetween(day, dayIn(by90, zone))).toBe(90);
        expect(daysBetween(day, dayIn(by180, zone))).toBe(180);
        // A millisecond later it is the next day there.
        expect(daysBetween(day, dayIn(new Date(by90.getTime() + 1), zone))).toBe(91);
        expect(by180.getTime()).toBeGreaterThan(by90.getTime());
      }),
    );
  });

  test("a reminder comes at each of the two, once, and never before or after the body has decided", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 200 * 24 }), (receivedAt, hours) => {
        const now = new Date(receivedAt.getTime() + hours * 3_600_000);
        const { by90, by180 } = disputeClocks(receivedAt);
        const dispute = { state: "engaged" as const, receivedAt, reminded90At: null, reminded180At: null };
        expect(reminderDue(dispute, now)).toBe(now > by180 ? 180 : now > by90 ? 90 : null);
        expect(reminderDue({ ...dispute, reminded90At: now, reminded180At: now }, now)).toBeNull();
        expect(reminderDue({ ...dispute, state: "decided" }, now)).toBeNull();
      }),
    );
  });
});

test("D4: for the person the platform bears fees and expenses; for the platform nobody owes it, but for manifest bad faith", () => {
  const costs = { bodyFees: 10_000, userCosts: 2_500, manifestBadFaith: false };
  expect(owedByPlatform("for_user", costs)).toBe(12_500);
  expect(owedByPlatform("partly", costs)).toBe(12_500);
  expect(owedByPlatform("for_platform", costs)).toBe(10_000);
  expect(owedByPlatform("ended", costs)).toBe(0);
  expect(costRule("for_platform", false).userOwes).toBe(false);
  expect(costRule("for_platform", true).userOwes).toBe(true);
  expect(costRule("for_user", true).userOwes).toBe(false);
});

test("D5: the share of reversals that were carried out lies between nothing and all, and is none where nothing was reversed", () => {
  const outcomes = fc.constantFrom("for_user", "partly", "for_platform", "agreed", "ended", null);
  const dispute = fc.record({ outcome: outcomes, implementedAt: fc.option(fc.constant(new Date(0))) });
  fc.assert(
    fc.property(fc.array(dispute), (disputes) => {
      const reversed = disputes.filter(({ outcome }) => outcome === "for_user" || outcome === "partly");
      const implemented = reversed.filter(({ implementedAt }) => implementedAt !== null).length;
      const share = implementedShare({ reversed: reversed.length, implemented });
      if (reversed.length === 0) {
        expect(share).toBeNull();
        return;
      }
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }),
  );
});

test("D2: from a dispute that the platform takes part in there is no way to a refusal, and from a closed one none at all", () => {
  expect(mayDisputeMove("received", "refused")).toBe(true);
  expect(mayDisputeMove("engaged", "refused")).toBe(false);
  for (const state of ["received", "engaged", "refused", "decided", "answered"] as const)
    expect(mayDisputeMove("closed", state)).toBe(false);
});
