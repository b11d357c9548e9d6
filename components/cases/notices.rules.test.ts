import { expect, test } from "vitest";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import { burstOf, groupedNotices, ratesOf } from "./notices.rules";

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
  flagger: null,
  order: null,
  reveal: null,
  knowledgeAt: null,
  isWithdrawn: false,
  bringing: null,
  automatedDetection: null,
  missing: [],
  messages: [],
  claims: null,
  receivedAt: "2026-11-20T10:00:00Z",
  hasContact: true,
  sender: null,
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

test("a notice whose sender the statement may name stands by itself, though others say the same", () => {
  const reveal = {
    ...{ id: "r", state: "asked" as const, why: "Whose right it is.", askedBy: "Mei Lin", isMine: true },
    ...{ answeredBy: null, answerWhy: null, name: null },
  };
  const groups = groupedNotices([aNotice({}), aNotice({ reveal }), aNotice({})]);
  expect(groups.map(({ count }) => count).sort((a, b) => a - b)).toEqual([1, 2]);
});

test("a claim of illegality is read before a report about the terms", () => {
  const groups = groupedNotices([
    aNotice({ receivedAt: "2026-11-20T12:00:00Z" }),
    aNotice({ legalClaim: true, explanation: "counterfeit" }),
  ]);
  expect(groups[0]?.notice.legalClaim).toBe(true);
});

test("five people in their own words over days read otherwise than five nameless ones with the same words at once", () => {
  const people = [14, 15, 16, 17, 18].map((day, sender) =>
    aNotice({ sender, explanation: `my own words ${day}`, receivedAt: `2026-11-${day}T10:00:00Z` }),
  );
  expect(ratesOf(people)).toEqual({ hours: 96, senders: 5, nameless: 0, sameWords: 0 });
  const brigade = [1, 2, 3, 4, 5].map((minute) => aNotice({ receivedAt: `2026-11-20T10:0${minute}:00Z` }));
  expect(ratesOf(brigade)).toEqual({ hours: 1, senders: 0, nameless: 5, sameWords: 1 });
  expect(ratesOf(people.slice(0, 2))).toBeNull();
});
