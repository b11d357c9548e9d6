import { expect, test } from "vitest";
import { type Barrable, barredOf } from "./wave-barred.rules";

const now = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-01T13:00:00Z");
const mei = { id: "mei", role: "moderator" } as const;
const item: Barrable = {
  state: "open",
  restingState: "open",
  claimedBy: null,
  leaseUntil: null,
  decidedAt: null,
  handedTo: null,
  handedBy: null,
  handedUntil: null,
  holder: null,
  keeper: null,
  isReversed: false,
  suspectedBy: null,
};
const why = (more: Partial<Barrable>) => barredOf({ ...item, ...more }, mei, now)?.why ?? null;

test.each<[string, Partial<Barrable>, string | null]>([
  ["an open item bars nobody", {}, null],
  ["one in one's own hands neither", { state: "claimed", claimedBy: "mei", leaseUntil: later }, null],
  ["a colleague holds it", { state: "claimed", claimedBy: "ben", leaseUntil: later }, "held"],
  ["a colleague's lease is over", { state: "claimed", claimedBy: "ben", leaseUntil: now }, null],
  ["it is kept for a colleague", { handedTo: "ben", handedBy: "ben", handedUntil: later }, "held"],
  ["it is a supervisor's", { state: "escalated", restingState: "escalated" }, "escalated"],
  ["it is decided", { state: "decided", decidedAt: now }, "decided"],
  [
    "an appeal took this person's decision away",
    { state: "reopened", decidedAt: now, isReversed: true },
    "anotherPerson",
  ],
  ["the authorities are still to be told", { suspectedBy: "" }, "suspected"],
  [
    "who holds it is told first: that passes",
    { state: "claimed", claimedBy: "ben", leaseUntil: later, suspectedBy: "Ben" },
    "held",
  ],
])("%s", (_, more, expected) => {
  expect(why(more)).toBe(expected);
});

test("whoever is barred by somebody is told by whom, where the reader asked for names", () => {
  const suspected = barredOf({ ...item, suspectedBy: "Ben Okafor" }, mei, now);
  expect(suspected).toMatchObject({ reason: "referral_is_open", values: { name: "Ben Okafor" } });
});
