import { expect, test } from "vitest";
import { addresseesIn, afterReferral, referralAddressees, restBeforeReferral } from "./referral.rules";

const effectiveAt = new Date("2016-09-07T04:00:30Z");
const later = new Date("2016-09-09T04:00:00Z");

test("K3: whoever a case is referred to, it waits and comes back by itself", () => {
  for (const to of referralAddressees) {
    const after = afterReferral({ to, dueAt: later, effectiveAt });
    expect(after).toMatchObject({ state: "waiting", restingState: "waiting" });
    expect(after.waitingUntil.getTime()).toBeGreaterThanOrEqual(effectiveAt.getTime());
  }
});

test("an authority is not waited for; another team has until the case is due, and never less than the undo window", () => {
  expect(afterReferral({ to: "police", dueAt: later, effectiveAt }).waitingUntil).toEqual(effectiveAt);
  expect(afterReferral({ to: "other_team", dueAt: later, effectiveAt }).waitingUntil).toEqual(later);
  const overdue = new Date("2016-09-01T00:00:00Z");
  expect(afterReferral({ to: "other_team", dueAt: overdue, effectiveAt }).waitingUntil).toEqual(effectiveAt);
});

test("a referral that is taken back puts the case where it was: waiting for the same, in the same person's list", () => {
  const before = {
    restingState: "waiting",
    waitingFor: "the owner's papers",
    waitingUntil: "2016-09-12T00:00:00.000Z",
    setAsideBy: "mei",
  } as const;
  const found = restBeforeReferral({ before, escalatedTo: null, decidedAt: null });
  expect(found).toEqual({ ...before, waitingUntil: new Date(before.waitingUntil) });
});

test("where an old referral did not say where the case was, it goes where it must have been, in nobody's list", () => {
  const place = (escalatedTo: string | null, decidedAt: Date | null) =>
    restBeforeReferral({ before: undefined, escalatedTo, decidedAt });
  expect(place(null, null)).toMatchObject({ restingState: "open", setAsideBy: null, waitingUntil: null });
  expect(place(null, later)).toMatchObject({ restingState: "reopened" });
  expect(place("legal", later)).toMatchObject({ restingState: "escalated" });
});

test("K2: without a country neither the police nor a court can be told, only the fallbacks and a team of the house", () => {
  expect(addresseesIn("")).toEqual(["europol", "legal_representative", "other_team"]);
  expect(addresseesIn("DE")).toContain("police");
});
