import { expect, test } from "vitest";
import type { WireResult } from "../shell/fetch-json";
import { sendOnceMore } from "./send-once-more";

const lost = { ok: false, code: "network", reason: "network", status: 0, message: "", fields: {} } as const;
const stale = { ...lost, code: "stale", reason: "case_decided", status: 409 } as const;
const done = { ok: true, value: "made" } as const;

async function sent(...answers: WireResult<string>[]) {
  const keys: string[] = [];
  let waits = 0;
  const send = async (key: string) => {
    keys.push(key);
    return answers[keys.length - 1] ?? done;
  };
  const answer = await sendOnceMore(send, async () => {
    waits += 1;
  });
  return { answer, keys, waits };
}

test("an answer that arrives is the answer, and nothing is sent twice", async () => {
  expect(await sent(done)).toMatchObject({ answer: done, waits: 0 });
  expect((await sent(stale)).keys).toHaveLength(1);
});

test("a lost answer is asked for again under the same key whenever the connection is back, until there is one", async () => {
  const { answer, keys, waits } = await sent(lost, lost, done);
  expect(answer).toEqual(done);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(waits).toBe(2);
});

test("what the server refuses the second time is refused: an older decision of one's own does not pass for this one", async () => {
  expect((await sent(lost, stale)).answer).toEqual(stale);
});

test("two decisions have two keys", async () => {
  expect((await sent(done)).keys[0]).not.toBe((await sent(done)).keys[0]);
});

test("what a proxy says while the server restarts is no refusal: the decision is sent again under its key", async () => {
  for (const status of [502, 503, 504]) {
    const { answer, keys, waits } = await sent({ ...lost, code: "unexpected", reason: "unexpected", status }, done);
    expect([answer, new Set(keys).size, waits]).toEqual([done, 1, 1]);
  }
  const broken = { ...lost, code: "unexpected", reason: "unexpected", status: 500 } as const;
  expect(await sent(broken)).toMatchObject({ answer: broken, waits: 0 });
});
