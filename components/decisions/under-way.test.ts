import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { answerTo, decisionsKey, isUnderWay, newestUnderWay, type UnderWay } from "./under-way";

const made = (caseId: string): UnderWay => ({
  caseId,
  reference: `WX-${caseId}`,
  decision: { caseId, version: 1, outcome: "no_violation", exceptionsConsidered: [], rationale: "", tags: [] },
});

/** A tab that sends decisions one after the other; each is answered when the test says so. */
function aTab() {
  const cache = new QueryClient({ defaultOptions: { mutations: { networkMode: "always" } } });
  const sent: string[] = [];
  const send = (caseId: string) => {
    let answer: (isDone: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((done) => {
      answer = done;
    });
    const mutation = cache.getMutationCache().build<unknown, Error, UnderWay, unknown>(cache, {
      mutationKey: decisionsKey,
      scope: { id: "decisions" },
      mutationFn: async () => {
        sent.push(caseId);
        if (!(await answered)) throw new Error("refused");
        return { decided: { decisionId: `of ${caseId}`, caseId }, next: null };
      },
    });
    void mutation.execute(made(caseId)).catch(() => undefined);
    return answer;
  };
  return { cache, sent, send };
}

const aMoment = () => new Promise((done) => setTimeout(done, 0));

test("decisions are sent one after the other, in the order in which they were made", async () => {
  const { sent, send } = aTab();
  const first = send("a");
  const second = send("b");
  await aMoment();
  expect(sent).toEqual(["a"]);
  first(true);
  await aMoment();
  expect(sent).toEqual(["a", "b"]);
  second(true);
});

test("who takes back a decision that is on its way waits for its answer, and for no other", async () => {
  const { cache, send } = aTab();
  const first = send("a");
  const second = send("b");
  const taken = answerTo(cache, "b");
  first(true);
  await aMoment();
  expect(isUnderWay(cache, "a")).toBe(false);
  expect(isUnderWay(cache, "b")).toBe(true);
  second(true);
  expect(await taken).toMatchObject({ decisionId: "of b" });
});

test("a decision that is refused leaves nothing to take back, and the one after it is sent all the same", async () => {
  const { cache, sent, send } = aTab();
  const first = send("a");
  send("b")(true);
  const taken = answerTo(cache, "a");
  first(false);
  expect(await taken).toBeNull();
  await aMoment();
  expect(sent).toEqual(["a", "b"]);
});

test("a case on which nothing is on its way has nothing to wait for", async () => {
  expect(await answerTo(aTab().cache, "a")).toBeNull();
});

test("the newest on its way is the last one made, and none once all are answered, whatever the screen still shows", async () => {
  const { cache, send } = aTab();
  const first = send("a");
  const second = send("b");
  expect(newestUnderWay(cache)?.caseId).toBe("b");
  first(true);
  second(true);
  await answerTo(cache, "b");
  expect(newestUnderWay(cache)).toBeUndefined();
});
