import fc from "fast-check";
import { expect, test } from "vitest";
import { type RiskFacts, riskOf, riskTold } from "./risk.rules";

const nothing: RiskFacts = {
  by: "affected",
  measures: [],
  laterDecisions: 0,
  isUrgentTopic: false,
  isCrimeTold: false,
  isMinor: false,
  reach: null,
  isBusiness: false,
  waveSize: 1,
};
const closed = { target: "account", dsaValue: "DECISION_ACCOUNT_TERMINATED", endless: true };
const week = { target: "feature", dsaValue: "DECISION_PROVISION_PARTIAL_SUSPENSION", endless: false };
const removed = { target: "content", dsaValue: "DECISION_VISIBILITY_CONTENT_REMOVED", endless: true };
const codes = (facts: Partial<RiskFacts>) => riskOf({ ...nothing, ...facts }).why.map(({ code }) => code);
const level = (facts: Partial<RiskFacts>) => riskOf({ ...nothing, ...facts }).level;

test("the longest and widest measure weighs, once: an account closed for good before a function, a function before content", () => {
  expect(codes({ measures: [removed, week, closed] })).toEqual(["account_gone"]);
  expect(codes({ measures: [removed, week] })).toEqual(["function_suspended"]);
  expect(codes({ measures: [removed] })).toEqual(["content_gone"]);
  expect(codes({})).toEqual([]);
});

test("a shop that was closed is of high risk, a comment that was deleted of low, and a week without comments between two is medium", () => {
  expect(level({ measures: [closed], isBusiness: true })).toBe(3);
  expect(level({ measures: [removed] })).toBe(1);
  expect(level({ measures: [week], laterDecisions: 1 })).toBe(2);
});

test("a danger to a person weighs more where a notifier appeals, because the content is still up", () => {
  expect(level({ isUrgentTopic: true, by: "affected" })).toBe(2);
  expect(level({ isUrgentTopic: true, by: "notifier", isBusiness: true })).toBe(3);
  expect(codes({ isUrgentTopic: true, isMinor: true, isCrimeTold: true })).toEqual([
    "crime_told",
    "urgent_topic",
    "minor",
  ]);
});

test("how many saw it and how many are like it are said with their numbers", () => {
  expect(riskOf({ ...nothing, reach: { of: "views", count: 90_000, hours: 8 }, waveSize: 12 }).why).toEqual([
    { code: "wave", values: { count: 12 } },
    { code: "reach", values: { of: "views", count: 90_000 } },
  ]);
});

test("who is blind to the decision is told that it weighs in, and never how", () => {
  const dueAt = new Date("2026-03-10T00:00:00Z");
  const { why } = riskOf({ ...nothing, measures: [closed], laterDecisions: 2, isMinor: true });
  const told = (isBlind: boolean, now: string) =>
    riskTold(why, { dueAt, isOpen: true, isBlind }, new Date(now)).map(({ code }) => code);
  expect(told(false, "2026-03-01T00:00:00Z")).toEqual(["account_gone", "minor", "counted"]);
  expect(told(true, "2026-03-01T00:00:00Z")).toEqual(["stakes", "minor"]);
  expect(told(true, "2026-03-08T00:00:00Z")).toEqual(["soon", "stakes", "minor"]);
  expect(told(true, "2026-03-10T00:00:01Z")).toEqual(["late", "stakes", "minor"]);
  expect(riskTold([], { dueAt, isOpen: false, isBlind: false }, new Date("2026-04-01T00:00:00Z"))).toEqual([]);
});

test("whatever is added to an appeal, it never waits longer for it", () => {
  const facts = fc.record({
    by: fc.constantFrom("affected" as const, "notifier" as const),
    measures: fc.subarray([closed, week, removed]),
    laterDecisions: fc.nat(5),
    isUrgentTopic: fc.boolean(),
    isCrimeTold: fc.boolean(),
    isMinor: fc.boolean(),
    reach: fc.constantFrom(null, { of: "views" as const, count: 1000, hours: 3 }),
    isBusiness: fc.boolean(),
    waveSize: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const before = riskOf(given).level;
      expect(riskOf({ ...given, isMinor: true }).level).toBeGreaterThanOrEqual(before);
      expect(riskOf({ ...given, isUrgentTopic: true }).level).toBeGreaterThanOrEqual(before);
      expect(riskOf({ ...given, measures: [...given.measures, closed] }).level).toBeGreaterThanOrEqual(before);
      expect(riskOf({ ...given, laterDecisions: given.laterDecisions + 1 }).level).toBeGreaterThanOrEqual(before);
    }),
  );
});
