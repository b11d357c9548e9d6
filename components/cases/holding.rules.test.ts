import { expect, test } from "vitest";
import { holdingOf, lookAgainIn, renewIn } from "./holding.rules";

const now = Date.parse("2026-11-20T10:00:00Z");
const later = "2026-11-20T10:05:00Z";
const earlier = "2026-11-20T09:59:59Z";
const mei = { name: "Mei Lin", isMe: false };
const me = { name: "Ana", isMe: true };

test("a claim that ran out says who has the case now", () => {
  expect(holdingOf({ state: "claimed", claimedBy: mei, leaseUntil: later }, true, now)).toEqual({
    is: "lapsed",
    by: "Mei Lin",
  });
});

test("a claim that ran out and was taken by nobody can be taken again", () => {
  expect(holdingOf({ state: "claimed", claimedBy: me, leaseUntil: earlier }, true, now)).toEqual({
    is: "lapsed",
    by: null,
  });
  expect(holdingOf({ state: "open", claimedBy: null, leaseUntil: null }, false, now)).toEqual({ is: "free" });
});

test("someone else's running claim is theirs, and a decided case is nobody's", () => {
  expect(holdingOf({ state: "claimed", claimedBy: mei, leaseUntil: later }, false, now)).toEqual({
    is: "theirs",
    by: "Mei Lin",
  });
  expect(holdingOf({ state: "decided", claimedBy: me, leaseUntil: null }, true, now)).toEqual({ is: "decided" });
});

test("a lease is renewed long before it ends, and not by a storm of requests when it is nearly over", () => {
  expect(renewIn(later, now)).toBe(60_000);
  expect(renewIn("2026-11-20T10:01:00Z", now)).toBe(30_000);
  expect(renewIn(earlier, now)).toBe(5_000);
});

test("a case that a colleague has is looked at again sooner than one's own, so that a free one is not said to be theirs", () => {
  const view = (claimedBy: { name: string; isMe: boolean } | null, state = "stored") => ({
    case: { claimedBy },
    content: { media: [{ state }] },
  });
  const theirs = lookAgainIn(view({ name: "Jonas Weber", isMe: false }));
  expect(theirs).toBeLessThan(lookAgainIn(view({ name: "Mei Lin", isMe: true })));
  expect(lookAgainIn(view(null, "waiting"))).toBeLessThan(theirs);
  expect(lookAgainIn(undefined)).toBe(lookAgainIn(view(null)));
});
