import { expect, test } from "vitest";
import { placeOf, rulesDrawing } from "./sampling.rules";

const now = new Date("2026-03-01T12:00:00Z");
const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
const none = {
  qualityShare: 0,
  qualityNewPersonShare: 0,
  qualityNewPersonDays: 30,
  qualityRiskyShare: 0,
  qualityDeviationShare: 0,
};
const plain = (decisionId: string) => ({
  decisionId,
  decidedAt: now,
  joinedAt: before(400),
  isRisky: false,
  isDeviation: false,
});
const ids = Array.from({ length: 2000 }, (_, at) => `decision ${at}`);

test("a share of five draws about five of a hundred, always the same ones, and a larger share draws those too", () => {
  const drawn = (share: number) =>
    ids.filter((id) => rulesDrawing(plain(id), { ...none, qualityShare: share }).length > 0);
  const five = drawn(5);
  expect(five.length).toBeGreaterThan(70);
  expect(five.length).toBeLessThan(130);
  expect(drawn(5)).toEqual(five);
  const twenty = new Set(drawn(20));
  expect(five.every((id) => twenty.has(id))).toBe(true);
  expect(drawn(0)).toEqual([]);
  expect(drawn(100)).toHaveLength(ids.length);
});

test("each rule draws by a chance of its own, and only what it is about", () => {
  const all = { ...none, qualityNewPersonShare: 100, qualityRiskyShare: 100, qualityDeviationShare: 100 };
  expect(rulesDrawing(plain("x"), all)).toEqual([]);
  expect(rulesDrawing({ ...plain("x"), joinedAt: before(29) }, all)).toEqual(["new_person"]);
  expect(rulesDrawing({ ...plain("x"), joinedAt: before(30) }, all)).toEqual([]);
  expect(rulesDrawing({ ...plain("x"), isRisky: true, isDeviation: true }, all)).toEqual(["risky_clause", "deviation"]);
  expect(placeOf("share", "x")).not.toBe(placeOf("deviation", "x"));
});
