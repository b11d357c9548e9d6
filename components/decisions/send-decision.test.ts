import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DecideCase } from "@/lib/decisions/contract";
import { aTab } from "@/test/tab";
import type { WireResult } from "../shell/fetch-json";
import { keptDecisions } from "./kept-decisions";
import { sendDecision } from "./send-decision";
import type { UnderWay } from "./under-way";

const lost = { ok: false, code: "network", reason: "network", status: 0, message: "", fields: {} } as const;
const signedIn = (person: string) => vi.stubGlobal("document", { querySelector: () => ({ dataset: { person } }) });
const made = (caseId: string): UnderWay => ({
  caseId,
  reference: `AE-${caseId}`,
  decision: { outcome: "no_violation", caseId, version: 3, rationale: "", exceptionsConsidered: [], tags: [] },
});

beforeEach(() => {
  vi.stubGlobal("sessionStorage", aTab());
  signedIn("mei");
});
afterEach(() => vi.unstubAllGlobals());

/** Sends while the connection is lost, and the tab is closed over it: nothing comes after. */
async function cutOff(one: UnderWay) {
  const sent: [DecideCase, string][] = [];
  await new Promise<void>((closed) => {
    void sendDecision(one, {
      send: async (decision, key) => {
        sent.push([decision, key]);
        return lost;
      },
      versionSeen: async (_, version) => version + 1,
      backOnline: () => new Promise<void>(() => closed()),
    });
  });
  return sent;
}

test("a decision without an answer survives a reload, and is sent again as it was and under its own key", async () => {
  const [[first, key] = []] = await cutOff(made("1"));
  await cutOff(made("2"));
  const kept = keptDecisions();
  expect(kept.map(({ reference }) => reference)).toEqual(["AE-1", "AE-2"]);
  const again: [DecideCase, string][] = [];
  for (const one of kept)
    await sendDecision(one, {
      send: async (decision, sameKey): Promise<WireResult<string>> => {
        again.push([decision, sameKey]);
        return { ok: true, value: "decided" };
      },
      versionSeen: async () => 99,
      backOnline: async () => undefined,
    });
  expect(again[0], "the version of then: what moved since is told").toEqual([first, key]);
  expect(keptDecisions(), "what is answered is kept no longer").toEqual([]);
});

test("one that meets a session that has ended is kept, and sent after signing in under the same key", async () => {
  const signedOut = { ...lost, code: "signed_out", reason: "signed_out", status: 401 } as const;
  const keys: string[] = [];
  const send = async (_: DecideCase, key: string): Promise<WireResult<string>> => {
    keys.push(key);
    return signedOut;
  };
  const ways = { send, versionSeen: async () => 3, backOnline: async () => undefined };
  expect(await sendDecision({ ...made("1"), firstKey: "k1" }, ways)).toMatchObject({ code: "signed_out" });
  const [kept] = keptDecisions();
  expect(kept).toMatchObject({ reference: "AE-1", key: "k1" });
  if (kept) await sendDecision(kept, { ...ways, send: async (_, key) => ({ ok: true, value: keys.push(key) }) });
  expect(keys).toEqual(["k1", "k1"]);
  expect(keptDecisions()).toEqual([]);
});

test("what one person left without an answer is not sent in the name of the next", async () => {
  await cutOff(made("1"));
  signedIn("ben");
  expect(keptDecisions()).toEqual([]);
});
