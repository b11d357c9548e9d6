import { expect, test } from "vitest";
import { nextOf } from "./next-of.rules";

test("the next case is asked for behind the one on the screen, in the queue it came from", () => {
  expect(nextOf("", "b", [])).toBe("?next=1&inHand=b");
  expect(nextOf("platform=wechat", "b", [])).toBe("?next=1&inHand=b&platform=wechat");
  expect(nextOf("platform=wechat", "b", ["c", "d"])).toBe("?next=1&inHand=b&ready=c,d&platform=wechat");
});

test("who has left the desk is given no case", () => {
  expect(nextOf("platform=wechat", null, ["c"])).toBe("");
});
