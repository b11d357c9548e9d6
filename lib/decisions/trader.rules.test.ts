import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, dayIn } from "@/lib/platform/time.rules";
import { affiliateStatus, keptUntil, suspendRefusal, traderStatus } from "./trader.rules";

const now = new Date("2016-09-07T04:00:00Z");
const whole = {
  name: "A",
  address: "B",
  phone: "C",
  email: "d@e.example",
  idRef: "F",
  register: "G",
  payment: "H",
  selfCertifiedAt: now,
  checkedAt: null,
  correctionAskedAt: null,
  correctionDueAt: null,
  correctionOf: [],
  contractEndedAt: null,
  measured: null,
};
const asked = {
  ...whole,
  address: "",
  correctionAskedAt: new Date("2016-08-01"),
  correctionDueAt: new Date("2016-09-01"),
};

test("C4: a trader is suspended only after it was asked to correct and its day is over, and refused on no day that it was given", () => {
  expect(suspendRefusal({ ...whole, address: "" }, "suspended", now)).toBe("trader_not_asked");
  for (const measure of ["suspended", "refused"] as const)
    expect(suspendRefusal({ ...asked, correctionDueAt: new Date("2016-10-01") }, measure, now)).toBe(
      "trader_still_time",
    );
  expect(suspendRefusal(asked, "refused", now)).toBeNull();
  expect(suspendRefusal(asked, "suspended", now)).toBeNull();
  expect(suspendRefusal({ ...asked, address: "B", checkedAt: now }, "suspended", now)).toBe("trader_not_asked");
  expect(suspendRefusal(whole, "refused", now)).toBe("trader_nothing_missing");
  expect(suspendRefusal({ ...whole, payment: " " }, "refused", now)).toBeNull();
});

test("C5: a suspension that fell on appeal, was taken back or ended by itself holds nobody any more", () => {
  const held = (decision: "standing" | "reversed" | "undone", runs: boolean) =>
    traderStatus({ ...whole, checkedAt: now, measured: { measure: "suspended", decision, runs } }, now);
  expect(held("standing", true)).toBe("suspended");
  expect(held("reversed", false)).toBe("verified");
  expect(held("undone", true)).toBe("verified");
  expect(held("standing", false)).toBe("verified");
});

test("C5: data is kept to the end of the same day six calendar months later, in the platform's zone", () => {
  const zones = ["Asia/Shanghai", "Europe/Berlin", "Pacific/Auckland", "America/Sao_Paulo"];
  const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2034-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (ended, zone) => {
      const until = keptUntil(ended, zone);
      expect(dayIn(until, zone)).toBe(addMonths(dayIn(ended, zone), 6));
      expect(dayIn(new Date(until.getTime() + 1), zone)).not.toBe(dayIn(until, zone));
    }),
  );
  expect(keptUntil(new Date("2016-08-31T10:00:00Z"), "Europe/Berlin")).toEqual(new Date("2017-02-28T22:59:59.999Z"));
});

test("AE6: a partner who was not screened is shown as unscreened, whatever else is known", () => {
  expect(affiliateStatus({ screenedAt: null, result: null, isTerminated: false })).toBe("unscreened");
  expect(affiliateStatus({ screenedAt: null, result: "passed", isTerminated: false })).toBe("unscreened");
  expect(affiliateStatus({ screenedAt: now, result: "passed", isTerminated: false })).toBe("active");
  expect(affiliateStatus({ screenedAt: now, result: "failed", isTerminated: false })).toBe("failed");
  expect(affiliateStatus({ screenedAt: now, result: "passed", isTerminated: true })).toBe("terminated");
});
