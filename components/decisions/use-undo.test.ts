import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Decided } from "@/lib/decisions/contract";
import { aTab } from "@/test/tab";
import { countsKey, queueKey } from "../queue/keys";
import { decisionsKey } from "./under-way";
import { settleQueue } from "./use-decide";
import { takeBack, takenBack } from "./use-undo";

const decided = { decisionId: "d1", caseId: "c1", undoUntil: "2099-01-01T00:00:00.000Z" } as Decided;

beforeEach(() => {
  vi.stubGlobal("sessionStorage", aTab());
  vi.stubGlobal("document", { querySelector: () => ({ dataset: { person: "mei" } }) });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A tab that has read the queue and its numbers, with so many decisions on their way. */
function aTabWith(sending: number): QueryClient {
  const cache = new QueryClient({ defaultOptions: { mutations: { networkMode: "always" } } });
  for (const queryKey of [queueKey, countsKey]) cache.setQueryData(queryKey, {});
  for (let at = 0; at < sending; at += 1) {
    const options = { mutationKey: decisionsKey, mutationFn: () => new Promise(() => undefined) };
    void cache.getMutationCache().build(cache, options).execute(undefined);
  }
  return cache;
}
const isOld = (cache: QueryClient) =>
  [queueKey, countsKey].map((queryKey) => cache.getQueryState(queryKey)?.isInvalidated);

test("whoever takes a decision back sees its case in the queue and in the queue's numbers again", () => {
  const cache = aTabWith(0);
  takenBack(cache, decided);
  expect(isOld(cache)).toEqual([true, true]);
});

test("while a decision is on its way the queue is not read: it would bring that decision's case back for a moment", () => {
  const cache = aTabWith(1);
  takenBack(cache, decided);
  expect(isOld(cache), "the decision has it read once it is answered").toEqual([false, false]);
  settleQueue(cache);
  expect(isOld(cache)).toEqual([true, true]);
});

/** Answers in this order, each to one request; null: the answer is lost on the way. */
function answering(...answers: (Response | null)[]) {
  const window = new EventTarget();
  vi.stubGlobal("window", window);
  const asked = vi.fn(async () => {
    const answer = answers.shift();
    // The connection is back as soon as somebody waits for it.
    if (!answer) setTimeout(() => window.dispatchEvent(new Event("online")));
    if (!answer) throw new TypeError("lost");
    return answer;
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}
const already = () =>
  Response.json({ code: "stale", reason: "decision_already_undone", title: "It was taken back." }, { status: 409 });

test("a decision is taken back when the connection is back, and once: an answer that was lost is no refusal", async () => {
  const asked = answering(null, already());
  expect(await takeBack("d1")).toMatchObject({ ok: true });
  expect(asked).toHaveBeenCalledTimes(2);
});

test("what somebody else took back first is told as it is", async () => {
  answering(already());
  expect(await takeBack("d1")).toMatchObject({ ok: false, reason: "decision_already_undone" });
});
