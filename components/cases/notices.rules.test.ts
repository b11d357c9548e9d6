import { expect, test } from "vitest";
import type { NoticeView } from "@/lib/decisions/contract";
import { burstOf, groupedNotices } from "./notices.rules";

const aNotice = (over: Partial<NoticeView>): NoticeView => ({
  id: crypto.randomUUID(),
  reference: "N-1",
  source: "guest",
  legalClaim: false,
  childAbuseClaim: false,
  category: null,
  legalReference: null,
  explanation: "keeps tagging me",
  detail: "",
  tags: [],
  relation: null,
  claims: null,
  receivedAt: "2026-11-20T10:00:00Z",
  hasContact: true,
  ...over,
});

test("five notices within an hour are told apart from five over a week", () => {
  const minutes = [0, 10, 20, 30, 59].map((minute) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`);
  expect(burstOf(minutes)).toBe(5);
  expect(burstOf([14, 15, 16, 17, 18].map((day) => `2026-11-${day}T10:00:00Z`))).toBeNull();
});

test("two notices are no pattern", () => {
  expect(burstOf(["2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z"])).toBeNull();
});

test("the same words from several people are read once and counted, whatever their spacing", () => {
  const groups = groupedNotices([
    aNotice({}),
    aNotice({ explanation: "Keeps  tagging me " }),
    aNotice({ explanation: "spam" }),
  ]);
  expect(
    groups.map(({ notice, count }) => [notice.explanation.trim().toLowerCase().replace("  ", " "), count]),
  ).toEqual([
    ["keeps tagging me", 2],
    ["spam", 1],
  ]);
});

test("a claim of illegality is read before a report about the terms", () => {
  const groups = groupedNotices([
    aNotice({ receivedAt: "2026-11-20T12:00:00Z" }),
    aNotice({ legalClaim: true, explanation: "counterfeit" }),
  ]);
  expect(groups[0]?.notice.legalClaim).toBe(true);
});
