import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aTab } from "@/test/tab";
import { aCaseView } from "../decisions/example-case";
import { caseKey } from "../decisions/one-case";
import { keptInTab } from "../shell/kept-in-tab";
import {
  askedFor,
  giveBack,
  leaveNothingInHand,
  leftElsewhere,
  shownAgain,
  staysInHand,
  takeInHand,
  untilGivenBack,
  wasLeft,
} from "./in-hand";

/** What was asked of the server, in order, each as its verb and its case; with what leaving said. */
let asked: string[] = [];
let answer: () => Promise<Response>;
let cache: QueryClient;

const on = (path: string) => vi.stubGlobal("window", { location: { pathname: path } });

beforeEach(() => {
  asked = [];
  cache = new QueryClient();
  answer = async () => Response.json({});
  vi.stubGlobal("sessionStorage", aTab());
  vi.stubGlobal("document", { querySelector: () => ({ dataset: { person: "mei" } }) });
  on("/queue");
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    const [, caseId, verb] = /\/cases\/([^/]+)\/(\w+)/.exec(path) ?? [];
    const { closing } = JSON.parse(String(body));
    asked.push(`${verb} ${caseId}${closing ? ", closing" : ""}`);
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

test("who takes another case gives the one before back, unless something was typed on it", async () => {
  takeInHand(cache, "a");
  takeInHand(cache, "b");
  expect(asked).toEqual(["release a"]);
  keptInTab("note:").write("b", { text: "Ask the seller", onAccount: false });
  takeInHand(cache, "c");
  keptInTab("draft:").write("c", { facts: "Sold" });
  await leaveNothingInHand(cache);
  await leaveNothingInHand(cache, { why: "closing" });
  expect(asked, "a note and a draft keep theirs").toEqual(["release a"]);
});

test("a page that closes says that it may come back, and signing out does not", async () => {
  takeInHand(cache, "a");
  await leaveNothingInHand(cache, { why: "closing" });
  expect(wasLeft("a"), "a reload takes it again").toBe(true);
  takeInHand(cache, "b");
  await leaveNothingInHand(cache, { why: "signOut" });
  expect(asked).toEqual(["release a, closing", "release b"]);
});

test("who closes the page before their claim was answered gives the case back all the same", async () => {
  askedFor("a");
  await leaveNothingInHand(cache, { why: "closing" });
  expect(asked).toEqual(["release a, closing"]);
});

test("who comes back before the release was answered takes the case after it", async () => {
  let released: () => void = () => undefined;
  answer = () => new Promise((done) => (released = () => done(Response.json({}))));
  takeInHand(cache, "a");
  const left = giveBack(cache, "a");
  let isBack = false;
  const back = untilGivenBack("a").then(() => {
    isBack = true;
  });
  await Promise.resolve();
  expect(isBack).toBe(false);
  released();
  await Promise.all([left, back]);
  expect(isBack).toBe(true);
});

test("what was left for earlier work is only looked at when it is opened again", async () => {
  takeInHand(cache, "a");
  await leaveNothingInHand(cache);
  takeInHand(cache, "b");
  expect(wasLeft("a"), "it would give b back").toBe(false);
});

test("a tab keeps what another one of the same person leaves, where it works on it, and nothing else", async () => {
  takeInHand(cache, "a");
  await leftElsewhere(cache, "a");
  expect(asked).toEqual(["claim a"]);
  await leftElsewhere(cache, "b");
  expect(asked, "b is not here").toEqual(["claim a"]);
  const view = aCaseView();
  const claimedBy = { name: "Mei Lin", isMe: true };
  cache.setQueryData(caseKey("b"), { ...view, case: { ...view.case, id: "b", claimedBy } });
  on("/cases/b");
  await leftElsewhere(cache, "b");
  expect(asked, "opened by its address, it is theirs on the screen").toEqual(["claim a", "claim b"]);
});

test("a page that the browser kept whole takes again what it left, once", async () => {
  on("/cases/a");
  takeInHand(cache, "a");
  await leaveNothingInHand(cache, { why: "closing" });
  await shownAgain(cache);
  await shownAgain(cache);
  expect(asked).toEqual(["release a, closing", "claim a"]);
});

test("who reads of the case in hand, its account, its rule or its referral is still at it; other work is not", () => {
  for (const beside of ["/cases/a", "/accounts/b", "/policy/wechat", "/referrals/c", "/search", "/statements/d"])
    expect(staysInHand(beside), beside).toBe(true);
  for (const other of ["/queue", "/appeals/e", "/clocks", "/settings", "/casesfile"])
    expect(staysInHand(other), other).toBe(false);
});
