import { expect, test } from "vitest";
import type { WireResult } from "../shell/fetch-json";
import { sendOnceMore } from "./send-once-more";

const lost = { ok: false, code: "network", reason: "network", status: 0, message: "", fields: {} } as const;
const stale = { ...lost, code: "stale", reason: "case_decided", status: 409 } as const;
const done = { ok: true, value: "made" } as const;

async function sent(...answers: WireResult<string>[]) {
  const keys: string[] = [];
  const held: boolean[] = [];
  const send = async (key: string) => {
    keys.push(key);
    return answers[keys.length - 1] ?? lost;
  };
  const answer = await sendOnceMore(send, {
    backOnline: async () => undefined,
    setHeld: (isHeld) => held.push(isHeld),
  });
  return { answer, keys, held };
}

test("an answer that arrives is the answer, and nothing is sent twice", async () => {
  expect(await sent(done)).toMatchObject({ answer: done, held: [] });
  expect((await sent(stale)).keys).toHaveLength(1);
});

test("a lost answer is asked for once more under the same key, when the connection is back", async () => {
  const { answer, keys, held } = await sent(lost, done);
  expect(answer).toEqual(done);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(held).toEqual([true, false]);
});

test("what the server refuses the second time is refused: an older decision of one's own does not pass for this one", async () => {
  expect((await sent(lost, stale)).answer).toEqual(stale);
});

test("two decisions have two keys", async () => {
  expect((await sent(done)).keys[0]).not.toBe((await sent(done)).keys[0]);
});
