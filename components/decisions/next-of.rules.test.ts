import { expect, test } from "vitest";
import { nextOf } from "./next-of.rules";

test("the next case is asked for behind the one on the screen, in the queue it came from", () => {
  expect(nextOf("", "b", { ready: [] })).toBe("?next=1&inHand=b");
  expect(nextOf("platform=wechat", "b", { ready: [] })).toBe("?next=1&inHand=b&platform=wechat");
  expect(nextOf("platform=wechat", "b", { ready: ["c", "d"] })).toBe("?next=1&inHand=b&ready=c,d&platform=wechat");
});

test("what was just put back is named, so that it comes last", () => {
  expect(nextOf("", "b", { ready: [], last: ["x", "y"] })).toBe("?next=1&inHand=b&last=x,y");
});

test("who has left the desk is given no case", () => {
  expect(nextOf("platform=wechat", null, { ready: ["c"] })).toBe("");
});
