import { expect, test } from "vitest";
import type { WireResult } from "../shell/fetch-json";
import { tellOpened } from "./tell-opened";

const failed = { ok: false, reason: "", status: 0, message: "", fields: {} } as const;

async function told(...answers: WireResult<unknown>[]) {
  const sent: unknown[] = [];
  const isCounted = await tellOpened(
    { caseId: "a", anyway: true },
    {
      send: async (opened) => {
        sent.push(opened);
        return answers[sent.length - 1] ?? { ok: true, value: null };
      },
      backOnline: async () => undefined,
    },
  );
  return { isCounted, sent };
}

test("what somebody saw while the connection was lost is counted once it is back", async () => {
  const { isCounted, sent } = await told(
    { ...failed, code: "network" },
    { ...failed, code: "unexpected", status: 503 },
  );
  expect(isCounted).toBe(true);
  expect(sent).toEqual(Array(3).fill({ caseId: "a", anyway: true }));
});

test("what the server refuses is not sent for ever", async () => {
  expect(await told({ ...failed, code: "not_found", status: 404 })).toMatchObject({ isCounted: false, sent: [{}] });
});
