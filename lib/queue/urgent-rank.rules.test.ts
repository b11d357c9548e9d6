import { expect, test } from "vitest";
import { type RankFacts, rankOf } from "@/lib/intake/rank.rules";
import { standsBeforeAll } from "./urgent-rank.rules";

const facts: RankFacts = {
  severity: "high",
  source: "guest",
  legalClaim: false,
  childAbuseClaim: false,
  categories: [],
  noticeCount: 4,
  reach: null,
  record: null,
};
const dueAt = new Date("2026-11-22T08:00:00Z");

test("only an urgent case is said to stand before all others", () => {
  expect(standsBeforeAll(rankOf(facts, dueAt).rank)).toBe(false);
  expect(standsBeforeAll(rankOf({ ...facts, severity: "critical" }, dueAt).rank)).toBe(true);
  expect(standsBeforeAll(rankOf({ ...facts, source: "court" }, dueAt).rank)).toBe(true);
});

test("a medium case stands before a high one that is due so much later, and its hours say so", () => {
  const later = new Date(dueAt.getTime() + 17 * 3_600_000);
  const medium = rankOf({ ...facts, severity: "medium" }, dueAt);
  const high = rankOf(facts, later);
  expect(medium.rank).toBeLessThan(high.rank);
  const hours = (why: typeof high.why) => why.reduce((sum, { points }) => sum + points, 0);
  expect(hours(high.why) - hours(medium.why)).toBe(16);
});
