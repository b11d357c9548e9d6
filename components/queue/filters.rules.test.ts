import { expect, test } from "vitest";
import { ClaimNext, QueueRequest, queueOrders, queueStates } from "@/lib/queue/contract";
import { queueModes } from "@/lib/queue/views.contract";
import { claimOf, filterOf, modes, narrowedBy, orders, searchOf, states, wholeQueue } from "./filters.rules";

test("the desk offers exactly the orders, states and ways of showing that the server knows", () => {
  expect([...orders]).toEqual([...queueOrders]);
  expect([...states]).toEqual([...queueStates]);
  expect([...modes]).toEqual([...queueModes]);
});

test("a filter comes back from the address bar as it went in, and the usual one leaves the address bare", () => {
  const filter = { ...wholeQueue, platform: "wechat", language: "zh-Hans", order: "deadline" as const };
  expect(filterOf(new URLSearchParams(searchOf(filter)))).toEqual(filter);
  expect(searchOf(wholeQueue)).toBe("");
});

test("an order or state that nobody knows is as if it were not asked for", () => {
  expect(filterOf(new URLSearchParams("order=loudest&state=gone"))).toEqual(wholeQueue);
});

test("what the address bar says is a question that the server accepts", () => {
  const filter = { ...wholeQueue, platform: "wechat", tag: "hidden_link", state: "waiting" as const };
  expect(QueueRequest.safeParse(Object.fromEntries(new URLSearchParams(searchOf(filter)))).success).toBe(true);
});

test("taking the next case keeps to the filter, and what was just put back comes last", () => {
  const released = ["7b0c6b3e-6d8e-4c11-9d0c-2f7f5f7f3a10"];
  const asked = claimOf({ ...wholeQueue, platform: "aliexpress", state: "all" }, released);
  expect(asked).toEqual({ order: "risk", platform: "aliexpress", last: released });
  expect(ClaimNext.safeParse(asked).success).toBe(true);
});

test("state and order are no narrowing: an empty queue is then really empty", () => {
  expect(narrowedBy({ ...wholeQueue, state: "all", order: "age" })).toBe(0);
  expect(narrowedBy({ ...wholeQueue, platform: "wechat", tag: "spam" })).toBe(2);
});
