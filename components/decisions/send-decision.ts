import type { DecideCase } from "@/lib/decisions/contract";
import type { WireResult } from "../shell/fetch-json";
import { dropDecision, keepDecision } from "./kept-decisions";
import { newKey, sendOnceMore } from "./send-once-more";
import type { UnderWay } from "./under-way";

type Ways<Value> = {
  send: (decision: DecideCase, key: string) => Promise<WireResult<Value>>;
  /** The version that this person has seen by now, after a claim of their own. */
  versionSeen: (caseId: string, version: number) => Promise<number>;
  backOnline: () => Promise<void>;
};

/**
 * Sends a decision until it has an answer, and keeps it in the tab until then: a reload on a train, or a browser that is
 * started again, loses none. What was kept is sent as it was, under its own key, so that the server decides once.
 */
export async function sendDecision<Value>(
  made: UnderWay,
  { send, versionSeen, backOnline }: Ways<Value>,
): Promise<WireResult<Value>> {
  const { caseId, decision } = made;
  const version = made.key ? decision.version : await versionSeen(caseId, decision.version);
  const sent = { ...decision, version };
  const key = made.key ?? made.firstKey ?? newKey();
  keepDecision(key, { ...made, decision: sent });
  const answer = await sendOnceMore((same) => send(sent, same), backOnline, key);
  // Signed out is no answer to it: it is sent after signing in, by the same person (kept-in-tab.ts).
  if (answer.ok || answer.code !== "signed_out") dropDecision(key);
  return answer;
}
